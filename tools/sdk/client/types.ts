/** How an operation is asked for, beside what it takes. */
export interface How {
  /** Another open cart of mine, instead of the default one. */
  readonly cartId?: number | string;
  /** What an order is known by when it is sent again, instead of a key that the client makes. */
  readonly idempotencyKey?: string;
  /** The `ETag` of what is changed, as it was read: when it has changed since, nothing is done. */
  readonly ifMatch?: string;
  /** Gives up: the call then throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Fields that did not pass, each with what is wrong with it; what no single field causes is in `non_field_errors`. */
export interface Invalid {
  readonly code: "invalid";
  readonly detail: string;
  readonly fields: Readonly<Record<string, readonly unknown[]>>;
}

/** No answer came. What was asked for may have been done. */
export interface Unreachable {
  readonly code: "unreachable";
  readonly detail: string;
  readonly cause: unknown;
}

/** Something that is not the shop answered, such as a proxy. */
export interface UnexpectedAnswer {
  readonly code: "unexpected_answer";
  readonly detail: string;
}

type Coded<E> = E extends { readonly code: string } ? E : Invalid;

/**
 * Why an operation was not done, made of what it answers by status: a union to switch on by `code`. Each has a sentence
 * in `detail`.
 */
export type Problem<Errors> = Coded<Errors[keyof Errors]> | Unreachable | UnexpectedAnswer;

/** What came of a call. When no answer came, `status` is 0. */
export type Answer<D, P> =
  | { readonly ok: true; readonly data: D; readonly status: number; readonly headers: Headers }
  | { readonly ok: false; readonly error: P; readonly status: number; readonly headers: Headers };

/** Some of a list. */
export interface Page<I, Next> {
  readonly items: readonly I[];
  /** What to add to what this page was asked for by, to ask for the one after it; null when this is the last. */
  readonly next: Next | null;
  /** How many there are in all, where a page was asked for by its number. */
  readonly count: number | null;
}

/** Awaited, one page; iterated, everything from there on, page after page, and a `KioskError` when one is refused. */
export interface Pages<I, P, Next> extends PromiseLike<Answer<Page<I, Next>, P>>, AsyncIterable<I> {}

/** What a list is a list of. */
export type Item<Response> = Extract<Response, readonly unknown[]>[number];
