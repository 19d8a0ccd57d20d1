import { goods } from "../product.ts";

const jacket = goods("jackets");
const shirt = goods("shirts");
const dress = goods("dresses");

/** The seeds' white jacket comes first. */
export const jackets = [
  jacket("White Jacket", "White", "White Jacket").one(140_000, 400, "L"),
  jacket("Annapurna Down Jacket", "Red", "Light goose down for cold mornings above 4,000 m.").one(890_000, 35, "M"),
  jacket("Khukuri Denim Jacket", "Blue", "Heavy denim, brass buttons, two inside pockets.")
    .by("size", { S: [320_000, 12], M: [320_000, 20], L: [330_000, 8], XL: [340_000, 4] }),
  jacket("Terai Rain Shell", "Green", "Packs into its own pocket; taped seams.").one(275_000, 0, "L"),
  jacket(
    "Mustang Windbreaker",
    "Black",
    "Made for the wind that comes up the Kali Gandaki every day at noon. Tightly woven nylon, a hood that rolls into " +
      "the collar, cuffs that close over gloves, and a hem that can be drawn in with one hand. 240 g in size M.",
  ).by("size / color", {
    "S / Black": [240_000, 9],
    "M / Black": [240_000, 14],
    "L / Black": [240_000, 0],
    "S / Orange": [250_000, 6],
    "M / Orange": [250_000, 11],
    "L / Orange": [250_000, 5],
  }),
  jacket("Solukhumbu Fleece", "Grey", "Thick fleece with a high collar, soft on both sides.")
    .by("size", { S: [210_000, 17], M: [210_000, 22], L: [210_000, 19], XL: [220_000, 6] }),
  jacket("Yak Wool Cardigan", "Brown", "Undyed yak wool, knitted by hand in Lalitpur.").one(460_000, 13, "M"),
  jacket("Kathmandu Night Bomber", "Purple", "Satin, with a tiger embroidered on the back.")
    .by("size", { S: [355_000, 7], M: [355_000, 10], L: [355_000, 0] }),
  jacket("इस्टकोट (Istakot) Waistcoat", "Grey", "The waistcoat of a daura suruwal, in fine wool.")
    .by("size", { M: [195_000, 15], L: [195_000, 12], XL: [205_000, 3] }),
];

export const shirts = [
  shirt("Bandipur Linen Shirt", "White", "Washed linen with wooden buttons.")
    .by("size", { S: [165_000, 18], M: [165_000, 25], L: [165_000, 16] }),
  shirt("Pashupati Cotton Kurta", "Orange", "Hand-loomed cotton, straight cut.").one(120_000, 60, "M"),
  shirt("Lakeside T-Shirt", "Blue", "Organic cotton with a print of Phewa lake.")
    .by("size", { S: [75_000, 40], M: [75_000, 55], L: [75_000, 30] }),
  shirt("Base Camp T-Shirt", "Black", "5,364 m, it says on the back.").by("size / color", {
    "S / Black": [80_000, 24],
    "M / Black": [80_000, 31],
    "L / Black": [80_000, 18],
    "M / Red": [80_000, 12],
    "L / Red": [80_000, 0],
  }),
  shirt("Thamel Flannel Shirt", "Green", "Brushed cotton, a pocket for a pen and one for a map.")
    .by("size", { S: [155_000, 11], M: [155_000, 20], L: [155_000, 14], XL: [160_000, 8] }),
  shirt("दौरा (Daura)", "White", "Eight ties, a crossed front, and a collar like a snake's: as it has to be.")
    .by("size", { M: [175_000, 16], L: [175_000, 13] }),
  shirt("Mithila Polo Shirt", "Yellow", "Piqué cotton with a Mithila fish on the chest.")
    .by("size", { S: [110_000, 13], M: [110_000, 17], L: [110_000, 9] }),
  shirt("Himalayan Hemp Work Shirt", "Brown", "Wild hemp from Rukum, softer with every wash.").one(230_000, 3, "L"),
  shirt("Monsoon Camp Shirt", "Pink", "Short sleeves, an open collar, and clouds all over.")
    .by("size", { S: [125_000, 10], M: [125_000, 0], L: [125_000, 12] }),
];

export const dresses = [
  dress("Gunyo Cholo", "Red", "A first grown-up dress, with a velvet blouse.").one(480_000, 9, "S"),
  dress("Rhododendron Summer Dress", "Pink", "Viscose with a print of Nepal's national flower.")
    .by("size", { S: [260_000, 10], M: [260_000, 14] }),
  dress("Haku Patasi Wrap Dress", "Black", "Black hand-loomed cotton with a red border.").one(390_000, 7, "M"),
  dress(
    "Palpali Dhaka Saree",
    "Purple",
    "Five and a half metres of Dhaka, woven on a hand loom in Tansen over three weeks. The pattern is counted, not " +
      "drawn, so no two are the same; yours is the one in the picture, or its sister. With the cloth for a blouse.",
  ).one(1_150_000, 4),
  dress("Janakpur Lehenga", "Pink", "For weddings: a wide skirt with mirrors, a blouse and a shawl.")
    .by("size", { S: [1_480_000, 2], M: [1_480_000, 3], L: [1_520_000, 1] }),
  dress("Marigold Maxi Dress", "Yellow", "As long as a garland and as bright.")
    .by("size", { S: [285_000, 0], M: [285_000, 0], L: [285_000, 0] }),
  dress("Kurta Suruwal", "Green", "Tunic, trousers and shawl in one light cotton.").by("size / color", {
    "S / Green": [215_000, 12],
    "M / Green": [215_000, 15],
    "S / Pink": [215_000, 8],
    "M / Pink": [215_000, 10],
  }),
  dress("Phewa Shift Dress", "Blue", "Plain linen, two pockets, no fuss.")
    .by("size", { S: [195_000, 9], M: [195_000, 13], L: [195_000, 7] }),
];
