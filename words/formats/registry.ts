import type { FormatSteps, FormatWords } from "./format-words.ts";
import { FREGATA_STEPS, FREGATA_WORDS } from "./fregata.ts";
import { SIECLE_STEPS, SIECLE_WORDS } from "./siecle.ts";

/** The words of each file format, by its name. `CONTRIBUTING.md` says how to add one. */
const WORDS = { siecle: SIECLE_WORDS, fregata: FREGATA_WORDS };

export type FileKind = keyof typeof WORDS;

/** Throws when a format has no words, which is a bug of ours. */
export function formatWords(kind: FileKind): FormatWords {
  const words = (WORDS as Record<string, FormatWords>)[kind];
  if (!words) throw new Error(`no words for the format ${kind}`);
  return words;
}

const STEPS: Record<FileKind, FormatSteps> = { siecle: SIECLE_STEPS, fregata: FREGATA_STEPS };

/** The documentation's steps for correcting a file of this format. */
export function formatSteps(kind: FileKind): FormatSteps {
  return STEPS[kind];
}

/** Adds the words of a format that is not built in, and returns what removes them. Only the tests use it. */
export function registerWords(kind: string, words: FormatWords): () => void {
  Object.assign(WORDS, { [kind]: words });
  return () => void Reflect.deleteProperty(WORDS, kind);
}
