import { globSync } from "node:fs";

/** The SQLite file that the local D1 keeps under `dataDir`. */
export function localDatabase(dataDir: string): string {
  const [file] = globSync(`${dataDir}/v3/d1/**/*.sqlite`).filter(
    (name) => !name.endsWith("metadata.sqlite"),
  );
  if (!file) throw new Error("no local database");
  return file;
}
