import type { GuideStep } from "../guide.ts";
import type { Cause, FileCode, RowCode } from "../import-sentences.ts";

/** What is known of where an error stands; each part is already worded. */
type Place = {
  pupil: string | undefined;
  division: string | null;
  line: string | null;
  ine: string | null;
};

/** Every word that is said of one file format only. The other words are the same for all formats. */
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
  /** The name of a field as people of the school say it. `field` is its name in the file. */
  fieldLabel: (field: string) => string;
  /** The parts of a place, the one that people look for first. */
  placeOrder: (place: Place) => Array<string | null | undefined>;
  /** The advice for a code without advice of its own. */
  exportAgain: string;
  /** How to correct the errors of a code, in the program that the file comes from. */
  fixes: Partial<Record<FileCode | RowCode, string>>;
  /** The same when the value shows what spoiled it. */
  causeFixes: Record<Cause, string>;
};

/** The steps of the documentation, each with its drawing. */
export type FormatSteps = Record<"open" | "rightFile" | "find" | "export", GuideStep>;
