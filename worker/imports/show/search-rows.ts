import { nameKey } from "../../pupils/name-key.ts";

/** As long as a search over the base. */
const MAX_SEARCH = 100;

export type Named = { ordinal: number; pupil: string };

/**
 * The ordinals of the rows whose name holds every word of `search`, in their order; accents, hyphens and the order of
 * the words do not matter. Names of these lists are kept as they were shown, so they are compared here.
 */
export function ordinalsOf(rows: Named[], search: string): number[] {
  const words = nameKey(search.slice(0, MAX_SEARCH)).split(" ").filter(Boolean);
  return rows
    .filter(({ pupil }) => {
      const key = nameKey(pupil);
      return words.every((word) => key.includes(word));
    })
    .map(({ ordinal }) => ordinal);
}
