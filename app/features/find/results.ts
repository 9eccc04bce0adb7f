/** What one query finds in a school. */
export type FindResults = {
  uai: string;
  query: string;
  /** The first pupils found, of `total`. */
  pupils: Array<{ id: string; name: string; division: string; left: boolean }>;
  total: number;
  pages: Array<{ to: string; title: string }>;
  help: Array<{ to: string; title: string; summary: string }>;
  /** True when the documentation has more pages about it. */
  moreHelp: boolean;
};

export type Suggestion = { to: string; label: string; about: string };

const EACH = 3;

/** The first results of each sort, for the list under the field. */
export function suggest(
  found: FindResults,
  words: { pages: string; help: string; left: string },
  pupilPath: (id: string) => string,
): Suggestion[] {
  return [
    ...found.pupils.slice(0, EACH).map(({ id, name, division, left }) => ({
      to: pupilPath(id),
      label: name,
      about: [division, left && words.left].filter(Boolean).join(", "),
    })),
    ...found.pages
      .slice(0, EACH)
      .map(({ to, title }) => ({ to, label: title, about: words.pages })),
    ...found.help.slice(0, EACH).map(({ to, title }) => ({ to, label: title, about: words.help })),
  ];
}
