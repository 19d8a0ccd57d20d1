import assert from "node:assert/strict";
import { breakingChanges, mayBreak, released } from "../../tools/compatible.ts";
import type { Document } from "../../tools/compatible/document.ts";
import { openApiDocument } from "../../tools/openapi.ts";

// deno-lint-ignore no-explicit-any -- a change reaches into whatever part of the document it is about
type Editable = any;
type Change = (document: Editable) => void;

const current: Document = JSON.parse((await openApiDocument()).json);

/** What breaks when the document is changed so. */
function broken(change: Change): Promise<readonly string[]> {
  const next = structuredClone(current);
  change(next);
  assert.notDeepEqual(next, current, "something was changed");
  return breakingChanges(current, next);
}

const checkout = (document: Editable) => document.paths["/api/cart/checkout/"].post;
const products = (document: Editable) => document.paths["/api/products/"].get;
const schema = (document: Editable, name: string) => document.components.schemas[name];
const forms = (body: Editable) => body.content["application/json"].schema.anyOf;

/** Each with what is said of it. */
const breaking: Readonly<Record<string, readonly [RegExp, Change]>> = {
  "a path is gone": [
    /^DELETE \/api\/ratings\/\{id\}\/ is gone$/,
    (it) => delete it.paths["/api/ratings/{id}/"].delete,
  ],
  "a request has a new required field": [
    /^POST \/api\/cart\/checkout\/: its request as application\/json: Property 'wrapping' is missing/,
    (it) =>
      Object.assign(schema(it, "Checkout"), {
        required: ["wrapping"],
        properties: { ...schema(it, "Checkout").properties, wrapping: { type: "string" } },
      }),
  ],
  "an optional field is required": [
    /^POST \/api\/cart\/add_item\/: its request/,
    (it) => schema(it, "AddItem").required.push("quantity"),
  ],
  "a body is required": [
    /^POST \/api\/cart\/checkout\/: a body is required$/,
    (it) => checkout(it).requestBody.required = true,
  ],
  "a field of a request is gone": [
    /the field items\[\]\.variant of application\/json is gone$/,
    (it) => delete schema(it, "CreateOrder").properties.items.items.properties.variant,
  ],
  "an integer of a request has become a text": [
    /^POST \/api\/cart\/update_quantity\/: its request/,
    (it) => schema(it, "UpdateQuantity").properties.quantity = { type: "string" },
  ],
  "an integer of an answer has become a text": [
    /^GET \/api\/products\/: its answer 200/,
    (it) => schema(it, "Product").properties.stock = { type: "string" },
  ],
  "an integer of an answer has become a number": [
    /^GET \/api\/ratings\/: its answer 200: .*'integer' is missing/,
    (it) => schema(it, "Rating").properties.rating.type = "number",
  ],
  "an enumeration of a request has lost a value": [
    /^POST \/api\/cart\/checkout\/: its request .*"online"/,
    (it) => schema(it, "PaymentMode").enum = ["cod"],
  ],
  "an enumeration of an answer has a value more": [
    /^GET \/api\/events\/: its answer 200: .*"order.lost"/,
    (it) => schema(it, "EventType").enum.push("order.lost"),
  ],
  "a query parameter is required": [
    /^GET \/api\/products\/: its query parameters/,
    (it) => products(it).parameters.push({ name: "shop", in: "query", required: true, schema: { type: "string" } }),
  ],
  "a query parameter is gone": [
    /^GET \/api\/products\/: the query parameter in_stock is gone$/,
    (it) => products(it).parameters = products(it).parameters.filter((each: Editable) => each.name !== "in_stock"),
  ],
  "a default is another": [
    /^POST \/api\/cart\/add_item\/: the field quantity .* has another default$/,
    (it) => schema(it, "AddItem").properties.quantity.default = 2,
  ],
  "a form is no longer taken": [
    /^POST \/api\/auth\/login\/: a body of multipart\/form-data is no longer taken$/,
    (it) => delete it.paths["/api/auth/login/"].post.requestBody.content["multipart/form-data"],
  ],
  "a status is gone": [/checkout\/: the status 422 is gone$/, (it) => delete checkout(it).responses[422]],
  "a success is another": [
    /rate\/: 202 is a success that nobody expects$/,
    (it) => {
      const { responses } = it.paths["/api/products/{id}/rate/"].post;
      responses[202] = responses[201];
    },
  ],
  "an error code is gone": [
    /checkout\/: the code cart_empty of 400 is gone$/,
    (it) => forms(checkout(it).responses[400]).shift(),
  ],
  "an error code has another name": [
    /checkout\/: the code price_changed of 409 is gone$/,
    (it) => schema(it, "PriceChangedProblem").properties.code.enum = ["total_changed"],
  ],
  "the evidence of an error is gone": [
    /its answer 400 out_of_stock: Property 'available' is missing/,
    (it) => {
      const { properties, required } = schema(it, "OutOfStockProblem");
      delete properties.available;
      required.splice(required.indexOf("available"), 1);
    },
  ],
  "a public read wants credentials": [
    /^GET \/api\/products\/: no credentials no longer enough$/,
    (it) => products(it).security = [{ token: [] }],
  ],
  "a guest's token is no longer enough": [
    /^GET \/api\/cart\/items\/: cartToken no longer enough$/,
    (it) => it.paths["/api/cart/items/"].get.security.pop(),
  ],
  "an operation is for staff alone": [
    /^GET \/api\/orders\/: customer no longer let in$/,
    (it) => it.paths["/api/orders/"].get["x-access"].callers = "staff",
  ],
  "what was anyone's is its owner's": [
    /^GET \/api\/ratings\/\{id\}\/: rating no longer allowed to others$/,
    (it) => it.paths["/api/ratings/{id}/"].get["x-access"].names[0].others = 404,
  ],
  "a credential is another": [
    /^the credential cookie is gone/,
    (it) => it.components.securitySchemes.cookie.name = "sid",
  ],
  "a field of an answer is gone": [
    /^GET \/api\/cart\/items\/: its answer 200: Property 'currency' is missing/,
    (it) => {
      const { properties, required } = schema(it, "Cart");
      delete properties.currency;
      required.splice(required.indexOf("currency"), 1);
    },
  ],
  "a field of an answer may be left out": [
    /^GET \/api\/orders\/: its answer 200/,
    (it) => schema(it, "Order").required.splice(schema(it, "Order").required.indexOf("email"), 1),
  ],
  "a field of an answer may be null": [
    /^GET \/api\/categories\/: its answer 200: slug: Type 'null' is not assignable/,
    (it) => schema(it, "Category").properties.slug.type = ["string", "null"],
  ],
  "a list is no longer bare": [
    /^GET \/api\/v1\/order\/: 200 is never an array any more$/,
    (it) => forms(it.paths["/api/v1/order/"].get.responses[200]).shift(),
  ],
  "a header of an answer is gone": [
    /^GET \/api\/categories\/: the headers of 200: Property 'ETag' is missing/,
    (it) => delete it.paths["/api/categories/"].get.responses[200].headers.ETag,
  ],
  "a request may be less": [
    /add_item\/: its request .*"maximum 1000000"/,
    (it) => schema(it, "AddItem").properties.quantity.maximum = 100,
  ],
  "a request must be longer": [
    /^POST \/api\/users\/: its request .*"minLength 8"|"minLength 12"/,
    (it) => schema(it, "SignUp").properties.password.minLength = 12,
  ],
  "a request must have a form that it had not": [
    /^POST \/api\/users\/: its request .*"pattern \^\[a-z\]\+\$"/,
    (it) => schema(it, "SignUp").properties.username.pattern = "^[a-z]+$",
  ],
  "an answer may be more": [
    /^GET \/api\/ratings\/: its answer 200: .*"maximum 5"/,
    (it) => schema(it, "Rating").properties.rating.maximum = 10,
  ],
  "an answer has lost its format": [
    /^GET \/api\/auth\/sessions\/: its answer 200: .*"format uuid"/,
    (it) => delete schema(it, "SessionId").format,
  ],
  "an operation has another name": [
    /^GET \/api\/products\/: it was called listProducts$/,
    (it) => products(it).operationId = "all",
  ],
};

