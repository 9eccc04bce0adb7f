/** Tables with so many rows that an index on one takes a good part of the 30 s that D1 gives to a migration. */
const BIG = new Set([
  "pupil",
  "schooling",
  "pupil_change",
  "import",
  "import_row",
  "certification",
  "certification_row",
  "certification_history",
  "journal",
]);

const REFUSED: [pattern: RegExp, why: string][] = [
  [/\b__new_\w*/i, "rebuilds a table: rows that refer to it go by cascade, triggers are lost"],
  [/^PRAGMA\b/i, "sets a pragma, which D1 ignores or applies to other statements too"],
  [/^DROP\s+(TABLE|VIEW|TRIGGER)\b/i, "drops what the code in service still uses"],
  [/^DROP\s+INDEX\b/i, "drops an index that the code in service may name"],
  [/^ALTER\s+TABLE\s+.*\bRENAME\b/i, "renames what the code in service still uses"],
  [/^ALTER\s+TABLE\s+.*\bDROP\b/i, "drops a column that the code in service still uses"],
  [/^(INSERT|UPDATE|DELETE|REPLACE|WITH)\b/i, "changes data: a sweep does that, in slices"],
  [/^CREATE\s+TABLE\s+.*\bAS\s+SELECT\b/i, "copies data: a sweep does that, in slices"],
];

/** What a file named `NNNN_contract-…` may do: undo what no deployed code has used for a whole deployment. */
const CONTRACT = /^(?:DROP\s+INDEX|ALTER\s+TABLE\s+.*\bDROP\s+COLUMN)\b/i;

/**
 * Why a migration cannot be applied while the code before it serves, one sentence a fault; none for a good one. The first
 * file of a folder makes an empty database and may do anything. The rule is decision 0047.
 */
export function findMigrationFaults(name: string, sql: string): string[] {
  if (/^0+_/.test(name)) return [];
  const statements = splitStatements(sql);
  const made = new Set(statements.flatMap((each) => tableOf(each, "TABLE") ?? []));
  const isContract = /^\d+_contract-/.test(name);
  return statements.flatMap((statement) => {
    if (isContract && CONTRACT.test(statement)) return [];
    const faults = REFUSED.filter(([pattern]) => pattern.test(statement)).map(([, why]) => why);
    const indexed = tableOf(statement, "INDEX");
    if (indexed && BIG.has(indexed) && !made.has(indexed) && statements.length > 1) {
      faults.push(`makes an index on ${indexed}, a big table: it needs a file of its own`);
    }
    return faults.map((why) => `${name}: ${why}: ${statement.slice(0, 80)}`);
  });
}

/** The table that a statement creates, or on which it makes an index. */
function tableOf(statement: string, kind: "TABLE" | "INDEX"): string | undefined {
  const pattern =
    kind === "TABLE"
      ? /^CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?["`[]?(\w+)/i
      : /^CREATE\s+(?:UNIQUE\s+)?INDEX\s+.*?\bON\s+["`[]?(\w+)/i;
  return pattern.exec(statement)?.[1]?.toLowerCase();
}

/** The statements, each on one line, without comments and with empty texts; a trigger with its body is one. */
function splitStatements(sql: string): string[] {
  const pieces = sql
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, (each) => (each[0] === "'" ? "''" : " "))
    .split(";")
    .map((piece) => piece.replace(/\s+/g, " ").trim());
  const statements: string[] = [];
  let body: string[] = [];
  for (const piece of pieces) {
    if (body.length > 0 || /^CREATE (?:TEMP\w* )?TRIGGER\b/i.test(piece)) {
      body.push(piece);
      if (!/^END$/i.test(piece)) continue;
      statements.push(body.join("; "));
      body = [];
    } else if (piece !== "") statements.push(piece);
  }
  return body.length > 0 ? [...statements, body.join("; ")] : statements;
}
