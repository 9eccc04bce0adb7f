import { drawControls } from "./controls.ts";
import { cleanText } from "./text.ts";

/** How much of a value an error shows. */
const SHOWN_LENGTH = 80;
/** What no screen shows, or what changes the direction of the text around it. */
const INVISIBLE = /[\u0080-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A value as an error tells it: one line of at most 80 characters, each of them visible. */
export function showValue(raw: string): string {
  // Cut first, so that a value of megabytes costs no more than another.
  const text = cleanText(drawControls(raw.trim().slice(0, 4 * SHOWN_LENGTH)));
  const characters = [...text.replace(INVISIBLE, "\ufffd")];
  if (characters.length <= SHOWN_LENGTH) return characters.join("");
  return `${characters.slice(0, SHOWN_LENGTH - 1).join("")}…`;
}
