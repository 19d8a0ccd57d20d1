import assert from "node:assert/strict";
import fc from "npm:fast-check@4.10.2";
import { insertCustomer } from "../../../src/adapters/libsql/customers/customers.ts";
import { type Database, sql, type Statement } from "../../../src/adapters/libsql/database.ts";
import { furnishCatalog } from "../../../src/adapters/libsql/furnish.ts";
import { changeRatingStore } from "../../../src/adapters/libsql/ratings/change_rating.ts";
import { rateProductStore } from "../../../src/adapters/libsql/ratings/rate_product.ts";
import { removeRatingStore } from "../../../src/adapters/libsql/ratings/remove_rating.ts";
import { showRating, showRatings } from "../../../src/adapters/libsql/ratings/show_ratings.ts";
import type { Caller } from "../../../src/core/customers/session.ts";
import { type ChangeRating, changeRating } from "../../../src/core/ratings/change_rating.ts";
import { rateProduct } from "../../../src/core/ratings/rate_product.ts";
import { removeRating } from "../../../src/core/ratings/remove_rating.ts";
import { stale } from "../../../src/core/use_case.ts";
import { stars } from "../../../src/core/values.ts";
import { onEachDriver } from "../../drivers.ts";
import { idsIn } from "./pages.ts";

const now = "2026-01-02T03:04:05.000Z";
const moment = () => ({ now, id: crypto.randomUUID() });

/** A shop of two things. */
const open = (db: Database) =>
  furnishCatalog(
    db,
    [{ name: "Things", slug: "things", picture: "" }],
    ["lamp", "rug"].map((name) => ({
      name,
      category: "things",
      description: "",
      price: 100,
      stock: 1,
      color: "",
      size: "",
      picture: "",
      variants: [],
    })),
    now,
  );

/** Signed-in customers, without the slow work on passwords. */
async function shoppers(db: Database, count: number, staff = false): Promise<readonly Caller[]> {
  const names = Array.from({ length: count }, () => `nur${crypto.randomUUID().slice(0, 13)}`);
  return await Promise.all(names.map(async (username) => {
    const session = crypto.randomUUID();
    const written = await db.write([
      ...insertCustomer({
        username,
        email: `${username}@example.com`,
        firstName: "",
        lastName: "",
        phone: null,
        address: "",
        staff,
        createdAt: now,
        passwordHash: "x",
        loginNames: [username],
      }),
      sql`INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at, user_agent)
          SELECT ${session}, id, ${now}, ${now}, '2027-01-01T00:00:00.000Z', '' FROM users WHERE username = ${username}`,
      sql`SELECT id FROM users WHERE username = ${username}`,
    ]);
    assert.ok(written.done);
    return { user: (written.rows.at(-1)![0] as { id: number }).id, session, staff };
  }));
}

const rate = (db: Database, caller: Caller, product: number, count: number, comment = "") =>
  rateProduct(rateProductStore(db))({ caller, product, stars: stars(count), comment }, moment());

const change = (db: Database, caller: Caller, rating: number, given: Partial<ChangeRating>) =>
  changeRating(changeRatingStore(db))(
    { caller, rating, product: null, stars: null, comment: null, ...given },
    moment(),
  );

const remove = (db: Database, caller: Caller, rating: number) =>
  removeRating(removeRatingStore(db))({ caller, rating }, moment());

/** The id of a rating that was given. */
const idOf = (outcome: Awaited<ReturnType<typeof rate>>): number => {
  assert.ok(outcome.ok);
  return JSON.parse(outcome.value.rating).id;
};

/** Sum and count of each product's stars, as kept; they are what a recount finds. */
async function sums(db: Database): Promise<readonly (readonly [sum: number, count: number])[]> {
  const [kept, counted] = await db.read([
    sql<{ sum: number; count: number }>`SELECT rating_sum AS sum, rating_count AS count FROM products ORDER BY id`,
    sql<{ sum: number; count: number }>`
      SELECT coalesce(sum(r.stars), 0) AS sum, count(r.id) AS count
      FROM products p LEFT JOIN ratings r ON r.product_id = p.id GROUP BY p.id ORDER BY p.id`,
  ]);
  assert.deepEqual(kept, counted);
  return kept.map(({ sum, count }) => [sum, count]);
}

const everything = (db: Database) => db.read([sql`SELECT * FROM ratings`, sql`SELECT * FROM products`]);

