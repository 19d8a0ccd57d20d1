export const PRODUCTS = 1000;
/** Who collects, and who buys: one of each for every connection. */
export const CLIENTS = 16;
export const PASSWORD = "a quiet monsoon";

/** More units than any run can sell. */
const STOCK = 1_000_000_000;
const STAFF_PASSWORD = "a loud monsoon";

/** What a shop is started with to be filled: its first staff user's password, and no limit on accounts. */
export const SEEDING = { ADMIN_PASSWORD: STAFF_PASSWORD, LOGIN_RATE_LIMIT: "off" };

export const materials = ["Wool", "Linen", "Denim", "Silk", "Hemp", "Fleece", "Canvas", "Velvet", "Tweed", "Cotton"];
const colors = ["White", "Blue", "Green", "Black", "Ochre"];
export const kinds = ["Jacket", "Coat", "Shirt", "Scarf", "Gloves", "Trousers", "Skirt", "Vest", "Cap", "Shawl"];
const sizes = ["S", "M", "L"];

/** The tokens of those who collect and of those who buy. */
export type Seeded = { readonly collectors: readonly string[]; readonly buyers: readonly string[] };

const pick = (from: readonly string[], index: number): string => from[index % from.length] ?? "";

/** Product number `index`: every fourth is sold in three sizes. */
function productBody(index: number) {
  const material = pick(materials, index);
  const kind = pick(kinds, Math.floor(index / 10));
  const color = pick(colors, Math.floor(index / 7));
  const bySize = index % 4 === 0;
  return {
    name: `${color} ${material} ${kind} ${index + 1}`,
    category: 1 + index % 8,
    description:
      `${material} woven in Kohalpur, cut as a ${kind.toLowerCase()} for ${index % 2 ? "cold" : "warm"} days. ` +
      "Made to be mended: buttons, thread and a patch of the same cloth come with it. Wash cold, dry in the shade.",
    price: `${500 + 37 * index % 4000}.00`,
    color,
    image: `https://pictures.example/${index + 1}.jpg`,
    ...(bySize
      ? { variants: sizes.map((size) => ({ options: { size }, stock: STOCK })) }
      : { size: "M", stock: STOCK }),
  };
}

/** Fills a new shop through its own API: a catalogue of 1,000 products and two customers for each client. */
export async function seedShop(url: string, clients: number): Promise<Seeded> {
  const post = async (path: string, body: object, token?: string) => {
    const response = await fetch(url + path, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return await response.json();
  };
  const { token: staff } = await post("/api/auth/login/", { username: "admin", password: STAFF_PASSWORD });
  for (let n = 1; n <= 8; n++) await post("/api/categories/", { name: `Category ${n}` }, staff);
  for (let index = 0; index < PRODUCTS; index++) await post("/api/products/", productBody(index), staff);
  const enrol = async (username: string): Promise<string> => {
    const names = { first_name: "Nur Pratap", last_name: "Karki", address: "Kohalpur", phone: "9800000000" };
    await post("/api/users/", { username, email: `${username}@example.com`, password: PASSWORD, ...names });
    return (await post("/api/auth/login/", { username, password: PASSWORD })).token;
  };
  const all = (name: string) => Promise.all(Array.from({ length: clients }, (_, n) => enrol(`${name}${n}`)));
  return { collectors: await all("collector"), buyers: await all("buyer") };
}
