import { readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { ROOT } from "#scripts/lib/environment.ts";
import { fillSchools, MOST_BYTES, measureTables } from "./fill-country.ts";

/** Enough that the first page of an empty index weighs little. */
const SCHOOLS = 40;

test("after three Septembers no table has more bytes a row than was asked of it", () => {
  const file = `${tmpdir()}/fill-country-${process.pid}.sqlite`;
  onTestFinished(() => rmSync(file, { force: true }));
  const db = new DatabaseSync(file);
  const folder = `${ROOT}/migrations/schools`;
  for (const name of readdirSync(folder)
    .filter((one) => one.endsWith(".sql"))
    .toSorted()) {
    db.exec(readFileSync(`${folder}/${name}`, "utf8"));
  }
  db.close();
  fillSchools(file, { first: 1_000_001, schools: SCHOOLS, septembers: 3 });
  const tables = measureTables(file);
  for (const [name, most] of Object.entries(MOST_BYTES)) {
    const { bytes, rows } = tables.get(name) ?? { bytes: Number.NaN, rows: 1 };
    expect(bytes / rows, `bytes a row of ${name}`).toBeLessThanOrEqual(most);
  }
});
