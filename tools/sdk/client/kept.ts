/** Where the client keeps what has to outlive it: `localStorage`, `sessionStorage`, or anything like them. */
export interface Store {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

/** A store that ends with the program. */
export function memory(): Store {
  const kept = new Map<string, string>();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}

/** A guest's cart: whoever has its token has the cart. */
export interface GuestCart {
  readonly id: number;
  readonly token: string;
}

/** An order whose answer has not come: its key, since when, and whether it buys what is in a cart. */
export interface Unanswered {
  readonly key: string;
  readonly since: number;
  readonly ofCart: boolean;
}

/** What the client keeps of one shop. */
export class Kept {
  readonly #store: Store;
  readonly #shop: string;

  constructor(store: Store, shop: string) {
    this.#store = store;
    this.#shop = shop;
  }

  /** The session's token; none when a cookie is the credential. */
  get token(): string | null {
    return this.#read("token");
  }

  set token(token: string | null) {
    this.#write("token", token);
  }

  /** The guest's cart that was opened last and neither merged nor found to be gone. */
  get guestCart(): GuestCart | null {
    return this.#read("guestCart");
  }

  set guestCart(cart: GuestCart | null) {
    this.#write("guestCart", cart);
  }

  /** Orders by the digest of their request. */
  get orders(): Readonly<Record<string, Unanswered>> {
    return this.#read("orders") ?? {};
  }

  set orders(orders: Readonly<Record<string, Unanswered>>) {
    this.#write("orders", Object.keys(orders).length === 0 ? null : orders);
  }

  #read<T>(what: string): T | null {
    return JSON.parse(this.#store.getItem(`kiosk ${this.#shop} ${what}`) ?? "null");
  }

  #write(what: string, value: unknown): void {
    if (value === null) this.#store.removeItem(`kiosk ${this.#shop} ${what}`);
    else this.#store.setItem(`kiosk ${this.#shop} ${what}`, JSON.stringify(value));
  }
}
