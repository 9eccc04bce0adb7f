import { nameKey } from "#worker/pupils/name-key.ts";

/** A page that can be found by the words of its title and its text. */
export type Findable = { title: string; text: string };

/** Words too common to search for. */
const LITTLE = new Set(
  "a ai au aux avec c ce ces cet cette comment d dans de des du elle en est et il ils j je l la le les leur ma me mes mon n ne notre on ou par pas pour qu que qui s sa se ses son sur un une votre vous y".split(
    " ",
  ),
);

/**
 * The pages that hold every word of the query, or one that begins so, accents, case and little words
 * ignored; when no page does, those that hold most of them (`whole` is then false). Those that have more of
 * the words in their title come first. An empty query finds nothing.
 */
export function findPages<Page extends Findable>(
  pages: Page[],
  query: string,
): { whole: boolean; pages: Page[] } {
  const asked = new Set(wordsOf(query.slice(0, 100)).split(" ").filter(Boolean));
  const telling = [...asked].filter((word) => !LITTLE.has(word));
  const words = telling.length > 0 ? telling : [...asked];
  const held = (text: string) => {
    const known = ` ${wordsOf(text)}`;
    return words.filter((word) => known.includes(` ${word}`)).length;
  };
  const counted = pages.map((page) => ({ page, hits: held(`${page.title} ${page.text}`) }));
  const most = Math.max(0, ...counted.map(({ hits }) => hits));
  const best = most === 0 ? [] : counted.filter(({ hits }) => hits === most);
  const found = best.map(({ page }) => page);
  return {
    whole: most === words.length,
    pages: found.toSorted((one, other) => held(other.title) - held(one.title)),
  };
}

/** The separate words: « l’INE » holds INE, while the key of a name would join both parts. */
function wordsOf(text: string): string {
  return nameKey(text.replace(/[^\p{L}\p{N}]+/gu, " "));
}
