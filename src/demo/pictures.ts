import { demoCategories, demoProducts } from "./shop.ts";

type Tint = { readonly fill: string; readonly dark: string; readonly ground: string };

const tints: Readonly<Record<string, Tint>> = {
  White: { fill: "#fbf9f4", dark: "#b9b2a3", ground: "#cfdbe6" },
  Red: { fill: "#c8443f", dark: "#8c2a2a", ground: "#f6e3d7" },
  Blue: { fill: "#4a72a8", dark: "#2d4a73", ground: "#dfe8f2" },
  Green: { fill: "#5c8f64", dark: "#3a6142", ground: "#e1ecdd" },
  Orange: { fill: "#e08a3c", dark: "#a85e1f", ground: "#fbead5" },
  Black: { fill: "#3b3a40", dark: "#87838f", ground: "#e3dedb" },
  Brown: { fill: "#8a5a3c", dark: "#5a3722", ground: "#efe2d4" },
  Purple: { fill: "#7d5a96", dark: "#523968", ground: "#e9e0ef" },
  Yellow: { fill: "#e3b94a", dark: "#a6822a", ground: "#f8efd3" },
};

const otherTint: Tint = { fill: "#8796a5", dark: "#566472", ground: "#e9edf1" };

/** A drawing on a field of 600 by 600 that stands on the line at 490. */
type Draw = (tint: Tint) => string;

const area = (path: string, fill: string): string => `<path d="${path}" fill="${fill}"/>`;

