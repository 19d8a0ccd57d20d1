import { goods } from "../product.ts";

const shoe = goods("shoes");
const accessory = goods("accessories");

export const shoes = [
  shoe(
    "Poon Hill Trail Boots",
    "Brown",
    "Full-grain leather, resoled for free. The tongue is sewn in on both sides, so that no snow gets in, and the sole " +
      "holds on wet stone stairs, of which there are 3,300 between Tikhedhunga and Ulleri.",
  ).by("size", { "40": [750_000, 6], "42": [750_000, 9], "44": [750_000, 3] }),
  shoe("Dhaka Slippers", "Red", "Felt slippers with a Dhaka fabric trim.").one(90_000, 48, "39"),
  shoe("Newari Leather Sandals", "Brown", "Cut from one piece of buffalo leather.").one(185_000, 0, "42"),
  shoe("Ratna Park Sneakers", "Black", "Canvas and rubber, as half the country wore to school.").by("size / color", {
    "38 / Black": [145_000, 14],
    "40 / Black": [145_000, 21],
    "42 / Black": [145_000, 17],
    "40 / Blue": [145_000, 9],
    "42 / Blue": [145_000, 4],
  }),
  shoe("Ring Road Runners", "Blue", "Light running shoes with a sole for broken tarmac.")
    .by("size", { "39": [420_000, 8], "41": [420_000, 12], "43": [420_000, 0], "45": [430_000, 5] }),
  shoe("डोचा (Docha) Boots", "Purple", "Embroidered felt boots, as worn in Dolpo at new year.").one(540_000, 4, "41"),
  shoe("Butwal Brogues", "Brown", "Welted by hand, with a heel that can be mended.")
    .by("size", { "41": [680_000, 4], "42": [680_000, 6], "43": [680_000, 5] }),
  shoe("Janakpur Jutti", "Pink", "Pointed toes, gold thread, and no left or right.").one(135_000, 26, "37"),
];

export const accessories = [
  accessory("ढाका टोपी (Dhaka Topi)", "Red", "The hat of hand-woven Dhaka from Palpa.").one(65_000, 120),
  accessory("Pashmina Shawl", "Purple", "Chyangra cashmere, woven in Kathmandu.").one(620_000, 24),
  accessory("Lokta Paper Notebook", "Yellow", "120 pages of hand-made lokta paper.").one(45_000, 200),
  accessory("Mithila Tote Bag", "Green", "Canvas, printed by hand in Janakpur.").one(85_000, 70),
  accessory("Yak Wool Beanie", "Blue", "Knitted twice, so it is warm on both sides.")
    .by("color", { Blue: [95_000, 22], Grey: [95_000, 18], Red: [95_000, 0], Green: [95_000, 5] }),
  accessory("Allo Nettle Backpack", "Brown", "Giant nettle fibre from Sankhuwasabha, 22 litres.").one(340_000, 16),
  accessory("Felt Ball Necklace", "Orange", "27 balls of felted wool on a cotton string.").one(55_000, 33),
  accessory("Silver Filigree Earrings", "Grey", "Drawn silver wire, bent and soldered in Patan.").one(280_000, 8),
  accessory("Rudraksha Mala", "Brown", "Seeds from Bhojpur, knotted on silk.")
    .by("beads", { "27": [70_000, 30], "54": [120_000, 20], "108": [210_000, 12] }),
  accessory("Bamboo Umbrella", "Red", "Oiled cotton on a bamboo frame; for sun and drizzle.").one(155_000, 2),
  accessory("Buffalo Leather Belt", "Black", "One strip, one brass buckle, no seam.")
    .by("size", { "85 cm": [130_000, 10], "95 cm": [130_000, 15], "105 cm": [135_000, 7] }),
  accessory("Khukuri Keyring", "Yellow", "A blunt brass khukuri, as long as a thumb.").one(25_000, 150),
];
