import type { Selection } from "./select-attestations.ts";
import { readLayout } from "./view.ts";

const LONGEST = 200;
const MOST_CLASSES = 300;

/** `year`, `division` (repeatable), `pupil`, `edition`, `presentation`: a value that cannot be read selects nothing. */
export function readSelection(query: URLSearchParams): Selection {
  const divisions = query
    .getAll("division")
    .filter((division) => division !== "")
    .slice(0, MOST_CLASSES)
    .map((division) => division.slice(0, LONGEST));
  const year = query.get("year") || undefined;
  const pupil = query.get("pupil") || undefined;
  return {
    ...(year !== undefined && { year: year.slice(0, LONGEST) }),
    ...(divisions.length > 0 && { divisions }),
    ...(pupil !== undefined && { pupil: pupil.slice(0, LONGEST) }),
    edition: query.get("edition") === "ceremonie" ? "ceremonie" : "simple",
    layout: readLayout(query.get("presentation")),
  };
}
