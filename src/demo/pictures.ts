import * as cakes from "./draw/cakes.ts";
import * as clothes from "./draw/clothes.ts";
import * as house from "./draw/house.ts";
import * as outfit from "./draw/outfit.ts";
import type { Draw, Tint } from "./draw/pen.ts";
import { demoCategories, demoProducts } from "./shop.ts";

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
  Pink: { fill: "#e58fa5", dark: "#b0546f", ground: "#f9e6ea" },
  Grey: { fill: "#9aa3ad", dark: "#626c77", ground: "#e9edf1" },
};

/** How the things of a category look, and its own picture's color. */
const looks: Readonly<Record<string, readonly [draw: Draw, color: string]>> = {
  jackets: [clothes.jacket, "Blue"],
  shirts: [clothes.buttoned, "Green"],
  dresses: [clothes.dress, "Purple"],
  shoes: [outfit.boot, "Brown"],
  accessories: [outfit.tote, "Orange"],
  cakes: [cakes.cherryCake, "Red"],
  home: [house.cushion, "Blue"],
  pantry: [house.jar(house.berries), "Red"],
};

/** The products that look otherwise than their category, by the name of their picture. */
export const ownLooks: Readonly<Record<string, Draw>> = {
  "annapurna-down-jacket": clothes.down,
  "terai-rain-shell": clothes.shell,
  "mustang-windbreaker": clothes.shell,
  "yak-wool-cardigan": clothes.cardigan,
  "istakot-waistcoat": clothes.waistcoat,
  "pashupati-cotton-kurta": clothes.kurta,
  "lakeside-t-shirt": clothes.shirt,
  "base-camp-t-shirt": clothes.shirt,
  "daura": clothes.daura,
  "mithila-polo-shirt": clothes.polo,
  "monsoon-camp-shirt": clothes.polo,
  "palpali-dhaka-saree": clothes.saree,
  "janakpur-lehenga": clothes.lehenga,
  "kurta-suruwal": clothes.kurta,
  "dhaka-slippers": outfit.slipper,
  "newari-leather-sandals": outfit.sandal,
  "ratna-park-sneakers": outfit.sneaker,
  "ring-road-runners": outfit.sneaker,
  "docha-boots": outfit.feltBoot,
  "butwal-brogues": outfit.brogue,
  "janakpur-jutti": outfit.jutti,
  "dhaka-topi": outfit.hat,
  "pashmina-shawl": outfit.shawl,
  "lokta-paper-notebook": outfit.notebook,
  "yak-wool-beanie": outfit.beanie,
  "allo-nettle-backpack": outfit.backpack,
  "felt-ball-necklace": outfit.necklace,
  "silver-filigree-earrings": outfit.earrings,
  "rudraksha-mala": outfit.mala,
  "bamboo-umbrella": outfit.umbrella,
  "buffalo-leather-belt": outfit.belt,
  "khukuri-keyring": outfit.keyring,
  "creme-brulee-cake": cakes.flatCake,
  "juju-dhau-cheesecake": cakes.flatCake,
  "mango-mousse-cake": cakes.fruitCake,
  "ilam-tea-cake": cakes.leafCake,
  "gateau-opera": cakes.layerCake,
  "pistachio-barfi-cake": cakes.crumbCake,
  "strawberry-shortcake": cakes.berryCake,
  "christmas-plum-cake": cakes.loaf,
  "tihar-coconut-cake": cakes.crumbCake,
  "three-tier-wedding-cake": cakes.tiers,
  "singing-bowl": house.bowl,
  "wheel-of-life-thangka": house.thangka,
  "prayer-flags": house.flags,
  "thimi-clay-teapot": house.teapot,
  "amkhora-copper-jug": house.jug,
  "lokta-paper-lamp": house.lamp,
  "sukul-straw-mat": house.mat,
  "kitchen-khukuri": house.khukuri,
  "ilam-first-flush-tea": house.box(house.leaves),
  "palpa-coffee": house.bag(house.beans),
  "chitwan-forest-honey": house.jar(house.drop),
  "timur-pepper": house.bag(house.berries),
  "gundruk": house.bag(house.leaves),
  "langtang-yak-cheese": house.cheese,
  "sel-roti-box": house.rings,
  "lapsi-candy": house.jar(house.berries),
  "akabare-chilli-pickle": house.jar(house.chillies),
};

const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

function drawn(title: string, color: string, draw: Draw): string {
  const tint = tints[color];
  if (tint === undefined) throw new Error(`no tint for ${color}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" role="img"><title>${escaped(title)}</title>` +
    `<rect width="600" height="600" fill="${tint.ground}"/><circle cx="300" cy="300" r="250" fill="#ffffff59"/>` +
    `<ellipse cx="300" cy="492" rx="215" ry="20" fill="#0000001f"/>${draw(tint)}</svg>`;
}

const fileName = (path: string): string => path.replace(/^\/media\/(.*)\.svg$/, "$1");

/** The demo shop's picture at that path, drawn in SVG, or null when it has none. */
export function picture(path: string): string | null {
  const category = demoCategories.find((each) => each.picture === path);
  const product = demoProducts.find((each) => each.picture === path);
  const [draw, color] = looks[category?.slug ?? product?.category ?? ""] ?? [];
  if (draw === undefined || color === undefined) return null;
  if (category !== undefined) return drawn(category.name, color, draw);
  return product === undefined ? null : drawn(product.name, product.color, ownLooks[fileName(path)] ?? draw);
}
