/** Control characters, and characters that change the direction of text. */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are removed
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const MAX_LENGTH = 200;

/** A file's name for display only: on one line, without its path; `fallback` if nothing is left. */
export function displayName(raw: string, fallback = "fichier"): string {
  const last = raw.split(/[/\\]/).at(-1) ?? "";
  const clean = last.replace(INVISIBLE, "").trim();
  return [...clean].slice(0, MAX_LENGTH).join("") || fallback;
}

/** The file name of `X-Filename`: "" when the header is absent, or not correctly percent-encoded. */
export function decodeFilename(header: string | undefined): string {
  try {
    return decodeURIComponent(header ?? "");
  } catch {
    return "";
  }
}
