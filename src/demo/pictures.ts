import { demoCategories, demoProducts } from "./shop.ts";

type Tint = { readonly fill: string; readonly dark: string; readonly ground: string };

const tints: Readonly<Record<string, Tint>> = {
  White: { fill: "#fbf9f4", dark: "#b9b2a3", ground: "#d9e2ea" },
  Red: { fill: "#c8443f", dark: "#8c2a2a", ground: "#f6e3d7" },
  Blue: { fill: "#4a72a8", dark: "#2d4a73", ground: "#e4ebf3" },
  Green: { fill: "#5c8f64", dark: "#3a6142", ground: "#e6efe3" },
  Orange: { fill: "#e08a3c", dark: "#a85e1f", ground: "#fbeedd" },
  Black: { fill: "#3b3a40", dark: "#1d1c20", ground: "#e8e4e1" },
  Brown: { fill: "#8a5a3c", dark: "#5a3722", ground: "#f1e6da" },
  Purple: { fill: "#7d5a96", dark: "#523968", ground: "#ece5f1" },
  Yellow: { fill: "#e3b94a", dark: "#a6822a", ground: "#f8f1dc" },
};

const tintOf = (color: string): Tint => tints[color] ?? { fill: "#8796a5", dark: "#566472", ground: "#e9edf1" };

/** A drawing on a field of 600 by 600. */
type Draw = (tint: Tint) => string;

const draws: Readonly<Record<string, Draw>> = {
  jackets: ({ fill, dark }) =>
    `<path d="M215 140 120 190l-25 220 62 12 18-120v180h250V302l18 120 62-12-25-220-95-50-85 40z" fill="${fill}"/>` +
    `<path d="M300 182v300M215 140l55 90 30-50 30 50 55-90M205 380h60M335 380h60" fill="none" stroke="${dark}" ` +
    `stroke-width="8" stroke-linejoin="round"/>`,
  shirts: ({ fill, dark }) =>
    `<path d="M225 140 105 205l38 90 52-26v213h210V269l52 26 38-90-120-65q-75 60-150 0z" fill="${fill}"/>` +
    `<path d="M225 140q75 60 150 0M195 269v-40M405 269v-40" fill="none" stroke="${dark}" stroke-width="8"/>`,
  dresses: ({ fill, dark }) =>
    `<path d="M240 110q60 50 120 0l22 128-22 30 90 222q-150 50-300 0l90-222-22-30z" fill="${fill}"/>` +
    `<path d="M240 268h120M270 300l-45 190M330 300l45 190M300 300v208" stroke="${dark}" stroke-width="7"/>`,
  shoes: ({ fill, dark }) =>
    `<path d="M130 250q60 30 100-20 60 90 170 110 75 14 80 75H130q-20-85 0-165z" fill="${fill}"/>` +
    `<path d="M122 415h362v32H122zM262 276l34-26M292 302l34-28M326 322l32-30" stroke="${dark}" stroke-width="10" ` +
    `fill="${dark}"/>`,
  accessories: ({ fill, dark }) =>
    `<path d="M150 400q10-190 150-220 140 30 150 220-150 46-300 0z" fill="${fill}"/>` +
    `<path d="M150 400q150 46 300 0v-44q-150 46-300 0zM210 300l40 40 40-40 40 40 40-40" fill="none" stroke="${dark}" ` +
    `stroke-width="10"/>`,
  cakes: ({ fill, dark }) =>
    `<ellipse cx="300" cy="452" rx="215" ry="34" fill="#ffffff"/><path d="M150 260h300v180q-150 40-300 0z" fill="${fill}"/>` +
    `<ellipse cx="300" cy="260" rx="150" ry="42" fill="#fff6e8"/>` +
    `<path d="M150 262q20 70 45 10 25 80 52 12 28 90 54 6 26 80 52-6 24 70 48-16 28 60 49-6" fill="#fff6e8"/>` +
    `<path d="M150 352q150 40 300 0" fill="none" stroke="${dark}" stroke-width="9"/>` +
    `<circle cx="300" cy="238" r="24" fill="#b5242f"/><path d="M304 216q10-40 42-50" stroke="#3d6b35" stroke-width="6" fill="none"/>`,
};

const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

const svg = (title: string, tint: Tint, draw: Draw): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" role="img"><title>${escaped(title)}</title>` +
  `<rect width="600" height="600" fill="${tint.ground}"/>` +
  `<ellipse cx="300" cy="500" rx="190" ry="22" fill="#00000014"/>${draw(tint)}</svg>`;

/** The demo shop's picture at that path, drawn in SVG, or null when it has none. */
export function picture(path: string): string | null {
  const category = demoCategories.find((each) => each.picture === path);
  if (category !== undefined) return drawn(category.name, category.slug, "Blue");
  const product = demoProducts.find((each) => each.picture === path);
  return product === undefined ? null : drawn(product.name, product.category, product.color);
}

function drawn(title: string, category: string, color: string): string | null {
  const draw = draws[category];
  return draw === undefined ? null : svg(title, tintOf(color), draw);
}
