import { anjali, asmita, bikram, type DemoCustomer, maya, prakash, rohan, sunita, tenzin } from "./customers.ts";

/** 1 to 5 stars for a product, `given` days ago. */
export type DemoRating = {
  readonly customer: DemoCustomer;
  readonly product: string;
  readonly stars: number;
  readonly comment: string;
  readonly given: number;
};

const rating = (
  customer: DemoCustomer,
  given: number,
  product: string,
  stars: number,
  comment = "",
): DemoRating => ({ customer, product, stars, comment, given });

/** The oldest first. As in the seeds, nobody has rated the white jacket. */
export const demoRatings: readonly DemoRating[] = [
  rating(asmita, 51.8, "Bandipur Linen Shirt", 5, "Cool, light, and it does not need an iron."),
  rating(asmita, 51.7, "ढाका टोपी (Dhaka Topi)", 5, "For my father. राम्रो छ!"),
  rating(sunita, 50.5, "Khukuri Denim Jacket", 4, "This is good tho"),
  rating(bikram, 43.5, "Poon Hill Trail Boots", 5, "Three weeks around Manaslu, not one blister."),
  rating(bikram, 43.4, "Base Camp T-Shirt", 3, "Shrank a little in the first wash."),
  rating(bikram, 43.3, "Allo Nettle Backpack", 4),
  rating(tenzin, 42.2, "Poon Hill Trail Boots", 4, "Good boots. Size up if you wear thick socks."),
  rating(asmita, 40, "Black Forest Cake", 5, "Gone before I could take a picture."),
  rating(sunita, 39.1, "Black Forest Cake", 4, "More cherries, please."),
  rating(tenzin, 33, "Singing Bowl", 5, "It still rings. I rated it, went for tea, came back: still rings."),
  rating(tenzin, 32.9, "Prayer Flags", 4),
  rating(tenzin, 32.8, "Langtang Yak Cheese", 2, "Good cheese, but it came without ice."),
  rating(maya, 27.6, "Kurta Suruwal", 5, "Fits as if made for me."),
  rating(maya, 27.5, "Ilam First Flush Tea", 5),
  rating(asmita, 27.1, "Ilam First Flush Tea", 4, "Fresh and floral. Two minutes are enough."),
  rating(prakash, 24.5, "Palpa Coffee", 5, "Better than what the cafés in Thamel pour."),
  rating(prakash, 24.4, "Akabare Chilli Pickle", 1, "I was warned. I did not listen."),
  rating(prakash, 24.3, "Lokta Paper Notebook", 4, "Ink does not run."),
  rating(bikram, 22, "Palpa Coffee", 4),
  rating(sunita, 21.6, "Akabare Chilli Pickle", 5, "Just right."),
  rating(anjali, 13.4, "Janakpur Lehenga", 5, "Everyone asked where I had it from!"),
  rating(anjali, 13.3, "Janakpur Jutti", 3, "Pretty; hard for the first hour."),
  rating(anjali, 13, "Mithila Tote Bag", 5),
  rating(maya, 11.7, "Pashmina Shawl", 5, "So soft that the cat has taken it over."),
  rating(rohan, 11.2, "Lakeside T-Shirt", 4),
  rating(rohan, 11.1, "Newari Leather Sandals", 4, "When will there be more of them?"),
  rating(bikram, 9.3, "Terai Rain Shell", 2, "Dry on the outside."),
  rating(sunita, 6.2, "Red Velvet Cake", 5),
  rating(prakash, 5.9, "Yak Wool Beanie", 4, "Warm. Scratches a bit."),
  rating(maya, 3.3, "Black Forest Cake", 5, "Even better on the second day."),
  rating(rohan, 2.7, "Bandipur Linen Shirt", 3, "The third button fell off; they sent a new one."),
  rating(asmita, 1.5, "Crème Brûlée Cake", 4, "The lid cracks as it should."),
  rating(anjali, 0.6, "Gâteau Opéra", 5, "Comme à Paris."),
];
