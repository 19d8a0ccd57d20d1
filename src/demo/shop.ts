import { cakes } from "./goods/cakes.ts";
import { dresses, jackets, shirts } from "./goods/clothes.ts";
import { home, pantry } from "./goods/house.ts";
import { accessories, shoes } from "./goods/outfit.ts";
import type { DemoProduct } from "./product.ts";

export type DemoCategory = { readonly name: string; readonly slug: string; readonly picture: string };

/** Jackets first, as in the seeds. */
export const demoCategories: readonly DemoCategory[] = [
  "Jackets",
  "Shirts",
  "Dresses",
  "Shoes",
  "Accessories",
  "Cakes",
  "Home",
  "Pantry",
]
  .map((name) => ({ name, slug: name.toLowerCase(), picture: `/media/categories/${name.toLowerCase()}.svg` }));

/** Some are sold out, some in one of their variants, some are scarce. */
export const demoProducts: readonly DemoProduct[] = [
  ...jackets,
  ...shirts,
  ...dresses,
  ...shoes,
  ...accessories,
  ...cakes,
  ...home,
  ...pantry,
];
