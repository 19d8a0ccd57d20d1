import type { NewProduct } from "../../../core/catalog/product.ts";
import { nameKey } from "../../../core/catalog/words.ts";
import { orStale, type Write } from "../commit.ts";
import { sql, type Statement } from "../database.ts";
import { indexProduct } from "./index_product.ts";
import { insertPlain, insertVariants, sumUp } from "./write_variants.ts";

/** The newest product's id, within the batch that made it. */
export const newProduct = sql`(SELECT seq FROM sqlite_sequence WHERE name = 'products')`;

/** A product, what is sold of it, and what finds it. A category that is not there is stale, as is a taken sku. */
export const insertProduct = (category: Statement, product: NewProduct, at: string): readonly Write[] => [
  orStale(sql`
    INSERT INTO products (category_id, name, name_key, description, color, size, image, price, stock, created_at)
    VALUES (${category}, ${product.name}, ${
    nameKey(product.name)
  }, ${product.description}, ${product.color}, ${product.size}, ${product.image},
            ${product.price}, ${product.stock}, ${at})`),
  ...(product.variants.length === 0
    ? [insertPlain(newProduct, product.price, product.stock)]
    : [...insertVariants(newProduct, product.variants), sumUp(newProduct)]),
  ...indexProduct(newProduct, product, product.variants.map(({ options }) => options)),
];
