import type { Context } from "hono";
import type * as z from "zod";
import type { Caller } from "../../core/customers/session.ts";
import type { Moment } from "../../core/use_case.ts";
import type { Access } from "./auth.ts";
import type { Tag } from "./document/tags.ts";
import type { Reply } from "./reply.ts";
import type { HttpEnv, Service } from "./service.ts";

export type Shape = z.ZodObject;
export type Parsed<S extends Shape | undefined> = S extends Shape ? z.output<S> : undefined;
export type CallerOf<A extends Access> = A extends "customer" | "staff" ? Caller
  : A extends "public" | "shopper" | "anyone" | "leaving" ? Caller | null
  : null;

/** A parsed request. `id` is the number in the path, 0 in a path without one; `base` the origin of absolute URLs. */
export type Input<A extends Access, B extends Shape | undefined, Q extends Shape | undefined> = {
  readonly caller: CallerOf<A>;
  readonly body: Parsed<B>;
  readonly query: Parsed<Q>;
  /** What the request calls those fields of the body that it gives under a synonym. */
  readonly called: Readonly<Record<string, string>>;
  readonly id: number;
  readonly at: Moment;
  readonly base: string;
  /** The request's own address, as its clients see it. */
  readonly url: URL;
  readonly service: Service;
  readonly c: Context<HttpEnv>;
};

/** What a request for somebody else's thing comes to: what its owner gets, or a refusal. */
export type Reach = "allowed" | 403 | 404;

/**
 * The owner rule of one thing that a request names: by the id in its path, by a field of its body, or by `X-Cart-Id`.
 * `others` is what another customer gets, `staff` what staff who do not own it get, `missing` what anyone gets who is
 * let in and names one that is not there. A thing that nobody owns is `allowed` to all. The permission matrix is
 * generated from it.
 */
export type Named = {
  readonly thing: "category" | "product" | "cake" | "rating" | "order" | "user" | "session" | "cart" | "line";
  readonly by: "path" | "X-Cart-Id" | { readonly field: string };
  readonly others: Reach;
  readonly staff: Reach;
  readonly missing: 400 | 404 | "allowed";
};

/** One operation of the wire: what it takes, what it answers, and what the OpenAPI document says of it. */
export type Operation<
  Use,
  A extends Access = Access,
  B extends Shape | undefined = Shape | undefined,
  Q extends Shape | undefined = Shape | undefined,
> = {
  readonly id: string;
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** Without its trailing slash, parameters in braces: `/api/products/{id}`. */
  readonly path: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description: string;
  readonly access: A;
  /** The things that the request names, with the owner rule of each. */
  readonly names: readonly Named[];
  readonly body?: B;
  /** Other names of a body's fields: the first that is given and not empty counts. */
  readonly synonyms?: Readonly<Record<string, readonly string[]>>;
  readonly query?: Q;
  readonly headers?: Shape;
  /** Its answer carries an `ETag`, and is 304 to a client that has it already. */
  readonly cached?: true;
  /** Round trips to the database when nothing raced. */
  readonly roundTrips: number;
  readonly answer: {
    readonly status: number;
    readonly description: string;
    readonly schema: z.ZodType | null;
    /** What the document shows of it, where the examples of its schema's parts would not do. */
    readonly example?: unknown;
  };
  /** Another success beside the answer, with the same body: 200 where the answer is 201, say. */
  readonly also?: { readonly status: number; readonly description: string };
  /** Statuses that the operation gives beside its answer, with their codes where a business error has one. */
  readonly errors: object;
  readonly handle: (input: Input<A, B, Q>, use: Use) => Promise<Reply>;
};

export const operation = <Use, A extends Access, B extends Shape | undefined, Q extends Shape | undefined>(
  spec: Operation<Use, A, B, Q>,
): Operation<Use, A, B, Q> => spec;

/** What the OpenAPI document says of an operation. */
export type Described = Omit<Operation<unknown>, "handle">;
