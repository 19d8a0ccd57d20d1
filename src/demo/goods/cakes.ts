import { goods } from "../product.ts";

const cake = goods("cakes");

export const cakes = [
  cake("Black Forest Cake", "Brown", "Chocolate sponge, sour cherries, whipped cream.")
    .by("weight", { "500g": [75_000, 10], "1kg": [140_000, 14], "2kg": [265_000, 4] }),
  cake("Crème Brûlée Cake", "Yellow", "Vanilla custard under a burnt sugar lid.")
    .by("weight", { "500g": [95_000, 6], "1kg": [180_000, 6], "2kg": [340_000, 2] }),
  cake("Juju Dhau Cheesecake", "White", "Made of Bhaktapur's king of curds.")
    .by("weight", { "500g": [85_000, 10], "1kg": [160_000, 10], "2kg": [300_000, 5] }),
  cake("Mango Mousse Cake", "Orange", "Only while mangoes last.")
    .by("weight", { "500g": [80_000, 9], "1kg": [150_000, 7], "2kg": [285_000, 3] }),
  cake("Red Velvet Cake", "Red", "Cocoa and beetroot, cream cheese frosting.")
    .by("weight", { "500g": [90_000, 7], "1kg": [170_000, 9], "2kg": [325_000, 3] }),
  cake("Ilam Tea Cake", "Green", "Green tea sponge with lemon cream.")
    .by("weight", { "500g": [70_000, 11], "1kg": [130_000, 8], "2kg": [250_000, 4] }),
  cake("Gâteau Opéra", "Brown", "Almond sponge in Palpa coffee, with thin layers of buttercream and ganache.")
    .by("weight", { "500g": [92_000, 6], "1kg": [178_000, 5] }),
  cake("Pistachio Barfi Cake", "Green", "Cardamom sponge, pistachio cream, silver leaf.")
    .by("weight", { "500g": [88_000, 8], "1kg": [165_000, 0], "2kg": [315_000, 3] }),
  cake("Strawberry Shortcake", "Pink", "Strawberries from Kakani, and as much cream.")
    .by("weight", { "1 lb": [78_000, 9], "2 lb": [148_000, 6], "4 lb": [280_000, 2] }),
  cake("Christmas Plum Cake", "Purple", "Fruit that has been in rum since September.")
    .by("weight", { "400g": [68_000, 0], "800g": [128_000, 0] }),
  cake("Tihar Coconut Cake", "White", "Coconut, milk and rice flour; without eggs.")
    .by("weight", { "500g": [66_000, 12], "1kg": [122_000, 9], "1.5kg": [178_000, 5] }),
  cake(
    "Three-Tier Wedding Cake",
    "White",
    "Three tiers of vanilla sponge with rose cream and sugar marigolds, on a stand that comes back to us. Tell us in " +
      "the address whose names go on it. Baked the night before, brought by two people and a very slow car.",
  ).by("weight", { "3kg": [980_000, 6], "5kg": [1_540_000, 4], "8kg": [2_350_000, 1] }),
];
