import { cleanText } from "./text.ts";

/** How much of a value an error shows. */
const SHOWN_LENGTH = 80;
/** Where Unicode keeps a drawing of each control character: `␇` is that of BEL. */
const PICTURES = 0x2400;
const DELETE = 0x7f;
const DELETE_PICTURE = 0x2421;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;
const DRAWN = /[\u2400-\u241f\u2421]/;
/** What no screen shows, or what changes the direction of the text around it. */
const INVISIBLE = /[\u0080-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** The text with each control character that is no blank made visible: BEL is `␇`. Lengths do not change. */
export function drawControls(text: string): string {
  return text.replace(CONTROLS, (character) => {
    const code = character.charCodeAt(0);
    return String.fromCharCode(code === DELETE ? DELETE_PICTURE : PICTURES + code);
  });
}

/** Whether a value, through `drawControls`, held a control character. */
export function hadControl(value: string): boolean {
  return DRAWN.test(value);
}

/** A value as an error tells it: one line of at most 80 characters, each of them visible. */
export function showValue(raw: string): string {
  // Cut first, so that a value of megabytes costs no more than another.
  const text = cleanText(drawControls(raw.trim().slice(0, 4 * SHOWN_LENGTH)));
  const characters = [...text.replace(INVISIBLE, "\ufffd")];
  if (characters.length <= SHOWN_LENGTH) return characters.join("");
  return `${characters.slice(0, SHOWN_LENGTH - 1).join("")}…`;
}
