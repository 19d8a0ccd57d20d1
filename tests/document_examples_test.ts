import assert from "node:assert/strict";
import { type Answer, call } from "./blackbox/client.ts";
import { documentOf, type Operation } from "./blackbox/documented.ts";
import { STAFF_PASSWORD, targets } from "./blackbox/targets.ts";

/** Who sends an example: nobody, a guest by the cart's token, a customer by the token taken last, or staff. */
type Who = "nobody" | "guest" | "customer" | "staff";

/** The operations in an order in which the example of each finds what it names in a new demo shop. */
const journey: readonly (readonly [Who, readonly string[]])[] = [
  ["nobody", ["listCategories", "getCategory", "listCategoryProducts", "listProducts", "getProduct", "listRatings"]],
  ["nobody", ["openCart"]],
  ["guest", ["addCartItem", "updateCartItem", "removeCartItem", "addCartItem", "getCart"]],
  ["nobody", ["signUp", "login"]],
  ["customer", ["mergeCarts", "checkout", "createOrder", "listOrders", "getOrder"]],
  ["customer", ["replaceOrder", "changeOrder", "cancelOrder"]],
  ["customer", ["rateProduct", "createRating", "getRating", "replaceRating", "changeRating", "removeRating"]],
  ["customer", ["listUsers", "getUser", "getMe", "exportUser", "replaceUser", "changeUser", "replaceMe", "changeMe"]],
  ["customer", ["clearCart", "deleteCart", "listCarts", "listSessions", "endOtherSessions"]],
  ["nobody", ["register", "getToken"]],
  ["customer", ["listCakes", "getCake", "addCake", "listCakeItems", "replaceCakeItem", "changeCakeItem"]],
  ["customer", ["removeCakeItem", "addCake", "placeCakeOrder", "listCakeOrders", "getCakeOrder", "cancelCakeOrder"]],
  ["staff", ["createCategory", "replaceCategory", "changeCategory", "createProduct", "replaceProduct"]],
  ["staff", ["changeProduct", "deleteProduct", "listEvents", "listAudit"]],
  ["customer", ["logout"]],
  ["staff", ["deleteUser"]],
  ["nobody", ["signUp", "login"]],
  ["customer", ["deleteMe"]],
];

/** A session's id is known to its user alone, and the demo shop's categories have products. */
const withoutExample = ["deleteCategory", "endSession"];

/** The address of an operation's example: what its path says of its parameters. */
const addressOf = ({ path, documented }: Operation): string =>
  (documented.parameters ?? []).filter((it) => it.in === "path").reduce(
    (address, { name, schema }) => address.replace(`{${name}}`, String(schema.example)),
    path,
  );

Deno.test(
  {
    name: "each request's example works as it stands in a new demo shop",
    sanitizeOps: false,
    sanitizeResources: false,
  },
  async () => {
    const { url, close } = await targets["the app in process"]!();
    try {
      const { operations } = await documentOf(url);
      const staff = { username: "admin", password: STAFF_PASSWORD };
      const tokens: Partial<Record<Who, string>> = {
        staff: (await call(url, "POST", "/api/auth/login/", { json: staff })).body.token,
      };
      const left = new Set(operations.map(({ id }) => id));
      for (const [who, ids] of journey) {
        for (const id of ids) {
          const operation = operations.find((it) => it.id === id);
          assert.ok(operation !== undefined, id);
          const token = who === "guest" ? undefined : tokens[who];
          const example = operation.documented.requestBody?.content["application/json"]?.example;
          const answer: Answer = await call(url, operation.method, addressOf(operation), {
            headers: who === "guest" || id === "mergeCarts" ? { "X-Cart-Token": tokens.guest ?? "" } : {},
            ...(token === undefined ? {} : { token }),
            ...(example === undefined ? {} : { json: example }),
          });
          assert.ok(answer.status < 300, `${id} ${addressOf(operation)}: ${answer.status} ${answer.text}`);
          if (id === "openCart") tokens.guest = answer.body.token;
          if (id === "login" || id === "getToken") tokens.customer = answer.body.token;
          left.delete(id);
        }
      }
      assert.deepEqual([...left].toSorted(), withoutExample);
    } finally {
      await close();
    }
  },
);
