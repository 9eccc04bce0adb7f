import { getTableColumns, getTableName, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import { expect, test } from "vitest";
import { heldLines } from "#words/privacy.ts";
import { COLUMNS } from "./personal-data.ts";

const SCHEMAS = import.meta.glob<Record<string, unknown>>("./*/{schema,central-schema}.ts", {
  eager: true,
});

/** Every column of the schemas of all rooms, as `table.column`: the migrations are written from them. */
function columnsOfSchemas(): string[] {
  return Object.values(SCHEMAS)
    .flatMap((exported) => Object.values(exported))
    .filter((one): one is SQLiteTable => is(one, SQLiteTable))
    .flatMap((table) =>
      Object.values(getTableColumns(table)).map(({ name }) => `${getTableName(table)}.${name}`),
    )
    .filter((name, place, all) => all.indexOf(name) === place)
    .sort();
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

test("every column of the database is declared personal or not, once", () => {
  expect(columnsOfSchemas().length).toBeGreaterThan(300);
  expect(classified()).toEqual(columnsOfSchemas());
});

test("every line of the notice describes data of the database", () => {
  const used = new Set(Object.values(COLUMNS).flatMap((lines) => Object.keys(lines)));
  expect([...used].filter((line) => line !== "none").sort()).toEqual(Object.keys(heldLines).sort());
});

test("columns that name a person are not declared impersonal", () => {
  const nobody = Object.values(COLUMNS).flatMap(({ none = "" }) => none.split(/\s+/));
  const naming = ["email", "recipient", "ine", "last_name", "birth_date", "ip_address", "user_id"];
  expect(naming.filter((column) => nobody.includes(column))).toEqual([]);
});
