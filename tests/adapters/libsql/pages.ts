import type { Page } from "../../../src/adapters/libsql/page.ts";

type Shown = Pick<Page, "results">;

/** What a page shows, parsed. */
// deno-lint-ignore no-explicit-any -- whatever the list is of
export const rowsIn = ({ results }: Shown): any[] => JSON.parse(`[${results}]`);

/** The ids of what a page shows. */
export const idsIn = (page: Shown): number[] => rowsIn(page).map(({ id }) => id);
