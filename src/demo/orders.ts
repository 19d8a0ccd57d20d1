import { anjali, asmita, bikram, type DemoCustomer, maya, prakash, rohan, sunita, tenzin } from "./customers.ts";

export type DemoOrder = {
  readonly customer: DemoCustomer;
  readonly status: "Pending" | "Processing" | "Shipped" | "Delivered" | "Cancelled";
  readonly address: string | Readonly<Record<string, unknown>>;
  readonly paymentMode: "cod" | "online";
  readonly isPaid: boolean;
  /** Days since it was placed, and since its status changed. */
  readonly placed: number;
  readonly changed: number;
  readonly items: readonly DemoItem[];
};

/** So many of a product, in one of its ways; a product without variants has no options. */
export type DemoItem = {
  readonly product: string;
  readonly options: Readonly<Record<string, string>>;
  readonly quantity: number;
};

type Item = readonly [product: string, quantity: number, options?: Readonly<Record<string, string>>];

const order = (
  customer: DemoCustomer,
  status: DemoOrder["status"],
  [placed, changed]: readonly [placed: number, changed: number],
  paymentMode: DemoOrder["paymentMode"],
  items: readonly Item[],
  address: DemoOrder["address"] = customer.address,
): DemoOrder => ({
  customer,
  status,
  address,
  paymentMode,
  isPaid: status === "Delivered" || (paymentMode === "online" && status !== "Cancelled"),
  placed,
  changed,
  items: items.map(([product, quantity, options = {}]) => ({ product, options, quantity })),
});

/** The oldest first. */
export const demoOrders: readonly DemoOrder[] = [
  order(asmita, "Delivered", [56.3, 52.1], "cod", [
    ["Bandipur Linen Shirt", 2, { size: "M" }],
    ["ढाका टोपी (Dhaka Topi)", 1],
  ]),
  order(sunita, "Cancelled", [50.8, 50.6], "cod", [["White Jacket", 12]]),
  order(bikram, "Delivered", [48.2, 43.9], "online", [
    ["Poon Hill Trail Boots", 1, { size: "42" }],
    ["Base Camp T-Shirt", 3, { size: "L", color: "Black" }],
    ["Allo Nettle Backpack", 1],
  ]),
  order(asmita, "Delivered", [40.5, 40.1], "online", [["Black Forest Cake", 2, { weight: "1kg" }]]),
  order(tenzin, "Delivered", [39.7, 33.2], "cod", [
    ["Singing Bowl", 1],
    ["Prayer Flags", 4, { length: "6 m" }],
    ["Langtang Yak Cheese", 2, { weight: "500g" }],
  ]),
  order(maya, "Delivered", [31.4, 28], "cod", [
    ["Kurta Suruwal", 1, { size: "S", color: "Pink" }],
    ["Ilam First Flush Tea", 3, { weight: "250g" }],
  ]),
  order(prakash, "Delivered", [26.9, 24.8], "online", [
    ["Palpa Coffee", 4, { weight: "250g", grind: "beans" }],
    ["Akabare Chilli Pickle", 2],
    ["Lokta Paper Notebook", 5],
  ]),
  order(anjali, "Cancelled", [20.2, 19.5], "online", [["Janakpur Lehenga", 1, { size: "S" }]]),
  order(anjali, "Delivered", [19.4, 13.6], "cod", [
    ["Janakpur Lehenga", 1, { size: "M" }],
    ["Janakpur Jutti", 1],
  ]),
  order(sunita, "Shipped", [4.8, 2.2], "online", [
    ["Red Velvet Cake", 1, { weight: "2kg" }],
    ["Felt Ball Necklace", 3],
  ]),
  order(
    prakash,
    "Shipped",
    [3.9, 1.4],
    "cod",
    [["Mustang Windbreaker", 1, { size: "L", color: "Orange" }], ["Yak Wool Beanie", 2, { color: "Grey" }]],
    { name: "Prakash Rai, c/o Hotel Tara", city: "Namche Bazaar", district: "Solukhumbu", ward: 4 },
  ),
  order(bikram, "Processing", [2.1, 1.2], "online", [
    ["Solukhumbu Fleece", 1, { size: "M" }],
    ["Chitwan Forest Honey", 2, { weight: "1kg" }],
  ]),
  order(tenzin, "Processing", [1.7, 0.9], "cod", [["Three-Tier Wedding Cake", 1, { weight: "5kg" }]]),
  order(rohan, "Pending", [0.8, 0.8], "cod", [["Lakeside T-Shirt", 2, { size: "S" }]], "Ghandruk 5, Kaski"),
  order(maya, "Pending", [0.2, 0.2], "online", [
    ["Pashmina Shawl", 1],
    ["Silver Filigree Earrings", 1],
    ["लप्सी (Lapsi) Candy", 6],
  ]),
];
