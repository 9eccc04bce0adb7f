import { drawControls } from "./controls.ts";
import { cleanText } from "./text.ts";

/** The maximum length of a value in an error. */
const SHOWN_LENGTH = 80;
/** Invisible characters, or characters that change the direction of the surrounding text. */
const INVISIBLE = /[\u0080-\u009f\p{Cf}]/gu;

/** A value as errors show it: one line of at most 80 characters, each of them visible. */
export function showValue(raw: string): string {
  // Cut first, so that a value of megabytes costs no more than a short one.
  const drawn = drawControls(raw.trim().slice(0, 4 * SHOWN_LENGTH)).replace(INVISIBLE, "\ufffd");
  const characters = [...cleanText(drawn)];
  if (characters.length <= SHOWN_LENGTH) return characters.join("");
  return `${characters.slice(0, SHOWN_LENGTH - 1).join("")}…`;
}
