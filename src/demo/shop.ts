/** Prices in minor units. A product has a stock of its own, or variants in the order in which they are shown. */
export type DemoProduct = {
  readonly name: string;
  /** The category's slug. */
  readonly category: string;
  readonly description: string;
  readonly price: number;
  readonly stock: number;
  readonly color: string;
  readonly size: string;
  /** A path under /media/. */
  readonly picture: string;
  readonly variants: readonly DemoVariant[];
};

export type DemoVariant = {
  readonly options: Readonly<Record<string, string>>;
  readonly price: number;
  readonly stock: number;
};

export type DemoCategory = { readonly name: string; readonly slug: string; readonly picture: string };

export const demoCategories: readonly DemoCategory[] = ["Jackets", "Shirts", "Dresses", "Shoes", "Accessories", "Cakes"]
  .map((name) => ({ name, slug: name.toLowerCase(), picture: `/media/categories/${name.toLowerCase()}.svg` }));

type Basics = readonly [name: string, color: string, description: string];

const picture = (name: string): string =>
  `/media/${name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[a-z0-9]+/g)?.join("-")}.svg`;

/** One thing in one size. */
const plain = (category: string, [name, color, description]: Basics, price: number, stock: number, size = "") => ({
  name,
  category,
  description,
  price,
  stock,
  color,
  size,
  picture: picture(name),
  variants: [],
});

/** A thing that comes in several ways: each value of one option with its price and stock. */
const varied = (
  category: string,
  [name, color, description]: Basics,
  option: string,
  ways: Readonly<Record<string, readonly [price: number, stock: number]>>,
): DemoProduct => {
  const variants = Object.entries(ways).map(([value, [price, stock]]) => ({
    options: { [option]: value },
    price,
    stock,
  }));
  return {
    name,
    category,
    description,
    price: variants[0]?.price ?? 0,
    stock: variants.reduce((sum, variant) => sum + variant.stock, 0),
    color,
    size: "",
    picture: picture(name),
    variants,
  };
};

/** The seeds' white jacket first; two things are sold out, one is scarce. */
export const demoProducts: readonly DemoProduct[] = [
  plain("jackets", ["White Jacket", "White", "White Jacket"], 140_000, 400, "L"),
  plain(
    "jackets",
    ["Annapurna Down Jacket", "Red", "Light goose down for cold mornings above 4,000 m."],
    890_000,
    35,
    "M",
  ),
  varied("jackets", ["Khukuri Denim Jacket", "Blue", "Heavy denim, brass buttons, two inside pockets."], "size", {
    S: [320_000, 12],
    M: [320_000, 20],
    L: [330_000, 8],
    XL: [340_000, 4],
  }),
  plain("jackets", ["Terai Rain Shell", "Green", "Packs into its own pocket; taped seams."], 275_000, 0, "L"),
  varied("shirts", ["Bandipur Linen Shirt", "White", "Washed linen with wooden buttons."], "size", {
    S: [165_000, 18],
    M: [165_000, 25],
    L: [165_000, 16],
  }),
  plain("shirts", ["Pashupati Cotton Kurta", "Orange", "Hand-loomed cotton, straight cut."], 120_000, 60, "M"),
  varied("shirts", ["Lakeside T-Shirt", "Blue", "Organic cotton with a print of Phewa lake."], "size", {
    S: [75_000, 40],
    M: [75_000, 55],
    L: [75_000, 30],
  }),
  plain("dresses", ["Gunyo Cholo", "Red", "A first grown-up dress, with a velvet blouse."], 480_000, 9, "S"),
  varied("dresses", ["Rhododendron Summer Dress", "Red", "Viscose with a print of Nepal's national flower."], "size", {
    S: [260_000, 10],
    M: [260_000, 14],
  }),
  plain("dresses", ["Haku Patasi Wrap Dress", "Black", "Black hand-loomed cotton with a red border."], 390_000, 7, "M"),
  varied("shoes", ["Poon Hill Trail Boots", "Brown", "Full-grain leather, resoled for free."], "size", {
    "40": [750_000, 6],
    "42": [750_000, 9],
    "44": [750_000, 3],
  }),
  plain("shoes", ["Dhaka Slippers", "Red", "Felt slippers with a Dhaka fabric trim."], 90_000, 48, "39"),
  plain("shoes", ["Newari Leather Sandals", "Brown", "Cut from one piece of buffalo leather."], 185_000, 0, "42"),
  plain("accessories", ["ढाका टोपी (Dhaka Topi)", "Red", "The hat of hand-woven Dhaka from Palpa."], 65_000, 120),
  plain("accessories", ["Pashmina Shawl", "Purple", "Chyangra cashmere, woven in Kathmandu."], 620_000, 24),
  plain("accessories", ["Lokta Paper Notebook", "Yellow", "120 pages of hand-made lokta paper."], 45_000, 200),
  plain("accessories", ["Singing Bowl", "Yellow", "Beaten bronze; each one is tuned by ear."], 310_000, 5),
  plain("accessories", ["Mithila Tote Bag", "Green", "Canvas, printed by hand in Janakpur."], 85_000, 70),
  varied("cakes", ["Black Forest Cake", "Brown", "Chocolate sponge, sour cherries, whipped cream."], "weight", {
    "500g": [75_000, 8],
    "1kg": [140_000, 12],
    "2kg": [265_000, 4],
  }),
  varied("cakes", ["Crème Brûlée Cake", "Yellow", "Vanilla custard under a burnt sugar lid."], "weight", {
    "500g": [95_000, 6],
    "1kg": [180_000, 6],
    "2kg": [340_000, 2],
  }),
  varied("cakes", ["Juju Dhau Cheesecake", "White", "Made of Bhaktapur's king of curds."], "weight", {
    "500g": [85_000, 10],
    "1kg": [160_000, 10],
    "2kg": [300_000, 5],
  }),
  varied("cakes", ["Mango Mousse Cake", "Orange", "Only while mangoes last."], "weight", {
    "500g": [80_000, 9],
    "1kg": [150_000, 7],
    "2kg": [285_000, 3],
  }),
  varied("cakes", ["Red Velvet Cake", "Red", "Cocoa and beetroot, cream cheese frosting."], "weight", {
    "500g": [90_000, 7],
    "1kg": [170_000, 9],
    "2kg": [325_000, 3],
  }),
  varied("cakes", ["Ilam Tea Cake", "Green", "Green tea sponge with lemon cream."], "weight", {
    "500g": [70_000, 11],
    "1kg": [130_000, 8],
    "2kg": [250_000, 4],
  }),
];
