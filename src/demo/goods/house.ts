import { goods } from "../product.ts";

const thing = goods("home");
const food = goods("pantry");

export const home = [
  thing("Singing Bowl", "Yellow", "Beaten bronze; each one is tuned by ear.").one(310_000, 6),
  thing(
    "Wheel of Life Thangka",
    "Blue",
    "Painted on cotton with ground minerals and gold by a student of the schools of Boudha, in six weeks. It is sent " +
      "rolled in a tube, with a letter that names the painter, and needs no frame: the brocade is sewn on.",
  ).one(2_400_000, 3, "45 × 60 cm"),
  thing("Prayer Flags", "Red", "Cotton, five colours, printed from carved blocks.")
    .by("length", { "3 m": [30_000, 60], "6 m": [55_000, 44], "12 m": [100_000, 15] }),
  thing("Thimi Clay Teapot", "Orange", "Thrown in Thimi, glazed inside, for four cups.").one(115_000, 19),
  thing("अम्खोरा (Amkhora) Copper Jug", "Orange", "Beaten copper. Water kept overnight in it stays cool.")
    .one(195_000, 14),
  thing("Dhaka Cushion Cover", "Red", "Dhaka in front, plain cotton at the back, a zip.")
    .by("color", { Red: [88_000, 25], Blue: [88_000, 21], Black: [88_000, 0] }),
  thing("Lokta Paper Lamp", "Yellow", "A folding shade of lokta paper with pressed ferns.").one(98_000, 22),
  thing("Sukul Straw Mat", "Yellow", "Rice straw, plaited in the weeks after the harvest.")
    .by("size", { "60 × 90 cm": [42_000, 28], "90 × 180 cm": [95_000, 12] }),
  thing("Kitchen Khukuri", "Grey", "Spring steel from an old lorry, a walnut handle, a 15 cm blade.").one(265_000, 18),
];

export const pantry = [
  food("Ilam First Flush Tea", "Green", "Picked in March: two leaves and a bud, light and flowery.")
    .by("weight", { "100g": [65_000, 50], "250g": [150_000, 34], "500g": [280_000, 12] }),
  food("Palpa Coffee", "Brown", "Arabica from smallholders, washed, roasted every Monday.").by("weight / grind", {
    "250g / beans": [85_000, 40],
    "250g / filter": [85_000, 25],
    "500g / beans": [160_000, 18],
    "500g / filter": [160_000, 0],
  }),
  food("Chitwan Forest Honey", "Orange", "From sal and chiuri blossom; sets in winter.")
    .by("weight", { "250g": [48_000, 36], "500g": [90_000, 27], "1kg": [170_000, 9] }),
  food("टिमुर (Timur) Pepper", "Red", "Wild Sichuan pepper from Salyan. It tingles.").one(28_000, 80, "50 g"),
  food("Gundruk", "Green", "Fermented, sun-dried mustard leaves, for soup and for homesickness.").one(
    22_000,
    64,
    "200 g",
  ),
  food("Langtang Yak Cheese", "Yellow", "Aged for nine months in a hut at 3,800 m.")
    .by("weight", { "200g": [62_000, 16], "500g": [145_000, 8], "1kg": [275_000, 2] }),
  food("Sel Roti Box", "Orange", "A dozen, only in the weeks of Dashain and Tihar.").one(40_000, 0),
  food("लप्सी (Lapsi) Candy", "Brown", "Hog plum, sugar, chilli and salt: sour first, then all at once.")
    .one(15_000, 140, "150 g"),
  food("Akabare Chilli Pickle", "Red", "Round, red and far hotter than it looks.").one(36_000, 45, "300 g"),
];
