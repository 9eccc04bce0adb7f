import type { ReadLine } from "../read/read-line.ts";
import { foldKey, fullNameKey, type Match, type Matcher } from "./match-lines.ts";

/** A line of a file with its match, and its whole content as one text (`fact`). */
export type PlacedLine = ReadLine & {
  nameKey: string;
  divisionKey: string;
  /** ISO date; empty when the file has no start. */
  startedOn: string;
  isTwin: boolean;
  fact: string;
  match: Match;
};

/**
 * Matches each line with a pupil. A twin: the file has the same name and class with another start too, so one
 * answer may not fit both. A fact that occurs several times in a file (two pupils of one name who began the same
 * day) is stored as many times.
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