for (const [name, [said, change]] of Object.entries(breaking)) {
  Deno.test(`it breaks clients of the old document when ${name}`, async () => {
    const lines = await broken(change);
    assert.ok(lines.some((line) => said.test(line)), lines.join("\n"));
  });
}

/** What asks for less, promises more, adds something, or says it otherwise. */
function harmless(it: Editable): void {
  checkout(it).summary = "Pay";
  checkout(it).tags = ["Till"];
  checkout(it).security.push({ key: [] });
  checkout(it).requestBody.content["application/cbor"] = { schema: { type: "object" } };
  checkout(it).responses[201].headers.ETag = { $ref: "#/components/headers/ETag" };
  const [first] = forms(checkout(it).responses[400]);
  const closed = { type: "object", properties: { code: { type: "string", enum: ["closed"] } }, required: ["code"] };
  forms(checkout(it).responses[400]).push({ $ref: "#/components/schemas/ClosedProblem" });
  checkout(it).responses[423] = { description: "Locked.", content: { "application/json": { schema: first } } };
  it.paths["/api/wishes/"] = { get: { ...products(it), operationId: "listWishes" } };
  it.paths["/api/orders/"].get["x-access"].callers = "shopper";
  products(it).parameters.push({ name: "brand", in: "query", schema: { type: "string" } });
  Object.assign(it.components.schemas, { ClosedProblem: closed });
  schema(it, "Cart").description = "A basket.";
  schema(it, "Id").example = 7;
  schema(it, "Checkout").properties.wrapping = { type: "string" };
  schema(it, "AddItem").properties.quantity.maximum = 2_000_000;
  schema(it, "AddItem").properties.quantity.type = ["integer", "null"];
  schema(it, "SignUp").properties.password.minLength = 4;
  schema(it, "ProductOrdering").enum.push("stock");
  schema(it, "Order").properties.weight = { type: "number" };
  schema(it, "Rating").properties.comment.maxLength = 2000;
  schema(it, "EventType").enum.pop();
}

