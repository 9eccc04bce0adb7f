import { nameKey } from "../../pupils/name-key.ts";
import type { Answer, Candidate, WaitingReason } from "../view.ts";

/** A pupil of the base in the school year of a campaign, active or not. */
export type Person = {
  id: string;
  lastName: string;
  usualName: string;
  firstName: string;
  middleName: string;
  thirdName: string;
  division: string;
  /** Earlier classes in the same year. */
  former: string[];
};

/** The name, class and start of a line, folded for matching. */
export type Named = {
  lastName: string;
  firstName: string;
  nameKey: string;
  divisionKey: string;
  startedOn: string;
  isTwin: boolean;
};

export type GivenAnswer = {
  nameKey: string;
  divisionKey: string;
  startedOn: string;
  isTwin: boolean;
  pupilId: string | null;
  answer: Answer | null;
};

export type Match =
  | { kind: "pupil"; pupilId: string; division: string }
  | { kind: "answer"; answer: Answer }
  | { kind: "waiting"; reason: WaitingReason; candidates: Candidate[] };

/** Equal for names or classes that differ by case, accents, blanks, hyphens or apostrophes. */
export function foldKey(text: string): string {
  return nameKey(text).replaceAll(" ", "");
}

/** `lastfirst`, the key that compares names. */
export function fullNameKey(lastName: string, firstName: string): string {
  return foldKey(lastName) + foldKey(firstName);
}

function wordsOf(...names: string[]): string[] {
  const text = names.join(" ").replace(/[\p{Pd}'’‘ʼ`´]/gu, " ");
  return nameKey(text).split(" ").filter(Boolean);
}

type Entry = { person: Person; keys: Set<string>; words: Set<string> };

/**
 * Matches the lines of a campaign with pupils. In order: a person's answer for this name and class this year; the
 * only pupil of the class with that name; the only pupil of the class whose names hold all typed words; the only
 * pupil of the year with that name, if they were in the class before, are already in the campaign, or the file has
 * no class. If several match, none is linked. Source: `docs/domain/campaigns.md` 3.
 */
export class Matcher {
  readonly #byName = new Map<string, Entry[]>();
  readonly #byClass = new Map<string, Entry[]>();
  readonly #byId = new Map<string, Person>();
  readonly #answers = new Map<string, GivenAnswer[]>();
  readonly #already: ReadonlySet<string>;

  constructor(people: Person[], answers: GivenAnswer[], already: ReadonlySet<string>) {
    this.#already = already;
    for (const person of people) {
      const { lastName, usualName, firstName, middleName, thirdName } = person;
      const keys = new Set([fullNameKey(lastName, firstName)]);
      if (usualName) keys.add(fullNameKey(usualName, firstName));
      const words = new Set(wordsOf(lastName, usualName, firstName, middleName, thirdName));
      const entry = { person, keys, words };
      for (const key of keys) push(this.#byName, key, entry);
      push(this.#byClass, foldKey(person.division), entry);
      this.#byId.set(person.id, person);
    }
    for (const answer of answers) push(this.#answers, answerKey(answer), answer);
  }

  match(line: Named): Match {
    const said = this.#findAnswer(line);
    if (said?.answer) return { kind: "answer", answer: said.answer };
    if (said?.pupilId) {
      const division = this.#byId.get(said.pupilId)?.division ?? "";
      return { kind: "pupil", pupilId: said.pupilId, division };
    }
    const named = (this.#byName.get(line.nameKey) ?? []).map(({ person }) => person);
    const here = named.filter(({ division }) => foldKey(division) === line.divisionKey);
    const [inClass] = here;
    if (here.length === 1 && inClass) return found(inClass);
    if (here.length > 1) return waiting("AMBIGUOUS", here);
    const alike = line.divisionKey === "" ? [] : this.#findAlike(line);
    const [close] = alike;
    if (alike.length === 1 && close) return found(close);
    if (alike.length > 1) return waiting("AMBIGUOUS", alike);
    return this.#elsewhere(line, named);
  }

  /** A pupil of the year as offered for choice. */
  candidate(pupilId: string): Candidate | null {
    const person = this.#byId.get(pupilId);
    return person ? toCandidate(person) : null;
  }

  #elsewhere(line: Named, named: Person[]): Match {
    const [only] = named;
    if (!only) return waiting("UNKNOWN", []);
    if (named.length > 1) return waiting("AMBIGUOUS", named);
    const wasTheirs = only.former.some((division) => foldKey(division) === line.divisionKey);
    const isTheirs = line.divisionKey === "" || wasTheirs || this.#already.has(only.id);
    return isTheirs ? found(only) : waiting("OTHER_CLASS", [only]);
  }

  /** Pupils of the class whose names hold every typed word; a single word is not enough to match. */
  #findAlike({ lastName, firstName, divisionKey }: Named): Person[] {
    const words = wordsOf(lastName, firstName);
    if (words.length < 2) return [];
    return (this.#byClass.get(divisionKey) ?? [])
      .filter((entry) => words.every((word) => entry.words.has(word)))
      .map(({ person }) => person);
  }

  #findAnswer(line: Named): GivenAnswer | undefined {
    const given = this.#answers.get(answerKey(line)) ?? [];
    return (
      given.find(({ startedOn }) => startedOn === line.startedOn) ??
      given.find(({ isTwin }) => !isTwin && !line.isTwin)
    );
  }
}

function answerKey(of: { nameKey: string; divisionKey: string }): string {
  return `${of.nameKey} ${of.divisionKey}`;
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function found({ id, division }: Person): Match {
  return { kind: "pupil", pupilId: id, division };
}

function waiting(reason: WaitingReason, people: Person[]): Match {
  return { kind: "waiting", reason, candidates: people.map(toCandidate) };
}

function toCandidate({ id, lastName, firstName, division }: Person): Candidate {
  return { pupilId: id, pupil: `${lastName} ${firstName}`, division };
}
