/** Controls, and the marks that turn the direction of text. */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const MAX_LENGTH = 200;

/** A file's name as it is only ever shown: one line, without what a path would add; `fallback` if nothing is left. */
export function displayName(raw: string, fallback = "fichier"): string {
  const last = raw.split(/[/\\]/).at(-1) ?? "";
  const clean = last.replace(INVISIBLE, "").trim();
  return [...clean].slice(0, MAX_LENGTH).join("") || fallback;
}

/** What `X-Filename` says: "" when it is absent, or not percent-encoded as it should be. */
export function decodeFilename(header: string | undefined): string {
  try {
    return decodeURIComponent(header ?? "");
  } catch {
    return "";
  }
}
