/** Tables almost always read by primary key: a rowid tree beside it would only cost writes. */
const WITHOUT_ROWID = new Set([
  "import_row",
  "import_class",
  "import_error",
  "import_skip",
  "import",
  "pupil",
  "schooling",
  "pupil_change",
  "certification",
  "certification_history",
  "journal",
]);

const BREAK = "--> statement-breakpoint";

/**
 * Ends each CREATE TABLE of a migration with what drizzle-kit cannot write: `STRICT`, and `WITHOUT ROWID` for the
 * tables above. Statements that already have it are unchanged.
 */
export function makeStrict(sql: string): string {
  return sql.split(BREAK).map(makeStatementStrict).join(BREAK);
}

function makeStatementStrict(statement: string): string {
  // drizzle-kit rebuilds a table under the name `__new_x`, then renames it.
  const name = /^\s*CREATE TABLE\s+(?:IF NOT EXISTS\s+)?[`"]?(?:__new_)?(\w+)/i.exec(
    statement,
  )?.[1];
  if (name === undefined) return statement;
  const ending = WITHOUT_ROWID.has(name) ? "STRICT, WITHOUT ROWID" : "STRICT";
  return statement.replace(/\)\s*;(\s*)$/, (_, blanks: string) => `) ${ending};${blanks}`);
}
