import { nameKey } from "#worker/pupils/name-key.ts";

/** A page that can be found: its words are those of its title and its text. */
export type Findable = { title: string; text: string };

/**
 * The pages that hold every word of the query, or one that begins so, accents and case ignored; those that
 * have them in their title come first. An empty query finds nothing.
 */
export function findPages<Page extends Findable>(pages: Page[], query: string): Page[] {
  const words = wordsOf(query.slice(0, 100)).split(" ").filter(Boolean);
  if (words.length === 0) return [];
  const holds = (text: string) => {
    const held = ` ${wordsOf(text)}`;
    return words.every((word) => held.includes(` ${word}`));
  };
  const found = pages.filter(({ title, text }) => holds(`${title} ${text}`));
  return [
    ...found.filter(({ title }) => holds(title)),
    ...found.filter(({ title }) => !holds(title)),
  ];
}

/** Words alone: « l’INE » holds INE, which the key of a name would run together. */
function wordsOf(text: string): string {
  return nameKey(text.replace(/[^\p{L}\p{N}]+/gu, " "));
}
