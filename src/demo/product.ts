/** Prices in minor units. A product has a stock of its own, or variants in the order in which they are shown. */
export type DemoProduct = {
  readonly name: string;
  /** The category's slug. */
  readonly category: string;
  readonly description: string;
  readonly price: number;
  /** Units supplied: the demo's orders take theirs of them. */
  readonly stock: number;
  readonly color: string;
  readonly size: string;
  /** A path under /media/. */
  readonly picture: string;
  readonly variants: readonly DemoVariant[];
};

export type DemoVariant = {
  readonly options: Readonly<Record<string, string>>;
  readonly price: number;
  readonly stock: number;
};

const picture = (name: string): string =>
  `/media/${name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[a-z0-9]+/g)?.join("-")}.svg`;

/** Several names or values as one text: "M / Red". */
const parts = (joined: string): readonly string[] => joined.split(" / ");

/** How the products of a category are written down: what each is, then how it is sold. */
export const goods = (category: string) => (name: string, color: string, description: string) => {
  const basics = { name, category, description, color, picture: picture(name) };
  return {
    /** In one way. */
    one: (price: number, stock: number, size = ""): DemoProduct => ({ ...basics, price, stock, size, variants: [] }),

    /** In several ways: `by("size / color", { "M / Red": [price, stock] })`. */
    by: (names: string, ways: Readonly<Record<string, readonly [price: number, stock: number]>>): DemoProduct => {
      const variants = Object.entries(ways).map(([values, [price, stock]]) => ({
        options: Object.fromEntries(parts(names).map((option, index) => [option, parts(values)[index] ?? ""])),
        price,
        stock,
      }));
      const stock = variants.reduce((sum, variant) => sum + variant.stock, 0);
      return { ...basics, price: variants[0]?.price ?? 0, stock, size: "", variants };
    },
  };
};
