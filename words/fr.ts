import { formatNumber } from "./format.ts";
import { type FileKind, formatWords } from "./formats/registry.ts";
import {
  CAUSE_TITLES,
  type Cause,
  FILE_SENTENCES,
  type FileCode,
  ROW_SENTENCES,
  type RowCode,
} from "./import-sentences.ts";

/** The codes that have sentences: a caller with another code does not compile. */
type Code = FileCode | RowCode;

type ErrorFacts = {
  code: Code;
  kind: FileKind;
  line?: number;
  ine?: string;
  pupil?: string;
  division?: string;
  field?: string;
  /** The content of the field, already bounded and visible. */
  value?: string;
  cause?: Cause;
  detail?: Record<string, string | number>;
};

/**
 * One error as a whole French text: which pupil, class, line or INE, what is wrong, the value found, and how to correct
 * it in SIECLE or Fregata. It ends with `errorHowToFix(code, kind, cause)`. `detail.file` is the name of the file,
 * quoted in an error of the whole file.
 */
export function importErrorMessage(error: ErrorFacts): string {
  const { code, kind, line, detail = {} } = error;
  const { exportName } = formatWords(kind);
  const fix = errorHowToFix(code, kind, error.cause);
  if (isFileCode(code)) {
    const field = error.field ?? String(detail.column ?? "sans nom");
    return `${FILE_SENTENCES[code].what({ detail, field, line }, exportName)} ${fix}`;
  }
  const { value } = error;
  const field = errorFieldLabel(error.field ?? "", kind);
  const what = ROW_SENTENCES[code].what({ detail, field, line, value }, exportName);
  const found = value === undefined ? "" : ` Valeur trouvée : « ${value} ».`;
  return `${place(error)} : ${what}${found} ${fix}`;
}

/** Title of the errors of one code and cause. */
export function errorGroupTitle(code: Code, cause?: Cause): string {
  if (isFileCode(code)) return FILE_SENTENCES[code].title;
  const { title } = ROW_SENTENCES[code];
  if (!cause) return title;
  return code === "NAME_UNREADABLE"
    ? CAUSE_TITLES[cause]
    : `${title} : ${lowerFirst(CAUSE_TITLES[cause])}`;
}

/** How to correct every error of one code and cause, in the school's own tool. */
export function errorHowToFix(code: Code, kind: FileKind, cause?: Cause): string {
  const { fixes, causeFixes, exportAgain } = formatWords(kind);
  return (!isFileCode(code) && cause && causeFixes[cause]) || (fixes[code] ?? exportAgain);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The message without its advice, for lists that show the advice once. */
export function errorFact(
  error: { code: Code; message: string; cause?: Cause },
  kind: FileKind,
): string {
  const fix = errorHowToFix(error.code, kind, error.cause);
  return error.message.endsWith(fix) ? error.message.slice(0, -fix.length).trim() : error.message;
}

/** What is wrong, without the pupil and the advice: for a table that has columns for them. */
export function errorProblem(
  error: Omit<ErrorFacts, "kind"> & { message: string },
  kind: FileKind,
) {
  const fact = errorFact(error, kind);
  const start = `${place({ ...error, kind })} : `;
  return fact.startsWith(start) ? fact.slice(start.length) : fact;
}

function isFileCode(code: Code): code is FileCode {
  return Object.hasOwn(FILE_SENTENCES, code);
}

/** A field of the file in the words of the school. */
export function errorFieldLabel(field: string, kind: FileKind): string {
  if (field === "") return "de l’élève";
  return formatWords(kind).fieldLabel(field);
}

/** The location of an error, starting with what people look for first. */
function place({ kind, ...error }: ErrorFacts): string {
  const order = formatWords(kind).placeOrder({
    pupil: error.pupil,
    division: error.division ? `classe ${error.division}` : null,
    line: error.line === undefined ? null : `ligne ${formatNumber(error.line)}`,
    ine: error.ine ? `INE ${error.ine}` : null,
  });
  const [first, ...others] = order.filter((part) => Boolean(part));
  if (!first) return "Élève sans nom";
  const start = first.charAt(0).toUpperCase() + first.slice(1);
  return others.length > 0 ? `${start} (${others.join(", ")})` : start;
}