onEachDriver("whatever is rated, changed and removed, sum and count are what a recount finds", async (db) => {
  await open(db);
  const callers = await shoppers(db, 3);
  const step = fc.record({
    act: fc.constantFrom("rate", "rate", "change", "remove"),
    who: fc.nat(2),
    product: fc.constantFrom(1, 2),
    count: fc.integer({ min: 1, max: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      await db.write([sql`DELETE FROM ratings`, sql`UPDATE products SET rating_sum = 0, rating_count = 0`]);
      const given = new Map<string, { id: number; product: number; count: number }>();
      for (const { act, who, product, count } of steps) {
        const caller = callers[who]!;
        const key = `${who} ${product}`;
        const known = given.get(key);
        if (act === "rate") {
          const outcome = await rate(db, caller, product, count);
          assert.equal(outcome.ok && outcome.value.replaced, known !== undefined);
          assert.equal(idOf(outcome), known?.id ?? idOf(outcome));
          given.set(key, { id: idOf(outcome), product, count });
        } else if (act === "change") {
          const outcome = await change(db, caller, known?.id ?? 0, { stars: stars(count) });
          assert.equal(outcome.ok, known !== undefined);
          if (known !== undefined) given.set(key, { ...known, count });
        } else {
          assert.equal((await remove(db, caller, known?.id ?? 0)).ok, known !== undefined);
          given.delete(key);
        }
      }
      const expected = [1, 2].map((product) => [...given.values()].filter((it) => it.product === product))
        .map((of) => [of.reduce((sum, { count }) => sum + count, 0), of.length]);
      assert.deepEqual(await sums(db), expected);
    }),
    { numRuns: 25 },
  );
});

onEachDriver("40 rate one thing at once: no star is lost", async (db) => {
  await open(db);
  const callers = await shoppers(db, 40);
  const outcomes = await Promise.all(callers.map((caller, i) => rate(db, caller, 1, i % 5 + 1)));
  for (const outcome of outcomes) assert.equal(outcome.ok && outcome.value.replaced, false);
  assert.deepEqual(await sums(db), [[120, 40], [0, 0]]);
});

onEachDriver("one who rates a thing twelve times at once has rated it once, and is never turned away", async (db) => {
  await open(db);
  const [caller] = await shoppers(db, 1) as [Caller];
  const outcomes = await Promise.all(Array.from({ length: 12 }, (_, i) => rate(db, caller, 1, i % 5 + 1)));
  const replaced = outcomes.map((outcome) => outcome.ok ? outcome.value.replaced : null);
  assert.deepEqual(replaced.toSorted(), [false, ...Array(11).fill(true)]);
  assert.equal(new Set(outcomes.map(idOf)).size, 1);
  assert.equal((await sums(db))[0]?.[1], 1);
});

onEachDriver("ratings, changes and removals at once leave sum and count right", async (db) => {
  await open(db);
  const [caller, ...others] = await shoppers(db, 6) as [Caller, ...Caller[]];
  const id = idOf(await rate(db, caller, 1, 3));
  const outcomes = await Promise.all([
    ...others.map((other) => rate(db, other, 1, 5)),
    rate(db, caller, 1, 1),
    remove(db, caller, id),
    change(db, caller, id, { stars: stars(2) }),
    remove(db, caller, id),
    rate(db, caller, 2, 4),
    change(db, caller, id, { stars: stars(5) }),
  ]);
  assert.equal(outcomes.filter((it) => it.ok && it.value === null).length, 1);
  const [[sum, count], rug] = await sums(db) as [[number, number], unknown];
  assert.ok(sum >= 25 && (count === 5 || count === 6), `${sum} ${count}`);
  assert.deepEqual(rug, [4, 1]);
});

onEachDriver("stars and comment changed at once by two both stay", async (db) => {
  await open(db);
  const [author] = await shoppers(db, 1) as [Caller];
  const [staff] = await shoppers(db, 1, true) as [Caller];
  const id = idOf(await rate(db, author, 1, 1, "!!!"));
  const outcomes = await Promise.all([
    change(db, staff, id, { comment: "calm" }),
    change(db, author, id, { stars: stars(5) }),
  ]);
  assert.ok(outcomes.every((outcome) => outcome.ok));
  const shown = JSON.parse(await showRating(db)(id) ?? "");
  assert.deepEqual([shown.rating, shown.comment, shown.user], [5, "calm", author.user]);
  assert.deepEqual(await sums(db), [[5, 1], [0, 0]]);
});

const hardDelete = [sql`DELETE FROM variants WHERE product_id = 1`, sql`DELETE FROM products WHERE id = 1`];

/** What may change between load and commit, what is then committed, and makes it stale. `staff` is not the author. */
type Meanwhile = readonly [
  what: string,
  commit: "rate" | "rate again" | "change" | "remove",
  by: "author" | "staff",
  ...meanwhile: readonly Statement[],
];

const meanwhile: readonly Meanwhile[] = [
  ["its session was ended", "rate", "author", sql`DELETE FROM sessions`],
  ["its session was ended", "rate again", "author", sql`DELETE FROM sessions`],
  ["its session was ended", "change", "author", sql`DELETE FROM sessions`],
  ["its session was ended", "remove", "author", sql`DELETE FROM sessions`],
  ["the product was archived", "rate", "author", sql`UPDATE products SET archived = 1`],
  ["the product was archived", "rate again", "author", sql`UPDATE products SET archived = 1`],
  ["the product was deleted", "rate", "author", ...hardDelete],
  ["the product was deleted", "rate again", "author", ...hardDelete],
  ["the product was deleted", "remove", "author", ...hardDelete],
  ["the rating was removed", "rate again", "author", sql`DELETE FROM ratings`],
  ["the rating was removed", "change", "author", sql`DELETE FROM ratings`],
  ["the rating was removed", "remove", "author", sql`DELETE FROM ratings`],
  ["the staff right was lost", "change", "staff", sql`UPDATE users SET is_staff = 0`],
  ["the staff right was lost", "remove", "staff", sql`UPDATE users SET is_staff = 0`],
];

for (const [what, commit, by, ...statements] of meanwhile) {
  onEachDriver(`${commit}, by ${by}, writes nothing when ${what} after it was decided`, async (db) => {
    await open(db);
    const [author] = await shoppers(db, 1) as [Caller];
    const [staff] = await shoppers(db, 1, true) as [Caller];
    const rating = commit === "rate" ? 0 : idOf(await rate(db, author, 1, 3));
    const caller = by === "staff" ? staff : author;
    assert.ok((await db.write(statements)).done);
    const before = await everything(db);
    const given = { caller, at: now, stars: stars(5), comment: "late" };
    const commits = {
      "rate": () => rateProductStore(db).commit({ ...given, product: 1, replaces: null }),
      "rate again": () => rateProductStore(db).commit({ ...given, product: 1, replaces: rating }),
      "change": () => changeRatingStore(db).commit({ ...given, rating, asStaff: by === "staff" }),
      "remove": () => removeRatingStore(db).commit({ caller, at: now, rating, asStaff: by === "staff" }),
    };
    assert.equal(await commits[commit](), stale);
    assert.deepEqual(await everything(db), before);
  });
}

onEachDriver("a rating outlives its author's account, nameless, and its product's sale", async (db) => {
  await open(db);
  const [author, other] = await shoppers(db, 2) as [Caller, Caller];
  const [staff] = await shoppers(db, 1, true) as [Caller];
  const id = idOf(await rate(db, author, 1, 4, "good"));
  await db.write([
    sql`DELETE FROM users WHERE id = ${author.user}`,
    sql`UPDATE products SET archived = 1 WHERE id = 1`,
  ]);
  const { user, username, comment, created_at } = JSON.parse(await showRating(db)(id) ?? "");
  assert.deepEqual([user, username, comment, created_at], [null, "", "good", now]);
  const refused = await remove(db, other, id);
  assert.equal(refused.ok === false && refused.error.type, "permission_denied");
  const late = await rate(db, other, 1, 5);
  assert.deepEqual(late.ok === false && late.error, { type: "product_not_found", product: 1 });
  assert.ok((await change(db, staff, id, { stars: stars(2) })).ok);
  assert.deepEqual(await sums(db), [[2, 1], [0, 0]]);
  assert.ok((await remove(db, staff, id)).ok);
  assert.deepEqual(await sums(db), [[0, 0], [0, 0]]);
});

onEachDriver("ratings are listed newest first, of one product, by one user, or both", async (db) => {
  await open(db);
  const [one, two] = await shoppers(db, 2) as [Caller, Caller];
  for (const caller of [one, two]) for (const product of [1, 2]) await rate(db, caller, product, 3);
  const shown = async (filter: { product?: number; user?: number }, after: number | null = null) => {
    const start = { after: after === null ? null : { value: after, id: after } };
    return idsIn(await showRatings(db)(filter, start, 100));
  };
  assert.deepEqual(await shown({}), [4, 3, 2, 1]);
  assert.deepEqual(await shown({}, 3), [2, 1]);
  assert.deepEqual(await shown({ product: 2 }), [4, 2]);
  assert.deepEqual(await shown({ user: one.user }), [2, 1]);
  assert.deepEqual(await shown({ user: two.user, product: 2 }), [4]);
  assert.deepEqual(await shown({ product: 9 }), []);
  const counted = await showRatings(db)({ product: 2 }, { offset: 1 }, 1);
  assert.deepEqual([counted.count, idsIn(counted)], [2, [2]]);
});
