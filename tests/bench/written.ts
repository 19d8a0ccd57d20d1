/**
 * Puts parts, a paragraph each, into a page of the docs, in the place of what the same command wrote there before.
 * Throws where the page has no such place.
 */
export async function writeInto(page: URL, command: string, parts: readonly string[]): Promise<void> {
  const begin = `<!-- what follows is written by ${command} -->`;
  const end = `<!-- end of what is written by ${command} -->`;
  const text = await Deno.readTextFile(page);
  const [before, after] = [text.split(begin)[0], text.split(end)[1]];
  if (after === undefined) throw new Error(`${page.pathname} has no place for what ${command} writes`);
  await Deno.writeTextFile(page, before + [begin, ...parts, end].join("\n\n") + after);
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", page.pathname] }).output();
}

/** Rows of cells as a table. */
export const table = (lines: readonly (readonly string[])[]): string =>
  lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