const line = (path: string, stroke: string, width = 7): string =>
  `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

const SHADE = "#0000001c";
const CREAM = "#fff6e8";

const jacket: Draw = ({ fill, dark }) =>
  area("M225 130 135 172q-18 10-22 32L80 420l62 14 48-150v206h220V284l48 150 62-14-33-216q-4-22-22-32l-90-42z", fill) +
  area("M190 284 142 434l-62-14 3-20 62 10zM410 284l48 150 62-14-3-20-62 10zM300 210h110v280H300z", SHADE) +
  line("M300 210v280M225 130l18 95 57-40 57 40 18-95-75 58zM215 400h50M335 400h50", dark) +
  [260, 320, 380, 440].map((y) => `<circle cx="318" cy="${y}" r="6" fill="${dark}"/>`).join("");

const shirt: Draw = ({ fill, dark }) =>
  area("M230 120 92 190l44 104 54-24v210q0 10 10 10h200q10 0 10-10V270l54 24 44-104-138-70q-70 62-140 0z", fill) +
  area("M190 270v-48l-14 54zM410 270v-48l14 54zM300 151q36 0 70-31l40 20v350H300z", SHADE) +
  line("M230 120q70 62 140 0M190 270v-48M410 270v-48M196 468h208M110 234l16 38M490 234l-16 38", dark);

const kurta: Draw = ({ fill, dark }) =>
  area("M240 100 150 140 92 378l52 14 52-160-26 258h260l-26-258 52 160 52-14-58-238-90-40q-60 44-120 0z", fill) +
  area("M300 122q32 0 60-22l90 40 58 238-52 14-52-160 26 258H300z", SHADE) +
  line("M240 100q60 44 120 0M300 124v126M278 250h44M98 356l52 14M502 356l-52 14M180 440l-8 44M420 440l8 44", dark) +
  [155, 190, 225].map((y) => `<circle cx="300" cy="${y}" r="7" fill="${dark}"/>`).join("");

const dress: Draw = ({ fill, dark }) =>
  area("M240 90q10 70 60 70t60-70l26 6q-16 90-16 164l100 214q-170 36-340 0l100-214q0-74-16-164z", fill) +
  area("M300 160q50 0 60-70l26 6q-16 90-16 164l100 214q-84 18-170 18z", SHADE) +
  area("M230 246h140v28H230z", dark) +
  line("M262 300 222 476M300 300v184M338 300l40 176", dark, 5);

const boot: Draw = ({ fill, dark }) =>
  area("M160 170q65 20 130 0l16 100q80 60 140 76 50 14 54 104H150q-16-150 10-280z", fill) +
  area("M146 400q180 20 352 10l2 40H150zM160 170q65 20 130 0l5 30q-70 18-139 0z", SHADE) +
  area("M138 446h372v24q0 20-20 20H330l-14-12h-60l-14 12h-84q-20 0-20-20z", dark) +
  line("M252 232l50-8M260 266l50-12M282 298l44-26M316 324l38-32M350 346l30-38", CREAM, 9);

const slipper: Draw = ({ fill, dark }) =>
  area("M92 440q90-20 160-110 20-28 60-18 150 30 196 128H92z", fill) +
  area("M92 440q90-20 160-110 16-16 36-18-20 90-60 128z", SHADE) +
  area("M80 436h436q14 54-26 54H120q-46 0-40-54z", dark) +
  line("M296 352l24 30 28-30 28 42 30-20 26 42", CREAM, 9);

const sandal: Draw = ({ fill, dark }) =>
  area("M80 426q110-30 220-4 110 24 220 0v40q0 28-28 28H108q-28 0-28-28z", dark) +
  line("M100 424q0-120 76-124 40 0 54 116M300 424q20-130 112-116 60 20 78 116", fill, 34) +
  line("M182 312q90 20 150 30", fill, 24) + `<circle cx="184" cy="316" r="13" fill="${CREAM}"/>`;

const hat: Draw = ({ fill, dark }) =>
  area("M130 420q0-190 90-240 110-40 190 30 60 60 60 210z", fill) +
  area("M330 164q50 12 80 46 60 60 60 210H360q30-130-30-256z", SHADE) +
  area("M118 410q182-40 364 0v68q-182 30-364 0z", dark) +
  line("M190 350l40-50 40 50 40-50 40 50 40-50 30 40M220 260l34-40 34 40 34-40 34 40", CREAM, 9) +
  line("M146 446l28-22 28 22 28-22 28 22 28-22 28 22 28-22 28 22 28-22 28 22 28-22", CREAM, 6);

const shawl: Draw = ({ fill, dark }) =>
  line([150, 180, 210, 240, 270, 330, 360, 390, 420, 450].map((x) => `M${x} 440v44`).join(""), dark, 6) +
  area("M140 130q0-30 30-30h230v350H140z", fill) + area("M400 100q60 0 60 60v290H320V160q0-60 80-60z", fill) +
  area("M400 100q60 0 60 60v290H320V160q0-60 80-60z", SHADE) +
  line("M140 386h180M140 410h180M320 386h140M320 410h140M190 150q30 90 0 180M250 150q30 90 0 180", dark, 6);

const notebook: Draw = ({ fill, dark }) =>
  area("M170 120h270q22 0 22 22v346H170z", CREAM) + area("M140 110h270q22 0 22 22v358H162q-22 0-22-22z", fill) +
  area("M140 110h52v380h-30q-22 0-22-22z", dark) + area("M236 190h150v90H236z", CREAM) +
  line("M260 222h102M260 250h66", dark, 6) + line("M166 160v30M166 240v30M166 320v30M166 400v30", CREAM, 8);

const bowl: Draw = ({ fill, dark }) =>
  area("M110 270q10 200 140 220h100q130-20 140-220z", fill) +
  area("M360 270h130q-10 200-140 220h-50q70-90 60-220z", SHADE) +
  `<ellipse cx="300" cy="270" rx="190" ry="50" fill="${dark}"/><ellipse cx="300" cy="276" rx="164" ry="36" fill="#0003"/>` +
  line("M136 356q164 60 328 0", dark) + line("M340 276 480 150", "#8a5a3c", 24) + line("M434 191l46-41", "#5a3722", 32);

const tote: Draw = ({ fill, dark }) =>
  line("M220 250V180q0-70 80-70t80 70v70", dark, 18) + area("M140 230h320l24 240q0 20-20 20H136q-20 0-20-20z", fill) +
  area("M400 230h60l24 240q0 20-20 20h-64z", SHADE) +
  line("M186 372q60-80 140-20 40 30 84-16v76q-44-46-84-16-80 60-140-24zM290 340q20 34 0 66", CREAM, 8) +
  `<circle cx="232" cy="366" r="8" fill="${CREAM}"/>`;

const cake: Draw = ({ fill, dark }) =>
  `<ellipse cx="300" cy="462" rx="220" ry="32" fill="#fff"/>` + area("M140 250h320v190q-160 46-320 0z", fill) +
  area("M380 250h80v190q-40 12-80 17z", SHADE) + line("M143 372q157 44 314 0", dark, 9) +
  area(
    "M140 250q160-84 320 0v22q-4 44-30 44t-26-30q-4 66-30 66t-28-52q-4 36-26 36t-24-34q-4 76-30 76t-28-78q-4 44-28 44t-24-48q-6 26-24 26-22 0-22-50z",
    CREAM,
  ) +
  `<ellipse cx="300" cy="246" rx="160" ry="44" fill="${CREAM}"/><ellipse cx="300" cy="248" rx="128" ry="30" fill="${dark}22"/>` +
  line("M304 206q6-48 44-62", "#3d6b35", 6) +
  `<circle cx="300" cy="224" r="26" fill="#b5242f"/><circle cx="291" cy="215" r="6" fill="#fff9"/>`;

/** How the things of a category look, and its own picture's color. */
const looks: Readonly<Record<string, readonly [draw: Draw, color: string]>> = {
  jackets: [jacket, "Blue"],
  shirts: [shirt, "Green"],
  dresses: [dress, "Purple"],
  shoes: [boot, "Brown"],
  accessories: [tote, "Orange"],
  cakes: [cake, "Red"],
};

/** The products that look otherwise than their category. */
const ownLooks: Readonly<Record<string, Draw>> = {
  "/media/pashupati-cotton-kurta.svg": kurta,
  "/media/dhaka-slippers.svg": slipper,
  "/media/newari-leather-sandals.svg": sandal,
  "/media/dhaka-topi.svg": hat,
  "/media/pashmina-shawl.svg": shawl,
  "/media/lokta-paper-notebook.svg": notebook,
  "/media/singing-bowl.svg": bowl,
};

const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

function drawn(title: string, color: string, draw: Draw): string {
  const tint = tints[color] ?? otherTint;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" role="img"><title>${escaped(title)}</title>` +
    `<rect width="600" height="600" fill="${tint.ground}"/><circle cx="300" cy="300" r="250" fill="#ffffff59"/>` +
    `<ellipse cx="300" cy="492" rx="215" ry="20" fill="#0000001f"/>${draw(tint)}</svg>`;
}

/** The demo shop's picture at that path, drawn in SVG, or null when it has none. */
export function picture(path: string): string | null {
  const category = demoCategories.find((each) => each.picture === path);
  const product = demoProducts.find((each) => each.picture === path);
  const [draw, color] = looks[category?.slug ?? product?.category ?? ""] ?? [];
  if (draw === undefined || color === undefined) return null;
  if (category !== undefined) return drawn(category.name, color, draw);
  return product === undefined ? null : drawn(product.name, product.color, ownLooks[path] ?? draw);
}
