import { readClassName } from "../school-files/class-name.ts";

/**
 * What an administrator changes of a kept result: an absent field stays. `pupilId: null`: a person outside the
 * base.
 */
export type ResultChange = { year?: string; division?: string; pupilId?: string | null };

export const CHANGE_FAULTS = [
  "BODY_INVALID",
  "NOTHING_TO_CHANGE",
  "YEAR_INVALID",
  "CLASS_MISSING",
  "CLASS_TOO_LONG",
  "CLASS_UNREADABLE",
] as const;
export type ChangeFault = (typeof CHANGE_FAULTS)[number];

/** The first school year with Pix certifications, and how many years ahead are accepted. */
const FIRST_YEAR = 2016;
const YEARS_AHEAD = 1;
const MAX_ID = 100;
const FIELDS = new Set(["year", "division", "pupilId"]);

/** The school years a result may be moved to, the newest first. `current` is the school year of today. */
export function choosableYears(current: string): string[] {
  const last = Number(current.slice(0, 4)) + YEARS_AHEAD;
  return Array.from({ length: last - FIRST_YEAR + 1 }, (_, at) => `${last - at}-${last - at + 1}`);
}

/** The change requested by a JSON body, or its fault. `current` is today's school year. */
export function readResultChange(
  body: unknown,
  current: string,
): { ok: true; change: ResultChange } | { ok: false; code: ChangeFault } {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return wrong("BODY_INVALID");
  const fields = new Map<string, unknown>(Object.entries(body));
  if ([...fields.keys()].some((name) => !FIELDS.has(name))) return wrong("BODY_INVALID");
  if (fields.size === 0) return wrong("NOTHING_TO_CHANGE");
  const change: ResultChange = {};
  const pupilId = fields.get("pupilId");
  if (pupilId !== undefined) {
    const isId = typeof pupilId === "string" && pupilId !== "" && pupilId.length <= MAX_ID;
    if (!isId && pupilId !== null) return wrong("BODY_INVALID");
    change.pupilId = pupilId;
  }
  const year = fields.get("year");
  if (year !== undefined) {
    if (typeof year !== "string") return wrong("BODY_INVALID");
    if (!choosableYears(current).includes(year)) return wrong("YEAR_INVALID");
    change.year = year;
  }
  const division = fields.get("division");
  if (division !== undefined) {
    if (typeof division !== "string") return wrong("BODY_INVALID");
    const read = readClassName(division);
    if (!read.ok) return wrong(read.problem);
    change.division = read.name;
  }
  return { ok: true, change };
}

function wrong(code: ChangeFault) {
  return { ok: false as const, code };
}
