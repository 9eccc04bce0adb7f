import { drawControls } from "./controls.ts";
import { cleanText } from "./text.ts";

/** The maximum length of a value in an error. */
const SHOWN_LENGTH = 80;
/** Invisible characters, or characters that change the direction of the surrounding text. */
const INVISIBLE = /[\u0080-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A value as errors show it: one line of at most 80 characters, each of them visible. */
export function showValue(raw: string): string {
  // Cut first, so that a value of megabytes costs no more than a short one.
  const text = cleanText(drawControls(raw.trim().slice(0, 4 * SHOWN_LENGTH)));
  const characters = [...text.replace(INVISIBLE, "\ufffd")];
  if (characters.length <= SHOWN_LENGTH) return characters.join("");
  return `${characters.slice(0, SHOWN_LENGTH - 1).join("")}…`;
}