Deno.test("it breaks nobody to add something, to ask for less, to promise more, or to say it otherwise", async () => {
  assert.deepEqual(await broken(harmless), []);
});

Deno.test("a part that is only referred to is looked into all the same", async () => {
  const lines = await broken((it) => {
    it.components.responses = { Paid: { ...checkout(it).responses[201], content: {} } };
    checkout(it).responses[201] = { $ref: "#/components/responses/Paid" };
  });
  assert.ok(lines.includes("POST /api/cart/checkout/: 201 no longer answers with application/json"), lines.join("\n"));
});

Deno.test("the whole document is proved to serve its own clients", async () => {
  const everywhere: Change = (it) => {
    for (const named of Object.values<Editable>(it.components.schemas)) {
      if (named.properties !== undefined) named.properties.more = { type: "string", maxLength: 10 };
    }
  };
  assert.deepEqual(await broken(everywhere), []);
});

Deno.test("a version may break what was promised when its first number that is not 0 grows", () => {
  const may: readonly [string, string, boolean][] = [
    ["0.1.0", "0.1.0", false],
    ["0.1.0", "0.1.1", false],
    ["0.1.0", "0.2.0", true],
    ["0.1.0", "1.0.0", true],
    ["0.2.0", "0.1.0", false],
    ["1.2.0", "1.3.0", false],
    ["1.2.0", "2.0.0", true],
    ["2.0.0", "1.9.0", false],
    ["0.0.1", "0.0.2", true],
    ["0.0.1", "0.0.1", false],
    ["1.9.0", "1.10.0", false],
    ["9.0.0", "10.0.0", true],
  ];
  for (const [old, next, expected] of may) assert.equal(mayBreak(old, next), expected, `${old} to ${next}`);
});

Deno.test("the document breaks no client of the released one, unless its version says so", async () => {
  const old: Document = JSON.parse(await Deno.readTextFile(released));
  const breaks = await breakingChanges(old, current);
  assert.ok(breaks.length === 0 || mayBreak(old.info.version, current.info.version), breaks.join("\n"));
});
