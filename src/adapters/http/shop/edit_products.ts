import type * as z from "zod";
import type { ChangeProduct, ChangeProductError } from "../../../core/catalog/change_product.ts";
import type { CreateProduct, CreateProductError } from "../../../core/catalog/create_product.ts";
import type { DeleteProduct, DeleteProductError } from "../../../core/catalog/delete_product.ts";
import type { NewRow, VariantRow } from "../../../core/catalog/variants.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { money } from "../../../core/values.ts";
import { ifMatchHeader, precondition, replyTagged } from "../etag.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { nothing } from "../reply.ts";
import { type Named, operation, type Shape } from "../operation.ts";
import { keptImage } from "./image.ts";
import {
  ChangeProductBody,
  type ChangeRead,
  NewProductBody,
  type NewRowRead,
  productErrors,
  ReplaceProductBody,
  type RowRead,
} from "./product_bodies.ts";
import { aProduct, Product } from "./products.ts";
import { words } from "../words.ts";

const createErrors = {
  session_ended: 401,
  permission_denied: 403,
  product_invalid: productErrors,
  conflict: 409,
} as const satisfies ErrorTable<CreateProductError | Conflict>;

const changeErrors: ErrorTable<ChangeProductError | Conflict> = {
  ...createErrors,
  product_not_found: 404,
  precondition_failed: 412,
};

const deleteErrors: ErrorTable<DeleteProductError | Conflict> = {
  session_ended: 401,
  permission_denied: 403,
  product_not_found: 404,
  precondition_failed: 412,
  conflict: 409,
};

/** What each needs, with the origin of absolute URLs. */
export type CreateProductAt = (base: string) => UseCase<CreateProduct, string, CreateProductError>;
export type ChangeProductAt = (base: string) => UseCase<ChangeProduct, string, ChangeProductError>;
export type DeleteProductAt = (base: string) => UseCase<DeleteProduct, null, DeleteProductError>;

const itsCategory: Named = {
  thing: "category",
  by: { field: "category" },
  others: "allowed",
  staff: "allowed",
  missing: 400,
};

const priceOf = (minor: number | undefined) => minor === undefined ? undefined : money(minor);

const newRow = (row: NewRowRead): NewRow => ({ ...row, sku: row.sku || undefined, price: priceOf(row.price) });

const anyRow = (row: RowRead): VariantRow =>
  "id" in row ? { ...row, sku: row.sku || undefined, price: priceOf(row.price) } : newRow(row);

export const createProductOperation = operation({
  id: "createProduct",
  method: "post",
  path: "/api/products",
  tag: "Stock room",
  summary: words("Put a product on sale"),
  description: words(
    "With `variants` its price is the first one's and its stock the sum of all; a variant without a price has the " +
      "`price` beside them. Fields that only the shop can say, such as ratings, are ignored, so that a product as it " +
      "was read can be sent back.",
  ),
  access: "staff",
  names: [itsCategory],
  body: NewProductBody,
  roundTrips: 2,
  answer: { status: 201, description: words("The product."), schema: Product },
  errors: createErrors,
  handle: async ({ caller, body, base, at }, createProduct: CreateProductAt) => {
    const result = await createProduct(base)({
      ...body,
      caller,
      price: money(body.price),
      image: keptImage(body.image, base),
      variants: body.variants.map(newRow),
    }, at);
    return result.ok ? replyTagged(201, result.value) : refusal(createErrors, result.error);
  },
});

const change = <B extends Shape & z.ZodType<ChangeRead>>(
  method: "put" | "patch",
  id: string,
  body: B,
) =>
  operation({
    id,
    method,
    path: "/api/products/{id}",
    tag: "Stock room",
    summary: words(method === "put" ? "Replace a product" : "Change a product"),
    description: words(
      "What is not given stays; a PUT wants name, price and category. `variants`, when given, is the list that is " +
        "left: rows with `id` are changed, rows without are made, those not named go off sale. Of a product that " +
        "has variants, `price` and `stock` are theirs: alone and different, they are 400. Send the `ETag` of what " +
        "was read as `If-Match`, so that an edit of a stale copy does not undo sales.",
    ),
    access: "staff",
    names: [aProduct, itsCategory],
    headers: ifMatchHeader,
    body,
    roundTrips: 2,
    answer: { status: 200, description: words("The product."), schema: Product },
    errors: changeErrors,
    handle: async ({ caller, id: product, body: given, base, at, c }, changeProduct: ChangeProductAt) => {
      const { name, description, color, size, price, stock, category, image, variants }: ChangeRead = given;
      const result = await changeProduct(base)({
        caller,
        product,
        precondition: precondition(c.req.header("if-match")),
        category,
        texts: { name, description, color, size },
        image: keptImage(image, base),
        price: priceOf(price),
        stock,
        variants: variants?.map(anyRow),
      }, at);
      return result.ok ? replyTagged(200, result.value) : refusal(changeErrors, result.error);
    },
  });

export const replaceProductOperation = change("put", "replaceProduct", ReplaceProductBody);
export const changeProductOperation = change("patch", "changeProduct", ChangeProductBody);

export const deleteProductOperation = operation({
  id: "deleteProduct",
  method: "delete",
  path: "/api/products/{id}",
  tag: "Stock room",
  summary: words("Take a product off sale"),
  description: words(
    "It is gone from every list, and 404 by its id. Orders keep it as it was sold. Carts keep it at its last " +
      "price, where it can only be removed: checkout refuses it with `product_unavailable`.",
  ),
  access: "staff",
  names: [aProduct],
  headers: ifMatchHeader,
  roundTrips: 2,
  answer: { status: 204, description: words("It is gone."), schema: null },
  errors: deleteErrors,
  handle: async ({ caller, id: product, base, at, c }, deleteProduct: DeleteProductAt) => {
    const command = { caller, product, precondition: precondition(c.req.header("if-match")) };
    const result = await deleteProduct(base)(command, at);
    return result.ok ? nothing() : refusal(deleteErrors, result.error);
  },
});
