import { productNotFound } from "./lines.ts";
import { type Answer, answerTo, type Asked, refusal } from "./requests.ts";
import { onSale, type State } from "./state.ts";

export const lookAtProduct = (state: State, product: number): Answer =>
  onSale(state, product).length === 0 ? refusal(404, "not_found") : answerTo(200, productNow(state, product));

export function rate(state: State, { who, product, stars }: Asked<"rate">): Answer {
  if (onSale(state, product).length === 0) return productNotFound(product);
  const own = state.ratings.find((rating) => rating.product === product && rating.owner === who);
  if (own === undefined) state.ratings.push({ product, owner: who, stars });
  else own.stars = stars;
  return answerTo(own === undefined ? 201 : 200, stars);
}

/** Price and stock of what is sold, and what shoppers say of it: count and mean, in hundredths. */
function productNow(state: State, product: number): unknown {
  const [first, ...others] = onSale(state, product);
  const stars = state.ratings.filter((rating) => rating.product === product).map((rating) => rating.stars);
  const mean = stars.length === 0 ? 0 : Math.round(stars.reduce((sum, each) => sum + each) * 100 / stars.length);
  return [first?.price, others.reduce((sum, { stock }) => sum + stock, first?.stock ?? 0), stars.length, mean];
}

export function edit(state: State, { do: what, product, variant: id, to }: Asked<"price" | "stock">): Answer {
  const variant = onSale(state, product).find((each) => each.id === id);
  if (variant === undefined) return productNotFound(product);
  if (what === "stock") variant.supplied += to - variant.stock;
  variant[what] = to;
  return answerTo(200, productNow(state, product));
}

export function takeOff(state: State, product: number): Answer {
  const variants = onSale(state, product);
  if (variants.length === 0) return productNotFound(product);
  for (const variant of variants) variant.onSale = false;
  return answerTo(204);
}
