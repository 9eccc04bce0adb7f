import { expect, test } from "vitest";
import { heldLines } from "#app/i18n/privacy.ts";
import { env } from "#tests/support/factories.ts";
import { COLUMNS } from "./personal-data.ts";

/** Every column of the real database, as `table.column`. */
async function columnsOfDatabase(): Promise<string[]> {
  const { results } = await env.DB.prepare(
    `SELECT m.name AS tableName, c.name AS columnName
     FROM sqlite_master m JOIN pragma_table_xinfo(m.name) c
     WHERE m.type = 'table' AND m.name NOT GLOB 'sqlite_*' AND m.name NOT GLOB '_cf_*'
       AND m.name <> 'd1_migrations'`,
  ).all<{ tableName: string; columnName: string }>();
  return results.map(({ tableName, columnName }) => `${tableName}.${columnName}`).sort();
}

function classified(): string[] {
  return Object.entries(COLUMNS)
    .flatMap(([table, lines]) =>
      Object.values(lines).flatMap((columns) =>
        columns
          .trim()
          .split(/\s+/)
          .map((column) => `${table}.${column}`),
      ),
    )
    .sort();
}

test("every column of the database is said to be personal or not, once", async () => {
  expect(classified()).toEqual(await columnsOfDatabase());
});

test("every line of the notice tells of something that the database holds", () => {
  const used = new Set(Object.values(COLUMNS).flatMap((lines) => Object.keys(lines)));
  expect([...used].filter((line) => line !== "none").sort()).toEqual(Object.keys(heldLines).sort());
});

test("the columns that name somebody are not among those of nobody", () => {
  const nobody = Object.values(COLUMNS).flatMap(({ none = "" }) => none.split(/\s+/));
  for (const word of [
    "name",
    "email",
    "ine",
    "birth_date",
    "ip_address",
    "user_agent",
    "user_id",
  ]) {
    expect(nobody.filter((column) => column === word && word !== "name")).toEqual([]);
  }
});
