/**
 * How many bytes of `bytes` the first `cut` characters of `text` take. `text` was decoded from `bytes` by a
 * TextDecoder, which may have dropped a BOM and held back an incomplete last character; `cut` is just after an
 * ASCII character. `encoding` is `TextDecoder.encoding`: UTF-8, UTF-16, or any charset of one byte a character. The
 * cost depends on the characters after the cut, not before it.
 */
export function bytesBefore(
  bytes: Uint8Array,
  text: string,
  cut: number,
  encoding: string,
): number {
  if (encoding === "utf-8") return utf8BytesBefore(bytes, text, cut);
  if (encoding === "utf-16le") return 2 * (cut + droppedBom(bytes, text, 0xff, 0xfe));
  if (encoding === "utf-16be") return 2 * (cut + droppedBom(bytes, text, 0xfe, 0xff));
  return cut;
}

/**
 * Re-encoding would miscount malformed sequences: U+FFFD is three bytes and stands for one to three. But an ASCII byte
 * always reads as itself, so the same character is searched for from the end on both sides.
 */
function utf8BytesBefore(bytes: Uint8Array, text: string, cut: number): number {
  const code = text.charCodeAt(cut - 1);
  let at = bytes.lastIndexOf(code);
  for (let index = text.length - 1; index >= cut; index -= 1) {
    if (text.charCodeAt(index) === code) at = bytes.lastIndexOf(code, at - 1);
  }
  return at + 1;
}

/** 1 if the decoder dropped a BOM: `bytes` then start with one more than `text`. */
function droppedBom(bytes: Uint8Array, text: string, first: number, second: number): number {
  let inBytes = 0;
  while (bytes[2 * inBytes] === first && bytes[2 * inBytes + 1] === second) inBytes += 1;
  let inText = 0;
  while (text.charCodeAt(inText) === 0xfeff) inText += 1;
  return inBytes - inText;
}
