/** A guard of the shop, how it is taken out of its file, and the tests that must miss it. */
export type Guard = {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly tests: readonly string[];
};

const shop = "tests/adapters/libsql/shop_test.ts";
const carts = "tests/adapters/libsql/cart_guards_test.ts";
const schema = "tests/adapters/libsql/migrate_test.ts";

export const guards: readonly Guard[] = [
  {
    name: "a purchase takes no more than there is",
    file: "src/adapters/libsql/orders/purchase.ts",
    from: " AND stock >= item.quantity AND archived",
    to: " AND archived",
    tests: [shop],
  },
  {
    name: "a purchase is at the prices that were decided on",
    file: "src/adapters/libsql/orders/purchase.ts",
    from: "variants.price = item.price AND ",
    to: "",
    tests: [shop],
  },
  {
    name: "a purchase takes nothing that is off sale",
    file: "src/adapters/libsql/orders/purchase.ts",
    from: " AND stock >= item.quantity AND archived = 0`",
    to: " AND stock >= item.quantity`",
    tests: [shop],
  },
  {
    name: "all lines are bought, or none",
    file: "src/adapters/libsql/orders/purchase.ts",
    from: "  changed(order.items.length),\n",
    to: "",
    tests: [shop],
  },
  {
    name: "a whole cart is as it was loaded",
    file: "src/adapters/libsql/cart/carts.ts",
    from: " AND state = 'open' AND version = ${cart.version}",
    to: " AND state = 'open'",
    tests: [shop],
  },
  {
    name: "a cart is bought once",
    file: "src/adapters/libsql/orders/purchase.ts",
    from: "    sql`UPDATE carts SET state = 'checked_out' WHERE id = ${cart.id}`,\n",
    to: "",
    tests: [shop],
  },
  {
    name: "the session stands",
    file: "src/adapters/libsql/commit.ts",
    from: "    stillThere(sql`SELECT 1 FROM sessions WHERE ${session}`),\n",
    to: "",
    tests: [shop],
  },
  {
    name: "a name is one user's (unique key)",
    file: "migrations/0001_shop.sql",
    from: "  name TEXT PRIMARY KEY,\n  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE\n",
    to:
      "  name TEXT,\n  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,\n  PRIMARY KEY (name, user_id)\n",
    tests: ["tests/adapters/libsql/users_test.ts"],
  },
  {
    name: "a customer has one default cart (unique key)",
    file: "migrations/0001_shop.sql",
    from: "CREATE UNIQUE INDEX carts_default",
    to: "CREATE INDEX carts_default",
    tests: [schema],
  },
  {
    name: "a cart has one order (unique key)",
    file: "migrations/0001_shop.sql",
    from: "cart_id INTEGER UNIQUE REFERENCES",
    to: "cart_id INTEGER REFERENCES",
    tests: [schema],
  },
  {
    name: "a key has one answer (unique key)",
    file: "migrations/0001_shop.sql",
    from: "PRIMARY KEY (user_id, endpoint, key)",
    to: "PRIMARY KEY (user_id, endpoint, key, answer)",
    tests: ["tests/adapters/libsql/order_items_test.ts"],
  },
  {
    name: "stock is never below nothing (check)",
    file: "migrations/0001_shop.sql",
    from: "CHECK (stock BETWEEN 0 AND 1000000000000)",
    to: "",
    tests: [schema],
  },
  {
    name: "what a key was answered is kept (idempotency row)",
    file: "src/adapters/libsql/orders/purchase.ts",
    from: ": keepAnswer(order.caller.user, endpoint, order.idempotency, answer, order.at)",
    to: ": []",
    tests: [shop],
  },
  {
    name: "a refused batch is undone (rollback)",
    file: "src/adapters/libsql/embedded.ts",
    from: '    engine.exec("ROLLBACK TO job");\n',
    to: "",
    tests: ["tests/adapters/libsql/database_test.ts"],
  },
  {
    name: "a statement that refused is not used again",
    file: "src/adapters/libsql/engine.ts",
    from: "        prepared.delete(given.sql);\n",
    to: "",
    tests: ["tests/adapters/libsql/database_test.ts"],
  },
  {
    name: "what is kept of public reads goes with the next commit",
    file: "src/adapters/http/answers.ts",
    from: "if (now !== asOf) {",
    to: "if (asOf < 0) {",
    tests: ["tests/kept_answers_test.ts"],
  },
  {
    name: "and with another process's, too",
    file: "src/adapters/libsql/embedded.ts",
    from: "return others + commits;",
    to: "return commits;",
    tests: ["tests/kept_answers_test.ts"],
  },
  {
    name: "a commit is flushed to the disk",
    file: "src/adapters/libsql/embedded.ts",
    from: 'synchronous: Synchronous = "FULL"',
    to: 'synchronous: Synchronous = "NORMAL"',
    tests: ["tests/durability_test.ts"],
  },
  {
    name: "what is added to a cart is there",
    file: "src/adapters/libsql/cart/add_item.ts",
    from: "      AND v.stock >= ${quantity} + coalesce(l.quantity, 0)\n",
    to: "",
    tests: [carts],
  },
  {
    name: "what is added is still on sale",
    file: "src/adapters/libsql/cart/add_item.ts",
    from: " AND v.archived = 0 AND v.price = ${price}",
    to: " AND v.price = ${price}",
    tests: [carts],
  },
  {
    name: "a merge exceeds no stock",
    file: "src/adapters/libsql/cart/merge_carts.ts",
    from: "v.stock < m.value ->> 'quantity'",
    to: "false",
    tests: [carts],
  },
  {
    name: "an order moves on from where it was",
    file: "src/adapters/libsql/orders/change_order.ts",
    from: '${from === null ? raw("true") : sql`status = ${from}`}',
    to: '${raw("true")}',
    tests: ["tests/adapters/libsql/change_order_test.ts"],
  },
  {
    name: "a customer rates a thing once",
    file: "src/adapters/libsql/ratings/rate_product.ts",
    from: "      ON CONFLICT (product_id, user_id) DO NOTHING`,\n  changed(1),",
    to: "      ON CONFLICT (product_id, user_id) DO NOTHING`,",
    tests: ["tests/adapters/libsql/ratings_test.ts"],
  },
  {
    name: "what lies in a cart is not deleted",
    file: "migrations/0001_shop.sql",
    from:
      "variant_id INTEGER NOT NULL REFERENCES variants (id),\n  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),\n  created_at",
    to:
      "variant_id INTEGER NOT NULL,\n  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),\n  created_at",
    tests: ["tests/adapters/libsql/products_test.ts"],
  },
];
