import { campaignName } from "#words/campaigns.ts";
import { oneLine } from "#words/foreign-text.ts";
import { isYearLevel, type YearLevel } from "../../pupils/level.ts";
import { dueDate, type Programme } from "../programme.ts";
import { type CampaignKind, isCampaignKind } from "../view.ts";
import { type CreateFault, type CreateFaultCode, readCode } from "./codes.ts";

/** A campaign as requested, not validated yet. */
export type Asked = {
  /** Line of the pasted text; by default the position in the list. */
  line?: number;
  kind: string;
  level: string;
  variant?: string;
  /** A code or a link; empty when there is none yet. */
  code?: string;
  name?: string;
  /** ISO date; empty for the programme's date. */
  dueOn?: string;
};

export type Known = {
  id: string;
  year: string;
  kind: CampaignKind;
  level: string | null;
  variant: string;
  code: string | null;
  externalId: string | null;
  name: string;
  dueOn: string | null;
};

/** The outcome of one entry; `doubtful`: its code holds O, I, 0 or 1. */
export type Planned = {
  line: number;
  outcome: "created" | "filled" | "unchanged";
  doubtful: boolean;
  /** `name` is empty for the default one. */
  campaign: Omit<Known, "year" | "externalId">;
};

type Base = {
  year: string;
  known: Known[];
  levels: Array<{ level: string; isSegpa: boolean }>;
  programme: Programme;
};
type Entry = Pick<Known, "level" | "variant" | "code" | "name" | "dueOn"> & {
  kind: CampaignKind;
  line: number;
  doubtful: boolean;
};

export const LONGEST_NAME = 100;
const LONGEST_VARIANT = 40;

/** The outcome of each requested campaign, in order, or all their errors. Rules: `docs/domain/campaigns.md` 1.3. */
export function planCampaigns(
  input: Base & { campaigns: Asked[] },
): { ok: true; planned: Planned[] } | { ok: false; errors: CreateFault[] } {
  const known = [...input.known];
  const errors: CreateFault[] = [];
  const planned: Planned[] = [];
  for (const [at, asked] of input.campaigns.entries()) {
    const entry = readEntry(asked, asked.line ?? at + 1, input);
    const made = "fault" in entry ? entry : planOne(entry, known, input.year);
    if ("fault" in made) errors.push(made.fault);
    else planned.push(made);
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, planned };
}

/** Updates `known` as the entry would change the school's campaigns. */
function planOne(entry: Entry, known: Known[], year: string): Planned | { fault: CreateFault } {
  const { line, doubtful, kind, level, variant, code } = entry;
  const isSame = (one: Known) =>
    one.year === year && one.kind === kind && one.level === level && one.variant === variant;
  const holder = code === null ? undefined : known.find((one) => one.code === code);
  if (holder && !isSame(holder)) {
    return { fault: faultOf("CODE_TAKEN", line, code ?? "", holder.name || campaignName(holder)) };
  }
  const same = known.filter(isSame);
  const already = holder ?? (code === null ? same[0] : undefined);
  if (already) return { line, doubtful, outcome: "unchanged", campaign: already };
  const empty = same.find((one) => one.code === null);
  if (empty) {
    empty.code = code;
    return { line, doubtful, outcome: "filled", campaign: { ...empty } };
  }
  const made = { ...entry, id: crypto.randomUUID() };
  known.push({ ...made, year, externalId: null });
  return { line, doubtful, outcome: "created", campaign: made };
}

function readEntry(asked: Asked, line: number, base: Base): Entry | { fault: CreateFault } {
  const fault = (code: CreateFaultCode, value: string) => ({ fault: faultOf(code, line, value) });
  const { kind, level } = asked;
  if (!isCampaignKind(kind)) return fault("KIND_INVALID", kind);
  const variant = readVariant(asked.variant);
  if (variant === null) return fault("VARIANT_INVALID", asked.variant ?? "");
  // First the errors that no change of the pupil base could fix.
  if (isYearLevel(level) && !base.programme.kinds[kind].levels.includes(level)) {
    return fault("KIND_LEVEL", level);
  }
  if (!isTaught(level, variant, base.levels)) return fault("LEVEL_ABSENT", level);
  const name = readName(asked.name);
  if (name === null) return fault("NAME_INVALID", asked.name ?? "");
  const dueOn = asked.dueOn || dueDate(base.programme, kind, base.year);
  if (dueOn !== null && !isIsoDate(dueOn)) return fault("DUE_INVALID", dueOn);
  const shared = { line, kind, level, variant, name, dueOn };
  if (!asked.code?.trim()) return { ...shared, code: null, doubtful: false };
  const read = readCode(asked.code, base.programme.provider);
  return read.ok
    ? { ...shared, code: read.code, doubtful: read.doubtful }
    : fault(read.fault, asked.code);
}

/** `segpa` in any case, a label of a few words, or nothing; null for another text. */
export function readVariant(raw = ""): string | null {
  const label = oneLine(raw, 200);
  if (label.length > LONGEST_VARIANT) return null;
  return label.toLowerCase() === "segpa" ? "segpa" : label;
}

/** A name on one line; empty for the default one, null when too long. */
export function readName(raw = ""): string | null {
  const name = oneLine(raw, 500);
  return name.length > LONGEST_NAME ? null : name;
}

export function isIsoDate(text: string): boolean {
  return (
    /^20\d\d-\d\d-\d\d$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text)
  );
}

function isTaught(level: string, variant: string, levels: Base["levels"]): level is YearLevel {
  return (
    isYearLevel(level) &&
    levels.some((one) => one.level === level && (variant !== "segpa" || one.isSegpa))
  );
}

function faultOf(code: CreateFaultCode, line: number, value: string, other?: string): CreateFault {
  return { line, code, value: oneLine(value, 60), ...(other !== undefined && { other }) };
}
