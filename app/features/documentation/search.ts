import { LITTLE_WORDS, SYNONYMS } from "#words/search-words.ts";
import { nameKey } from "#worker/pupils/name-key.ts";

/** A page that can be found by the words of its title and its text. */
export type Findable = { title: string; text: string };

const LITTLE = new Set(LITTLE_WORDS);
/** A beginning shorter than this is a word of its own: « GAR » does not look for « garder ». */
const SHORTEST_BEGINNING = 4;
const ENDINGS = /(?:ations?|ees?|er|ez|es|[esx])$/;

/** How much a page's word counts: in the title, in the text, by a word for the same thing, by its beginning. */
const WORTH = { title: 8, text: 4, synonym: 2, beginningOfTitle: 2, beginning: 1 };

/**
 * The pages that hold every word of the query, accents, case, endings and little words ignored, or a word for the same
 * thing; when no page does, those that hold most of them (`whole` is then false). The closest come first. Only a word
 * that no page holds is looked for as the beginning of another. An empty query finds nothing.
 */
export function findPages<Page extends Findable>(
  pages: Page[],
  query: string,
): { whole: boolean; pages: Page[] } {
  const asked = [...new Set(wordsOf(query.slice(0, 100)))];
  const telling = asked.filter((word) => !LITTLE.has(word));
  const words = telling.length > 0 ? telling : asked;
  const known = pages.map((page) => ({
    page,
    title: new Set(wordsOf(page.title).map(stemOf)),
    text: new Set(wordsOf(page.text).map(stemOf)),
    worth: 0,
    held: 0,
  }));
  for (const word of words) {
    const worths = known.map((page) => worthOf(page, word));
    const nowhere = worths.every((worth) => worth === 0);
    known.forEach((page, index) => {
      const worth = nowhere ? beginningOf(page, word) : (worths[index] ?? 0);
      page.worth += worth;
      page.held += worth > 0 ? 1 : 0;
    });
  }
  const most = Math.max(0, ...known.map(({ held }) => held));
  const best = most === 0 ? [] : known.filter(({ held }) => held === most);
  return {
    whole: most === words.length,
    pages: best.toSorted((one, other) => other.worth - one.worth).map(({ page }) => page),
  };
}

type Known = { title: Set<string>; text: Set<string> };

function worthOf({ title, text }: Known, word: string): number {
  const stem = stemOf(word);
  if (title.has(stem)) return WORTH.title;
  if (text.has(stem)) return WORTH.text;
  const same = SAME.get(stem) ?? [];
  return same.some((other) => title.has(other) || text.has(other)) ? WORTH.synonym : 0;
}

function beginningOf({ title, text }: Known, word: string): number {
  if (word.length < SHORTEST_BEGINNING) return 0;
  const begins = (other: string) => other.startsWith(word);
  if ([...title].some(begins)) return WORTH.beginningOfTitle;
  return [...text].some(begins) ? WORTH.beginning : 0;
}

/** `imprimer`, `imprimez` and `imprime` give `imprim`; a short word stays whole. */
function stemOf(word: string): string {
  const stem = word.replace(ENDINGS, "");
  return stem.length >= SHORTEST_BEGINNING ? stem : word;
}

/** A word may be in several groups: a telephone is a way to reach us, and what people carry. */
const SAME = new Map<string, string[]>();
for (const group of SYNONYMS) {
  const stems = group.map(stemOf);
  for (const stem of stems) SAME.set(stem, [...(SAME.get(stem) ?? []), ...stems]);
}

/** The separate words: « l’INE » holds INE, while the key of a name would join both parts. */
function wordsOf(text: string): string[] {
  return nameKey(text.replace(/[^\p{L}\p{N}]+/gu, " "))
    .split(" ")
    .filter(Boolean);
}
