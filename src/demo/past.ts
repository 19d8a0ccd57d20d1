import { anjali, asmita, bikram, maya, prakash, rohan, sunita, tenzin } from "./customers.ts";
import { demoOrders } from "./orders.ts";
import { demoRatings } from "./ratings.ts";

/** What happened in the demo shop in the days since it was opened. */
export const demoPast = {
  opened: 60,
  customers: [asmita, bikram, sunita, tenzin, maya, prakash, anjali, rohan],
  orders: demoOrders,
  ratings: demoRatings,
};
