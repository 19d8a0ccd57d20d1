import type { Result, Router } from "hono/router";
import { RegExpRouter } from "hono/router/reg-exp-router";

/**
 * Hono's router of one regular expression, once for the paths that are written out, and once for those with parameters:
 * together it would not take them, as `/api/users/me` might be a user's `/api/users/:id`.
 */
export class PathRouter<T> implements Router<T> {
  readonly name = "PathRouter";
  readonly #exact = new RegExpRouter<T>();
  readonly #patterns = new RegExpRouter<T>();

  add(method: string, path: string, handler: T): void {
    (/[:*]/.test(path) ? this.#patterns : this.#exact).add(method, path, handler);
  }

  match(method: string, path: string): Result<T> {
    const found = this.#exact.match(method, path);
    return found[0].length > 0 ? found : this.#patterns.match(method, path);
  }
}
