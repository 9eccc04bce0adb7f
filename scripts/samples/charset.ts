/** Where these charsets differ from Latin-1; every other character up to U+00FF is one byte of the same value. */
const LATIN_9 = { "€": 0xa4, Š: 0xa6, š: 0xa8, Ž: 0xb4, ž: 0xb8, Œ: 0xbc, œ: 0xbd, Ÿ: 0xbe };
const WINDOWS_1252 = {
  "€": 0x80,
  Š: 0x8a,
  Œ: 0x8c,
  Ž: 0x8e,
  "’": 0x92,
  š: 0x9a,
  œ: 0x9c,
  ž: 0x9e,
  Ÿ: 0x9f,
};

const TABLES: Record<"iso-8859-15" | "windows-1252", Record<string, number>> = {
  "iso-8859-15": LATIN_9,
  "windows-1252": WINDOWS_1252,
};

/** The bytes of a text; throws on a character the charset cannot write. */
export function encode(
  text: string,
  charset: "utf-8" | "iso-8859-15" | "windows-1252",
): Uint8Array {
  if (charset === "utf-8") return new TextEncoder().encode(text);
  const table = TABLES[charset];
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const byte = code < 0x80 ? code : (table[text[index] ?? ""] ?? (code < 0x100 ? code : -1));
    if (byte < 0) throw new Error(`${charset} cannot write ${text[index]}`);
    bytes[index] = byte;
  }
  return bytes;
}
