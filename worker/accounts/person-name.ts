/** The one rule of names that people type about themselves: first name, name, name of an account. */

export type NameProblem = "EMPTY" | "TOO_LONG" | "SIGNS" | "DOT";
export type ReadName = { ok: true; name: string } | { ok: false; problem: NameProblem };

/** What pages and mail programs leave in a text that is copied, and fillers: it shows nothing and means nothing. */
const LEFTOVERS =
  /\u034f|[\u00ad\u115f\u1160\u200b-\u200d\u2060\u3164\ufeff\uffa0]|\p{Variation_Selector}/gu;
/** `<` and `>` lead nowhere: every page and mail escapes them. */
const ALLOWED = /^[\p{L}\p{M}\p{Nd} '’ʼ‘`´.,()<>·‐‑–-]+$/u;
const LETTER = /\p{L}/u;
/** `Henri 4` is a name; two digits, even apart, may be a telephone number. */
const DIGITS = /\p{Nd}.*\p{Nd}/u;
/** A dot that letters follow makes an address of it (`exemple.fr`); `J.-P.`, `St. John` and `J.P.` stay. */
const ADDRESS = /\.\p{M}*(\p{L}\p{M}*){2}/u;
const PILED_MARKS = /\p{M}{3}/u;

/**
 * A name on one line, as we keep it. `SIGNS`: it holds what no name has (`/`, `:`, `@`, quotation marks, a
 * number, what turns the direction of text); `DOT`: letters follow a dot at once, as in an address.
 * Names are shown to other people and quoted in mails: nothing in them may lead anywhere.
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
