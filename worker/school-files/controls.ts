/** Where Unicode has a symbol for each control character: `␇` is the one of BEL. */
const PICTURES = 0x2400;
const DELETE = 0x7f;
const DELETE_PICTURE = 0x2421;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are searched for
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;
/** Control characters 80 to 9F have no symbol. */
const CONTROL = /[\u0080-\u009f\u2400-\u241f\u2421]/;

/** The text with each control character that is not a blank made visible: BEL becomes `␇`. Lengths do not change. */
export function drawControls(text: string): string {
  return text.replace(CONTROLS, (character) => {
    const code = character.charCodeAt(0);
    return String.fromCharCode(code === DELETE ? DELETE_PICTURE : PICTURES + code);
  });
}

/** Whether a value, through `drawControls`, held a control character. */
export function hadControl(value: string): boolean {
  return CONTROL.test(value);
}
