/** Tables with so many rows that an index on one takes a good part of the 30 s that D1 gives to a migration. */
const BIG = new Set([
  "pupil",
  "schooling",
  "pupil_change",
  "import",
  "import_row",
  "import_error",
  "import_skip",
  "certification",
  "certification_row",
  "certification_history",
  "campaign_line",
  "campaign_answer",
  "journal",
]);

/** Statements are compared on one line, and without the quotes of names: see `splitStatements`. */
const TABLE = String.raw`(?:\w+ ?\. ?)?\w+`;
const ADDS = new RegExp(`^ALTER TABLE ${TABLE} ADD(?: COLUMN)? `, "i");

/** All that a migration may do: what only adds. */
const ALLOWED = [/^CREATE (?:TABLE|INDEX|UNIQUE INDEX|TRIGGER|VIEW)\b/i, ADDS];

const REFUSED: [pattern: RegExp, why: string][] = [
  [/\b__new_\w*/i, "rebuilds a table: rows that refer to it go by cascade, triggers are lost"],
  [/^PRAGMA\b/i, "sets a pragma, which D1 ignores or applies to other statements too"],
  [/^DROP (?:TABLE|VIEW|TRIGGER)\b/i, "drops what the code in service still uses"],
  [/^DROP INDEX\b/i, "drops an index that the code in service may name"],
  [
    new RegExp(`^ALTER TABLE ${TABLE} RENAME\\b`, "i"),
    "renames what the code in service still uses",
  ],
  [
    new RegExp(`^ALTER TABLE ${TABLE} DROP\\b`, "i"),
    "drops a column that the code in service still uses",
  ],
  [/^(?:INSERT|UPDATE|DELETE|REPLACE|WITH)\b/i, "changes data: a sweep does that, in slices"],
  [/^CREATE TABLE .*\bAS (?:SELECT|WITH|VALUES)\b/i, "copies data: a sweep does that, in slices"],
];

const TOO_UNIQUE =
  "makes unique what rows, and the code in service, may repeat: a deployment later, in a file NNNN_contract-…";
const TOO_NEEDY =
  "adds a column that rows and the code in service leave empty: give it a DEFAULT, or no NOT NULL";
const UNKNOWN =
  "is none of what a migration may do: create a table, an index, a trigger or a view, or add a column";

/**
 * What a file named `NNNN_contract-…` may do besides: undo what no deployed code has used for a whole deployment, or make
 * unique what all deployed code keeps unique.
 */
const CONTRACT = [
  /^DROP INDEX\b/i,
  new RegExp(`^ALTER TABLE ${TABLE} DROP COLUMN\\b`, "i"),
  /^CREATE UNIQUE INDEX\b/i,
];

/**
 * Why a migration cannot be applied while the code before it serves, one sentence a fault; none for a good one. The first
 * file of a folder makes an empty database and may do anything. The rule is decision 0047.
 */
export function findMigrationFaults(name: string, sql: string): string[] {
  if (/^0+_/.test(name)) return [];
  const statements = splitStatements(sql);
  // A table made with IF NOT EXISTS may be there, with its rows.
  const made = new Set(statements.map((each) => wordAfter(/^CREATE TABLE (?!IF )(\w+)/i, each)));
  const isContract = /^\d+_contract-/.test(name);
  return statements.flatMap((statement) => {
    const mayContract = isContract && CONTRACT.some((pattern) => pattern.test(statement));
    const refused = REFUSED.filter(([pattern]) => !mayContract && pattern.test(statement));
    const faults = refused.map(([, why]) => why);
    const indexed = wordAfter(/^CREATE (?:UNIQUE )?INDEX .*? ON (\w+)/i, statement);
    const isOnOld = indexed !== "" && !made.has(indexed);
    if (isOnOld && BIG.has(indexed) && statements.length > 1) {
      faults.push(`makes an index on ${indexed}, a big table: it needs a file of its own`);
    }
    if (isOnOld && /^CREATE UNIQUE/i.test(statement) && !mayContract) faults.push(TOO_UNIQUE);
    if (isNeedy(statement)) faults.push(TOO_NEEDY);
    const isKnown = mayContract || ALLOWED.some((pattern) => pattern.test(statement));
    if (faults.length === 0 && !isKnown) faults.push(UNKNOWN);
    return faults.map((why) => `${name}: ${why}: ${statement.slice(0, 80)}`);
  });
}

/** The word that a pattern catches, in small letters; empty without one. */
function wordAfter(pattern: RegExp, statement: string): string {
  return pattern.exec(statement)?.[1]?.toLowerCase() ?? "";
}

/** Whether a column is added that must have a value and has none. */
function isNeedy(statement: string): boolean {
  return (
    ADDS.test(statement) &&
    /(?<!\bIS )\bNOT NULL\b/i.test(statement) &&
    !/\bDEFAULT (?!NULL\b)|\bAS \(/i.test(statement)
  );
}

/**
 * The statements, each on one line: without comments, texts empty, names without quotes; a trigger with its body is one.
 * A breakpoint of drizzle-kit ends a statement even where its semicolon was forgotten.
 */
function splitStatements(sql: string): string[] {
  const pieces = sql
    .replace(/--> statement-breakpoint/g, ";")
    .replace(/--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'|"[^"]*"|`[^`]*`|\[[^\]]*\]/g, plainly)
    .split(";")
    .map((piece) => piece.replace(/\s+/g, " ").trim());
  const statements: string[] = [];
  let body: string[] = [];
  for (const piece of pieces) {
    if (body.length > 0 || /^CREATE (?:TEMP\w* )?TRIGGER\b/i.test(piece)) {
      if (piece !== "") body.push(piece);
      if (!/^END$/i.test(piece)) continue;
      statements.push(body.join("; "));
      body = [];
    } else if (piece !== "") statements.push(piece);
  }
  return body.length > 0 ? [...statements, body.join("; ")] : statements;
}

/** A comment is a space, a text is empty, a name is a word. */
function plainly(token: string): string {
  if (/^(?:--|\/\*)/.test(token)) return " ";
  return token.startsWith("'") ? "''" : ` ${token.slice(1, -1).replace(/\W/g, "_")} `;
}
