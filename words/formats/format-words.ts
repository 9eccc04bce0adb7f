import type { GuideStep } from "../guide-pages.ts";
import type { Cause, FileCode, RowCode } from "../import-sentences.ts";

/** What is known of the location of an error; each part is already worded. */
type Place = {
  pupil: string | undefined;
  division: string | null;
  line: string | null;
  ine: string | null;
};

/** All texts that depend on the file format. All other texts are the same for every format. */
export type FormatWords = {
  /** The program that the file comes from. */
  tool: string;
  /** The end of the sentence that says what the file is not. */
  exportName: string;
  /** Beside the button that chooses the file. */
  accepted: string;
  /** The link to the page that says how to get the file. */
  whereIsIt: string;
  /** Heads the advice of the documentation. */
  howToFix: string;
  /** The name of a field as schools say it. `field` is its name in the file. */
  fieldLabel: (field: string) => string;
  /** The parts of a location, starting with the one people look for first. */
  placeOrder: (place: Place) => Array<string | null | undefined>;
  /** The advice for a code without advice of its own. */
  exportAgain: string;
  /** How to correct the errors of a code, in the program that the file comes from. */
  fixes: Partial<Record<FileCode | RowCode, string>>;
  /** The same when the value shows its cause. */
  causeFixes: Record<Cause, string>;
};

/** The steps of the documentation, each with its drawing. */
export type FormatSteps = Record<"open" | "rightFile" | "find" | "export", GuideStep>;
