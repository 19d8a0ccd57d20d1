import { displayName } from "../../core/customers/customer.ts";
import { after } from "../../core/customers/session.ts";
import { loginNames, type NewCustomer } from "../../core/customers/sign_up.ts";
import type { Address, OrderStatus, PaymentMode } from "../../core/values.ts";
import type { Write } from "./commit.ts";
import { insertCustomer } from "./customers/customers.ts";
import { sql } from "./database.ts";

/** What happened in a furnished shop before it was furnished. Times are days before that, the oldest thing first. */
export type Past = {
  readonly currency: string;
  /** When the products came. */
  readonly opened: number;
  readonly customers: readonly PastCustomer[];
  /** A product is known by its name and a variant by its options; one without variants has none. */
  readonly orders: readonly {
    readonly customer: PastCustomer;
    readonly status: OrderStatus;
    readonly address: Address;
    readonly paymentMode: PaymentMode;
    readonly isPaid: boolean;
    readonly placed: number;
    readonly changed: number;
    readonly items: readonly {
      readonly product: string;
      readonly options: Readonly<Record<string, string>>;
      readonly quantity: number;
    }[];
  }[];
  readonly ratings: readonly {
    readonly customer: PastCustomer;
    readonly product: string;
    readonly stars: number;
    readonly comment: string;
    readonly given: number;
  }[];
};

type PastCustomer =
  & Pick<NewCustomer, "username" | "email" | "firstName" | "lastName" | "phone" | "address">
  & { readonly joined: number };

/** Kept as the hash of a password, it is what no password makes. */
const NO_PASSWORD = "!";

export const daysBefore = (now: string, days: number): string => after(now, -days * 24 * 3600);

/** The customers, their orders and ratings, and what these make of the products, whose stocks are the supplied ones. */
export const insertPast = (past: Past, now: string): readonly Write[] => [
  ...past.customers.flatMap(({ joined, ...profile }) =>
    insertCustomer({
      ...profile,
      staff: false,
      createdAt: daysBefore(now, joined),
      passwordHash: NO_PASSWORD,
      loginNames: loginNames(profile.username, profile.email),
    })
  ),
  ...insertOrders(past, now),
  insertRatings(past, now),
  sql`UPDATE products SET
        stock = (SELECT sum(v.stock) FROM variants v WHERE v.product_id = products.id AND v.archived = 0),
        rating_sum = (SELECT coalesce(sum(r.stars), 0) FROM ratings r WHERE r.product_id = products.id),
        rating_count = (SELECT count(*) FROM ratings r WHERE r.product_id = products.id)`,
];

/** The user whom a row in JSON names. */
const userOf = sql`(SELECT id FROM users WHERE username = value ->> 'username')`;

/** As a purchase writes them: items as sold now, the total their sum, and the stock taken unless it was cancelled. */
function insertOrders({ orders, currency }: Past, now: string): readonly Write[] {
  const rows = orders.map(({ customer, items: _, placed, changed, ...order }, index) => ({
    ...order,
    ref: `past-${index + 1}`,
    username: customer.username,
    userName: displayName(customer),
    phone: customer.phone ?? "",
    email: customer.email,
    placedAt: daysBefore(now, placed),
    changedAt: daysBefore(now, changed),
  }));
  const items = orders.flatMap((order, index) =>
    order.items.map((item, place) => ({ ...item, ref: `past-${index + 1}`, place: place + 1 }))
  );
  return [
    sql`INSERT INTO orders (ref, user_id, user_name, status, total, currency, shipping_address, phone, email,
                            payment_mode, is_paid, created_at, updated_at)
        SELECT value ->> 'ref', ${userOf}, value ->> 'userName', value ->> 'status', 0, ${currency},
               value -> 'address', value ->> 'phone', value ->> 'email', value ->> 'paymentMode', value ->> 'isPaid',
               value ->> 'placedAt', value ->> 'changedAt'
        FROM json_each(${JSON.stringify(rows)}) ORDER BY key`,
    sql`INSERT INTO order_items (order_id, id, variant_id, product_id, name, image, options, price, quantity)
        SELECT o.id, 1000 * o.id + (item.value ->> 'place'), v.id, p.id, p.name, p.image,
               iif(v.plain, NULL, v.options), v.price, item.value ->> 'quantity'
        FROM json_each(${JSON.stringify(items)}) AS item
          LEFT JOIN orders o ON o.ref = item.value ->> 'ref'
          LEFT JOIN products p ON p.name = item.value ->> 'product'
          LEFT JOIN variants v ON v.product_id = p.id AND json(v.options) = item.value -> 'options'
        ORDER BY item.key`,
    sql`UPDATE orders SET total = (SELECT sum(i.price * i.quantity) FROM order_items i WHERE i.order_id = orders.id)`,
    sql`UPDATE variants SET stock = stock - sold.quantity
        FROM (SELECT i.variant_id, sum(i.quantity) AS quantity FROM order_items i JOIN orders o ON o.id = i.order_id
              WHERE o.status <> 'Cancelled' GROUP BY i.variant_id) AS sold
        WHERE variants.id = sold.variant_id`,
  ];
}

function insertRatings({ ratings }: Past, now: string): Write {
  const rows = ratings.map(({ customer, given, ...rating }) => ({
    ...rating,
    username: customer.username,
    givenAt: daysBefore(now, given),
  }));
  return sql`INSERT INTO ratings (product_id, user_id, stars, comment, created_at)
             SELECT (SELECT id FROM products WHERE name = value ->> 'product'), ${userOf}, value ->> 'stars',
                    value ->> 'comment', value ->> 'givenAt'
             FROM json_each(${JSON.stringify(rows)}) ORDER BY key`;
}
