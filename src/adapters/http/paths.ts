/** As the document has it: with its trailing slash, except for the service's own paths. */
export const documentedPath = (path: string): string => path.startsWith("/api/") ? `${path}/` : path;

/** An id is digits, a session's a UUID; anything else is another path. */
const parameters = { "{id}": ":id{[0-9]+}", "{session}": ":session{[0-9a-f-]+}" } as const;

/** As Hono has it. */
export const honoPath = (path: string): string =>
  Object.entries(parameters).reduce((found, [documented, hono]) => found.replace(documented, hono), path);

/** The documented form of a path as Hono has it; null of one with a wildcard. */
export const matchedPath = (path: string): string | null =>
  path.includes("*") ? null : documentedPath(
    Object.entries(parameters).reduce((found, [documented, hono]) => found.replace(hono, documented), path),
  );
