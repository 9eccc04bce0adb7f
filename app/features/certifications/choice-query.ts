import { MAX_NAME } from "#worker/platform/bounds.ts";

/** The two radio buttons of the choice, as they stand in the URL. */
export const ALL = "toutes";
export const SOME = "certaines";

/** More classes than any school has: the URL is not read beyond. */
const MOST_CLASSES = 300;

/**
 * The classes that the URL of the page asks for; null for all. A link may give classes alone: only the form says
 * « certaines » without any.
 */
export function readDivisions(query: URLSearchParams): string[] | null {
  const named = query
    .getAll("division")
    .filter((division) => division.trim() !== "")
    .slice(0, MOST_CLASSES)
    .map((division) => division.slice(0, MAX_NAME));
  const classes = query.get("classes");
  if (classes === ALL) return null;
  return named.length > 0 || classes === SOME ? [...new Set(named)] : null;
}

/** The query of the API for the same choice: without a class, all of them. */
export function queryOfChoice(year: string, divisions: string[] | null): URLSearchParams {
  const query = new URLSearchParams({ year });
  for (const division of divisions ?? []) query.append("division", division);
  return query;
}
