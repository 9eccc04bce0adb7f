/** The one rule of names that people type about themselves: first name, name, name of an account. */

export type NameProblem = "EMPTY" | "TOO_LONG" | "SIGNS" | "DOT";
export type ReadName = { ok: true; name: string } | { ok: false; problem: NameProblem };

/** Invisible characters without meaning: those that pages and mail programs leave in copied text, and fillers. */
const LEFTOVERS =
  /\u034f|[\u00ad\u115f\u1160\u200b-\u200d\u2060\u3164\ufeff\uffa0]|\p{Variation_Selector}/gu;
/** `<` and `>` are harmless: every page and mail escapes them. */
const ALLOWED = /^[\p{L}\p{M}\p{Nd} '’ʼ‘`´.,()<>·‐‑–-]+$/u;
const LETTER = /\p{L}/u;
/** `Henri 4` is a name; two digits, even apart, may be a telephone number. */
const DIGITS = /\p{Nd}.*\p{Nd}/u;
/** A dot followed by letters makes it an address (`exemple.fr`); `J.-P.`, `St. John` and `J.P.` stay. */
const ADDRESS = /\.\p{M}*(\p{L}\p{M}*){2}/u;
const PILED_MARKS = /\p{M}{3}/u;

/**
 * A name on one line, as we store it. `SIGNS`: it holds what no name has (`/`, `:`, `@`, quotation marks, a number, a
 * character that changes the direction of text); `DOT`: a dot is followed by letters at once, as in an address. Names
 * are shown to other people and quoted in mails: they must never become a link.
 */
export function readName(written: string, longest: number): ReadName {
  const name = written
    .slice(0, 10 * longest)
    .normalize("NFC")
    .replace(LEFTOVERS, "")
    .replace(/[\s\p{Z}]+/gu, " ")
    .trim();
  if (name === "") return { ok: false, problem: "EMPTY" };
  if (name.length > longest) return { ok: false, problem: "TOO_LONG" };
  const isName = ALLOWED.test(name) && LETTER.test(name);
  if (!isName || DIGITS.test(name) || PILED_MARKS.test(name))
    return { ok: false, problem: "SIGNS" };
  return ADDRESS.test(name) ? { ok: false, problem: "DOT" } : { ok: true, name };
}
