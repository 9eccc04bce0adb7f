import { YEAR_LEVELS, type YearLevel } from "../../pupils/level.ts";
import type { Provider } from "../programme.ts";
import type { CampaignKind } from "../view.ts";

/** Why a campaign is refused. The sentences are in `words/campaigns.ts`. */
export type CreateFaultCode =
  | "CODE_INVALID"
  | "CODE_TAKEN"
  | "LEVEL_ABSENT"
  | "LEVEL_MISSING"
  | "KIND_LEVEL"
  | "HOST_NOT_ALLOWED"
  | "KIND_INVALID"
  | "VARIANT_INVALID"
  | "NAME_INVALID"
  | "DUE_INVALID";

export type CreateFault = {
  /** Line of the array or of the pasted text, from 1. */
  line: number;
  code: CreateFaultCode;
  /** The value given, cut short. */
  value: string;
  /** The name of the campaign that already has the code. */
  other?: string;
};

export type ReadCode =
  | { ok: true; code: string; doubtful: boolean }
  | { ok: false; fault: "CODE_INVALID" | "HOST_NOT_ALLOWED" };

/** Six letters and three digits. Source: `docs/domain/campaigns.md` 1.2. */
const CODE = /^[A-Z]{6}\d{3}$/;
const LONGEST = 500;

/**
 * The code that a person typed or pasted, ignoring case, blanks and hyphens. From an https link of the provider, it
 * takes the last path segment. `doubtful`: the code holds a character that is easily misread.
 */
export function readCode(raw: string, provider: Provider): ReadCode {
  const text = raw.trim();
  if (text.length > LONGEST) return { ok: false, fault: "CODE_INVALID" };
  if (/[/:]/.test(text)) return readLink(text, provider);
  const code = text.replace(/[\s\p{Pd}\u200b\ufeff]/gu, "").toUpperCase();
  return CODE.test(code)
    ? { ok: true, code, doubtful: /[OI01]/.test(code) }
    : { ok: false, fault: "CODE_INVALID" };
}

function readLink(text: string, provider: Provider): ReadCode {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isTheirs =
    url?.protocol === "https:" &&
    url.port === "" &&
    url.username === "" &&
    url.password === "" &&
    provider.hosts.includes(url.hostname);
  if (!url || !isTheirs) return { ok: false, fault: "HOST_NOT_ALLOWED" };
  const last = url.pathname.split("/").filter(Boolean).at(-1) ?? "";
  return /[/:%]/.test(last) ? { ok: false, fault: "CODE_INVALID" } : readCode(last, provider);
}

export type PastedLine = {
  /** Line of the text box, from 1; blank lines count. */
  line: number;
  /** The line as written, cut short. */
  text: string;
  level: YearLevel | null;
  isSegpa: boolean;
  /** From a word of the line (`attestation`, `IA`, `collecte`); null without one. */
  kind: CampaignKind | null;
  /** The rest of the line, read as a code: a link, or a run of letters and digits; empty without one. */
  code: string;
};

const WORDS: Array<[RegExp, YearLevel]> = [
  [/\bcap\s*-?\s*([123])\b|\b(1re|1ere|2e|2eme|3e|3eme)\s+annee\s+(?:de\s+)?cap\b/, "CAP1"],
  [/\b6\s*(?:e|eme)s?\b|\bsixiemes?\b/, "6e"],
  [/\b5\s*(?:e|eme)s?\b|\bcinquiemes?\b/, "5e"],
  [/\b4\s*(?:e|eme)s?\b|\bquatriemes?\b/, "4e"],
  [/\b3\s*(?:e|eme)s?\b|\btroisiemes?\b/, "3e"],
  [/\b2\s*(?:de|nde|nd)s?\b|\bsecondes?\b/, "2de"],
  [/\b1\s*(?:re|ere)s?\b|\bpremieres?\b/, "1re"],
  [/\btle?s?\b|\bterm(?:inale)?s?\b/, "Tle"],
];
const KIND_WORDS: Array<[RegExp, CampaignKind]> = [
  [/\battestations?(?: (?:de )?sensibilisation(?: au numerique)?)?\b/, "attestation-6e"],
  [/\b(?:pix[\s-]*)?ia\b|\bintelligence artificielle\b/, "pix-ia"],
  [/\bcollectes?(?: de)?(?: profils?)?\b|\bprofils?\b/, "collecte"],
  [/\b(?:parcours (?:de )?)?rentree\b/, "rentree"],
];
const IN_LINE =
  /(?<![A-Za-z0-9])(?:[A-Za-z][\s-]?){5}[A-Za-z][\s-]?(?:\d[\s-]?){2}\d(?![A-Za-z0-9])/;

/**
 * The pasted campaigns, one per line: a level (`6e`, `Seconde`, `CAP 2`) and a code, or a link that ends with it,
 * in any order. Blank lines are skipped.
 */
export function readPastedLines(text: string): PastedLine[] {
  return text.split(/\r\n?|\n/).flatMap((raw, at) => {
    const line = raw.trim();
    return line === "" ? [] : [readPastedLine(line.slice(0, LONGEST), at + 1)];
  });
}

function readPastedLine(text: string, line: number): PastedLine {
  const link = /\S+:\/\/\S+|\S+\/\S+/.exec(text)?.[0];
  const rest = (link ? text.replace(link, " ") : text).replaceAll("\u00a0", " ");
  // Accents are removed one letter for one, so positions in the folded line are positions in the line.
  const folded = [...rest].map((sign) => foldSign(sign)).join("");
  const level = findWord(folded, WORDS, nameLevel);
  const kind = findWord(folded, KIND_WORDS, (_, named) => named);
  const segpa = /\bsegpa\b/.exec(folded);
  const known = [level, kind, segpa && { start: segpa.index, end: segpa.index + 5 }];
  const words = known.reduce((left, one) => (one ? blankOut(left, one) : left), rest);
  const code = link ?? (IN_LINE.exec(words)?.[0] || words.replace(/[;,:|=>→\t]+/g, " ").trim());
  return {
    ...{ line, text: text.slice(0, 80), level: level?.value ?? null },
    ...{ isSegpa: segpa !== null, kind: kind?.value ?? null, code },
  };
}

function foldSign(sign: string): string {
  const folded = sign.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return folded.length === sign.length ? folded : " ".repeat(sign.length);
}

/** The first word of the list found in the line, with its position; `accept` may reject a match. */
function findWord<Named, Value>(
  folded: string,
  words: Array<[RegExp, Named]>,
  accept: (found: RegExpExecArray, named: Named) => Value | undefined,
) {
  for (const [sign, named] of words) {
    const found = sign.exec(folded);
    const value = found && accept(found, named);
    if (!found || !value) continue;
    return { value, start: found.index, end: found.index + found[0].length };
  }
  return null;
}

function nameLevel(found: RegExpExecArray, level: YearLevel): YearLevel | undefined {
  if (level !== "CAP1") return level;
  const year = found[1] ?? found[2]?.slice(0, 1);
  return YEAR_LEVELS.find((each) => each === `CAP${year}`);
}

/** Replaces the range by blanks, so that other positions in the line do not move. */
function blankOut(text: string, { start, end }: { start: number; end: number }): string {
  return text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
}
