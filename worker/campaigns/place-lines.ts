import { foldKey, fullNameKey, type Match, type Matcher } from "./match-lines.ts";
import type { ReadLine } from "./read/read-line.ts";

/** A line of a file with whose it is, and all that it says in one text. */
export type PlacedLine = ReadLine & {
  nameKey: string;
  divisionKey: string;
  /** ISO date; empty when the file tells no start. */
  startedOn: string;
  isTwin: boolean;
  fact: string;
  match: Match;
};

/**
 * Says whose each line is. A twin: the same name and class is in the file with another start too, so one answer may
 * not do for both. The same fact several times in a file (two pupils of a name who began on one day) stays so many.
 */
export function placeLines(lines: ReadLine[], matcher: Matcher): PlacedLine[] {
  const starts = new Map<string, Set<string>>();
  const folded = lines.map((line) => {
    const nameKey = fullNameKey(line.lastName, line.firstName);
    const divisionKey = foldKey(line.division);
    const startedOn =
      line.startedAt === null ? "" : new Date(line.startedAt).toISOString().slice(0, 10);
    const who = `${nameKey} ${divisionKey}`;
    starts.set(who, (starts.get(who) ?? new Set()).add(startedOn));
    return { ...line, nameKey, divisionKey, startedOn, who };
  });
  const times = new Map<string, number>();
  return folded.map(({ who, ...line }) => {
    const isTwin = (starts.get(who)?.size ?? 0) > 1;
    const said = [who, line.startedOn, line.rank, line.at, line.mastery, line.pix].join("|");
    const nth = (times.get(said) ?? 0) + 1;
    times.set(said, nth);
    const named = { ...line, isTwin };
    return { ...named, fact: `${said}|${nth}`, match: matcher.match(named) };
  });
}
