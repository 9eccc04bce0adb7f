import { drawControls } from "../../../school-files/controls.ts";
import type { Collector } from "./collector.ts";

/** Replaces an `&` that begins no reference: the parser would search the whole file for its `;`. */
export const STRAY_AMPERSAND = "\ue0ff";

const REPLACEMENT = "\ufffd";
const DELETE = 0x7f;
/** Characters that the parser refuses or misreads. Many files contain `&`, hardly any the others. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the regex searches for control characters
const SUSPECT = /[\0-\x08\x0b\x0c\x0e-\x1f&\x7f-\x9f\ue0ff\ufffe\uffff]/;
const SPECIAL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the regex searches for control characters
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]+|[\ue0ff\ufffe\uffff]|&(?:#(?:x[0-9a-fA-F]{1,40}|\d{1,40});|(?:amp|lt|gt|quot|apos);)?/g;
/** A reference that the end of a piece may have cut. */
const CUT_REFERENCE = /&[#a-zA-Z0-9]{0,42}$/;

/** The part of the parser that is used here. */
type Writer = { write(text: string): unknown };
type TextFilter = {
  /** Passes a piece of the file, cut anywhere, to the parser. */
  push(piece: string): void;
  /** Passes on what was held back at the end of the last piece. */
  finish(): void;
};

/**
 * Filters the text of a file before the parser (`docs/domain/import.md` 2): a control character, literal or as a
 * reference, is drawn where a pupil's text is kept and removed anywhere else; `&#128;` to `&#159;` are read as
 * windows-1252, and so are these characters of ISO-8859-15 (`encoding`); a lone `&` is marked.
 * `collector.shift` counts the characters that the parser does not see.
 */
export function createTextFilter(
  parser: Writer,
  collector: Collector,
  encoding: string,
): TextFilter {
  let held = "";

  function push(piece: string, last: boolean): void {
    let text = held === "" ? piece : held + piece;
    held = "";
    if (!SUSPECT.test(text)) {
      parser.write(text);
      return;
    }
    // One character replaces one: positions stay the same.
    if (encoding === "iso-8859-15") text = readAsWindows(text);
    else if (/[\x80-\x9f]/.test(text)) collector.drawings = true;
    const cut = last ? null : CUT_REFERENCE.exec(text.slice(-44));
    if (cut) {
      held = cut[0];
      text = text.slice(0, -held.length);
    }
    let done = 0;
    for (const match of text.matchAll(SPECIAL)) {
      const [found] = match;
      if (isUnderstood(found)) continue;
      parser.write(text.slice(done, match.index));
      const written = replacementOf(found, isKept(collector));
      if (written === STRAY_AMPERSAND) collector.strays = true;
      else collector.drawings = true;
      collector.shift += found.length - written.length;
      parser.write(written);
      done = match.index + found.length;
    }
    parser.write(text.slice(done));
  }

  return { push: (piece) => push(piece, false), finish: () => push("", true) };
}

/** Whether the parser is in a text of a pupil that is kept. */
function isKept({ record, depth, keptDepth }: Collector): boolean {
  return record !== null && keptDepth === depth;
}

function isUnderstood(found: string): boolean {
  if (found.length === 1 || found[0] !== "&") return false;
  if (found[1] !== "#") return true;
  const code = codeOf(found);
  return (code >= 0x20 && code < DELETE) || isBlank(code) || (code > 0x9f && isCharacter(code));
}

function replacementOf(found: string, kept: boolean): string {
  if (found === "&") return STRAY_AMPERSAND;
  if (found[0] !== "&") {
    if (!kept) return "";
    return isControl(found.charCodeAt(0)) ? drawControls(found) : REPLACEMENT;
  }
  const code = codeOf(found);
  if (code >= 0x80 && code <= 0x9f) return fromWindows(code);
  if (!kept) return "";
  return isControl(code) ? drawControls(String.fromCharCode(code)) : REPLACEMENT;
}

function codeOf(reference: string): number {
  return reference[2] === "x"
    ? Number.parseInt(reference.slice(3, -1), 16)
    : Number.parseInt(reference.slice(2, -1), 10);
}

function isControl(code: number): boolean {
  return code < 0x20 || code === DELETE;
}

function isBlank(code: number): boolean {
  return code === 0x09 || code === 0x0a || code === 0x0d;
}

function isCharacter(code: number): boolean {
  return code < 0xd800 || (code > 0xdfff && code <= 0x10ffff && code !== 0xfffe && code !== 0xffff);
}

const WINDOWS = new TextDecoder("windows-1252");

/** The character of a byte from 80 to 9F in windows-1252. */
function fromWindows(code: number): string {
  return WINDOWS.decode(Uint8Array.of(code));
}

/** The text of ISO-8859-15 with its control characters from 80 to 9F read as windows-1252, one for one. */
function readAsWindows(text: string): string {
  return text.replace(/[\x80-\x9f]/g, (character) => fromWindows(character.charCodeAt(0)));
}
