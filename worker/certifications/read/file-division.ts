/**
 * The class in the name Pix gives to a class's file, `20240714_resultats_3A.csv`; null for a session's file
 * and any other. A browser adds ` (1)` to the second one. Source: `certification-reference.md` 1.1, 6.7.
 */
export function fileDivision(filename: string): string | null {
  const found = /^\d{8}_resultats_(?!session_\d)(.+?)(?: \(\d+\))?\.csv$/i.exec(filename.trim());
  return found?.[1]?.normalize("NFC").trim() || null;
}
