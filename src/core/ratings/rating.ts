import { type Caller, isStaff, type Standing } from "../customers/session.ts";

export type RatingNotFound = { readonly type: "rating_not_found" };

/** Its author and staff may change a rating. `author` is null once the account is gone. */
export const mayChange = (caller: Caller, standing: Standing, author: number | null): boolean =>
  author === caller.user || isStaff(caller, standing);
