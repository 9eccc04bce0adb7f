import { expect, test } from "vitest";
import { makeStrict } from "./strict-tables.ts";

const GENERATED = `CREATE TABLE \`outbox\` (
	\`id\` text PRIMARY KEY NOT NULL,
	CONSTRAINT "guard" CHECK(length(id) > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX \`outbox_by_key\` ON \`outbox\` (\`organization_id\`,\`key\`);--> statement-breakpoint
CREATE TABLE \`import_row\` (
	\`import_id\` text NOT NULL,
	PRIMARY KEY(\`import_id\`)
);
--> statement-breakpoint
CREATE TABLE \`__new_schooling\` (
	\`pupil_id\` text NOT NULL
);
`;

test("ends every table with STRICT, and those found by their key WITHOUT ROWID", () => {
  expect(makeStrict(GENERATED).match(/^\).*$/gm)).toEqual([
    ") STRICT;",
    ") STRICT, WITHOUT ROWID;",
    ") STRICT, WITHOUT ROWID;",
  ]);
});

test("leaves indexes and everything inside the tables alone", () => {
  const withoutEndings = makeStrict(GENERATED).replaceAll(/\) STRICT(, WITHOUT ROWID)?;/g, ");");
  expect(withoutEndings).toBe(GENERATED);
});

test("changes nothing the second time", () => {
  expect(makeStrict(makeStrict(GENERATED))).toBe(makeStrict(GENERATED));
});
