import { FREGATA } from "./fregata/about.ts";
import { SIECLE } from "./siecle/about.ts";

/** What pages and readers must know about a file format. The reading itself is in `readers.ts`. */
export type FormatAbout = {
  /** The `kind` of the schools that send this format. */
  schools: string;
  /** The extensions that the file chooser accepts. */
  extensions: readonly string[];
  /** Whether a file names its school; if so, a file of another school is refused. */
  saysSchool: boolean;
  /** Whether a file names its school year. */
  saysYear: boolean;
  /** Whether people open these files in a spreadsheet, which may damage values. */
  openedBySpreadsheets: boolean;
  /** The refusals of a whole file that only this format has. */
  fileCodes: readonly string[];
  /** The errors of one pupil. */
  rowCodes: readonly string[];
};

/**
 * Every file format that schools send, by its name. Each also needs a line in `readers.ts` and, for its words, in
 * `words/formats/registry.ts`, else types fail where they are used. `CONTRIBUTING.md` gives the recipe.
 */
export const FORMATS = { siecle: SIECLE, fregata: FREGATA } satisfies Record<string, FormatAbout>;

export type FormatName = keyof typeof FORMATS;
export type SchoolKind = (typeof FORMATS)[FormatName]["schools"];

/** The format that schools of this `kind` send. Throws when there is none: no such school can exist. */
export function formatOfSchool(kind: SchoolKind): FormatName {
  const found = formatNames().find((name) => aboutFormat(name).schools === kind);
  if (!found) throw new Error(`no file format for schools of kind ${kind}`);
  return found;
}

export function formatNames(): FormatName[] {
  return Object.keys(FORMATS) as FormatName[];
}

/** The facts about one format, without the literal types of `FORMATS`. */
export function aboutFormat(name: FormatName): FormatAbout {
  return FORMATS[name];
}
