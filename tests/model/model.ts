import { add, clear, lookAtCart, merge, remove, set } from "./carts.ts";
import { edit, lookAtProduct, rate, takeOff } from "./catalogue.ts";
import { cancel, checkOut, lookAtOrders, move, once, order } from "./orders.ts";
import { type Answer, answerTo, refusal, type Request } from "./requests.ts";
import { openCart, type State } from "./state.ts";

/** What one shopper after the other would be answered; the state becomes what the shop is then. */
export function answer(state: State, request: Request): Answer {
  if ("who" in request && request.who !== null && !state.users.has(request.who)) return refusal(401, "invalid_token");
  if ("in" in request && "who" in request.in && !state.users.has(request.in.who)) return refusal(401, "invalid_token");
  switch (request.do) {
    case "sign up":
      return signUp(state, request.name);
    case "leave":
      return leave(state, request.who);
    case "open cart":
      return answerTo(201, openCart(state, request.who, false).id);
    case "add":
      return add(state, request);
    case "set":
      return set(state, request);
    case "remove":
      return remove(state, request);
    case "clear":
      return clear(state, request.in);
    case "merge":
      return merge(state, request);
    case "check out":
      return once(state, request, "checkout", () => checkOut(state, request));
    case "order":
      return once(state, request, "orders", () => order(state, request));
    case "cancel":
      return cancel(state, request);
    case "move":
      return move(state, request);
    case "rate":
      return rate(state, request);
    case "price":
    case "stock":
      return edit(state, request);
    case "take off":
      return takeOff(state, request.product);
    case "look at cart":
      return lookAtCart(state, request.in);
    case "look at product":
      return lookAtProduct(state, request.product);
    case "look at orders":
      return lookAtOrders(state, request.who);
  }
}

function signUp(state: State, name: string): Answer {
  if ([...state.users.values()].includes(name)) return refusal(400, "email username");
  const id = ++state.last.user;
  state.users.set(id, name);
  openCart(state, id, true);
  return answerTo(201, id);
}

function leave(state: State, who: number): Answer {
  state.users.delete(who);
  for (const { id, owner } of state.carts.values()) if (owner === who) state.carts.delete(id);
  for (const order of state.orders.values()) if (order.owner === who) order.owner = null;
  for (const rating of state.ratings) if (rating.owner === who) rating.owner = null;
  for (const name of state.answers.keys()) if (name.startsWith(`${who} `)) state.answers.delete(name);
  return answerTo(204);
}
