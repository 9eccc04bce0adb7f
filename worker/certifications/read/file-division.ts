import { readClassName } from "../../school-files/class-name.ts";

/** The suffix that browsers, Windows and macOS add to a second file of the same name. */
const COPY = /(?:\.csv| ?\(\d+\)| ?\(copie\)| - copie| copie(?: \d+)?)$/i;

/**
 * The class in the name Pix gives to a class's file, `20240714_resultats_3A.csv`, or a copy of it; null for a
 * session's file and any other. Source: `docs/domain/results.md` 1.3.
 */
export function fileDivision(filename: string): string | null {
  const found = /^\d{8}_resultats_(?!session_\d)(.+)\.csv$/i.exec(filename.trim());
  let name = found?.[1] ?? "";
  while (COPY.test(name)) name = name.replace(COPY, "");
  const read = readClassName(name);
  return read.ok ? read.name : null;
}
