import { formatNumber } from "./format.ts";
import {
  CHANGE_KIND_LABELS,
  FREGATA_FIELD_LABELS,
  PUPIL_FIELD_LABELS,
  SIECLE_FIELD_LABELS,
  SKIP_REASONS,
  STATUS_LABELS,
} from "./import-labels.ts";
import { FILE_SENTENCES, type FileKind, ROW_SENTENCES } from "./import-sentences.ts";

type FileCode = keyof typeof FILE_SENTENCES;
type RowCode = keyof typeof ROW_SENTENCES;
/** The codes that have sentences: a caller with another code does not compile. */
type Code = FileCode | RowCode;

/**
 * One error as a whole French text: which pupil, line or INE, what is wrong, and how to correct it in
 * SIECLE or Fregata. It ends with `errorHowToFix(code, kind)`.
 */
export function importErrorMessage(error: {
  code: Code;
  kind: FileKind;
  line?: number;
  ine?: string;
  pupil?: string;
  field?: string;
  detail?: Record<string, string | number>;
}): string {
  const { code, kind, line, detail = {} } = error;
  const fix = errorHowToFix(code, kind);
  if (isFileCode(code)) {
    const field = error.field ?? String(detail.column ?? "sans nom");
    return `${FILE_SENTENCES[code].what({ detail, field, line }, kind)} ${fix}`;
  }
  const field = errorFieldLabel(error.field ?? "", kind);
  return `${place(error)} : ${ROW_SENTENCES[code].what({ detail, field, line }, kind)} ${fix}`;
}

/** Heads the errors of one code. */
export function errorGroupTitle(code: Code, _kind: FileKind): string {
  return isFileCode(code) ? FILE_SENTENCES[code].title : ROW_SENTENCES[code].title;
}

/** How to correct every error of one code, in the school's own tool. */
export function errorHowToFix(code: Code, kind: FileKind): string {
  return isFileCode(code) ? FILE_SENTENCES[code].fix[kind] : ROW_SENTENCES[code].fix[kind];
}

/** The message without its advice, for lists that give the advice once. */
export function errorFact(error: { code: Code; message: string }, kind: FileKind): string {
  const fix = errorHowToFix(error.code, kind);
  return error.message.endsWith(fix) ? error.message.slice(0, -fix.length).trim() : error.message;
}

export function skipReasonLabel(reason: keyof typeof SKIP_REASONS): string {
  return SKIP_REASONS[reason].label;
}

/** What to do so that the next import takes this pupil. */
export function skipReasonHelp(reason: keyof typeof SKIP_REASONS): string {
  return SKIP_REASONS[reason].help;
}

export function statusLabel(status: keyof typeof STATUS_LABELS): string {
  return STATUS_LABELS[status];
}

export function changeKindLabel(kind: keyof typeof CHANGE_KIND_LABELS): string {
  return CHANGE_KIND_LABELS[kind];
}

/** Name of a pupil's column; the column itself when it is not one of ours. */
export function pupilFieldLabel(field: string): string {
  return PUPIL_FIELD_LABELS[field] ?? field;
}

function isFileCode(code: Code): code is FileCode {
  return Object.hasOwn(FILE_SENTENCES, code);
}

/** A field of the file in the words of the school. */
export function errorFieldLabel(field: string, kind: FileKind): string {
  if (field === "") return "de l’élève";
  if (kind === "siecle") return SIECLE_FIELD_LABELS[field] ?? field;
  const column = field.replace(/\*+$/, "").replaceAll("’", "'").trim();
  return FREGATA_FIELD_LABELS[column] ?? `« ${column} »`;
}

/** SIECLE users know the pupil, Fregata users see the line in their spreadsheet. */
function place(error: { kind: FileKind; line?: number; ine?: string; pupil?: string }): string {
  const line = error.line === undefined ? null : `ligne ${formatNumber(error.line)}`;
  const ine = error.ine ? `INE ${error.ine}` : null;
  const order = error.kind === "siecle" ? [error.pupil, line, ine] : [line, error.pupil, ine];
  const [first, ...others] = order.filter((part) => Boolean(part));
  if (!first) return "Élève sans nom";
  const start = first.charAt(0).toUpperCase() + first.slice(1);
  return others.length > 0 ? `${start} (${others.join(", ")})` : start;
}
