/** What holds for every operation, a heading and a text each: the document opens with it, and `/llms.txt` has it. */
export const rules = {
  "Two APIs, one shop":
    "The **Shop API** (`/api/…`) is a clothing shop's, the **Cake API** (`/api/v1/…`) a cake shop's. Both stand on the " +
    "same products, carts, orders and customers, and either's credentials serve on both: a cake is a product of the " +
    "category whose slug is `cakes`, its weights are the product's variants. Take one of them: the Shop API does " +
    "everything, the Cake API is there for the clients that speak it.",
  "Credentials":
    "- A token: `POST /api/auth/login/` (14 days) or `POST /api/v1/token/` (90 days) gives it; send it as " +
    "`Authorization: Token …` or `Bearer …`.\n" +
    '- A cookie: in a browser the login\'s `sessionid` does, from another origin with `credentials: "include"`, once the ' +
    "shop allows that origin.\n" +
    "- A guest needs neither: `POST /api/cart/` gives a cart's token; send it as `X-Cart-Token`.",
  "Requests":
    "Bodies are JSON, a form or a multipart form. Numbers may come as texts, unknown fields are ignored, texts are " +
    "trimmed. Every path answers with and without its trailing slash. What a PUT does not give stays, as in a PATCH.",
  "Errors":
    "Fields that did not pass are 400 `{field: [messages]}`, all at once. Any other refusal has a `detail` and a stable " +
    "`code`, with its evidence as data: switch on `code`, and take one that you do not know by its status. 401 is " +
    "always about credentials, 404 also what is somebody else's, 409 the state of things; 429 and 503 say " +
    "`Retry-After`. Every answer has an `X-Request-Id`.",
  "Lists": "An array of at most `limit` (100, at most 500); while there is more, the `Link` header with " +
    '`rel="next"` leads on. Only with `page` it is an object with `count`, `next`, `previous` and `results`.',
  "Money, time, ids":
    'Money is a text with 2 decimals (`"1400.00"`), in the shop\'s one currency; times are ISO 8601 in UTC; ids are whole ' +
    "numbers from 1.",
  "Buying once":
    "Send an `Idempotency-Key` of your own making with every purchase and keep it over retries: the first answer comes " +
    "again, and nothing is bought twice. Send `expected_total`: the shopper never pays another price than was shown.",
} as const;

export const introduction = [
  "A headless shop: catalogue, carts, checkout and orders.",
  ...Object.entries(rules).map(([title, text]) => `## ${title}\n\n${text}`),
].join("\n\n");
