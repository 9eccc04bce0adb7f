import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Status } from "#worker/operator/view.ts";
import { describeRefusal } from "./operator-api.ts";
import { describeStatus, findStatusFaults } from "./operator-words.ts";

const HANDBOOK = readFileSync("docs/operations.md", "utf8");
const NOW = Date.parse("2026-11-29T10:00:00Z");
const WELL: Status = {
  version: "c0ffee",
  databases: [
    { name: "central", bytes: 5_000_000, schools: 1_380, lastMigration: "0000_base.sql" },
    { name: "schools-1", bytes: 300_000_000, schools: 690, lastMigration: "0001_a.sql" },
    { name: "schools-2", bytes: 300_000_000, schools: 690, lastMigration: "0001_a.sql" },
  ],
  imports: { byState: { done: 12 }, oldestActiveSeconds: 20, failed24h: 0 },
  deadLetters: 0,
  mails: { pending: 1, oldestSeconds: 5, refusedByCause: {} },
  sweeps: [{ name: "imports.stuck", lastRun: "2026-11-29T09:57:00Z", ms: 3, failed: 0 }],
  documents: { done: 4 },
};
const SILENT = { bytes: null, schools: null, lastMigration: null, error: "down" };
const [central, first, second] = WELL.databases;
const [sweep] = WELL.sweeps;
if (!(central && first && second && sweep)) throw new Error("incomplete");

test("an installation that is well has nothing to look at", () => {
  expect(findStatusFaults(WELL, NOW)).toEqual([]);
  expect(describeStatus(WELL)).toContain(
    "imports    12 done; 0 failed in 24 hours; oldest under way: 20 s",
  );
});

test.each<[RegExp, Partial<Status>]>([
  [/schools-2 does not answer/, { databases: [central, first, { ...second, ...SILENT }] }],
  [/schools-1 is nearly full/, { databases: [central, { ...first, bytes: 9e9 }, second] }],
  [
    /not at the same migration/,
    { databases: [central, first, { ...second, lastMigration: "0000" }] },
  ],
  [
    /10 schools of the directory have no place/,
    { databases: [central, first, { ...second, schools: 680 }] },
  ],
  [/under way for 20 min/, { imports: { ...WELL.imports, oldestActiveSeconds: 1200 } }],
  [/2 imports failed/, { imports: { ...WELL.imports, failed24h: 2 } }],
  [/3 messages were given up/, { deadLetters: 3 }],
  [/a mail waits for 60 min/, { mails: { ...WELL.mails, oldestSeconds: 3600 } }],
  [/sweeps fail: imports.stuck/, { sweeps: [{ ...sweep, failed: 1 }] }],
  [/the cron does not run/, { sweeps: [{ ...sweep, lastRun: "2026-11-29T09:30:00Z" }] }],
  [/the cron does not run/, { sweeps: [] }],
])("%s is said", (fault, change) => {
  const faults = findStatusFaults({ ...WELL, ...change }, NOW);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(fault);
  const [, sheet = "none is named"] = /\("(.+)"\)\.$/.exec(faults[0] ?? "") ?? [];
  expect(HANDBOOK.split("\n").map((line) => line.replace(/^#+ /, ""))).toContain(sheet);
});

test("while the central database does not answer, nothing is said of what only it knows", () => {
  const mails = { pending: null, oldestSeconds: null, refusedByCause: {} };
  const databases = [{ ...central, ...SILENT }, first, second];
  const status = { ...WELL, databases, deadLetters: null, mails, sweeps: [] };
  expect(findStatusFaults(status, NOW)).toEqual([
    'central does not answer: down ("A database does not answer").',
  ]);
  const lines = describeStatus(status).join("\n");
  expect(lines).toContain("not known: dead letters, mails and sweeps");
  expect(lines).not.toMatch(/null|none; refused|never/);
});

test("several imports that begin with one reference are listed", () => {
  const one = { database: "schools-1", status: "done", createdAt: "2026-11-29T10:00:00.000Z" };
  const imports = ["a", "b"].map((end) => ({ ...one, id: `471b3c66-${end}` }));
  const text = JSON.stringify({ code: "SEVERAL_IMPORTS", detail: "Plusieurs.", imports });
  expect(describeRefusal("http://localhost:8787", 409, text).split("\n")).toEqual([
    "http://localhost:8787 refuses: Plusieurs. (SEVERAL_IMPORTS)",
    "471b3c66-a done 2026-11-29T10:00:00.000Z (schools-1)",
    "471b3c66-b done 2026-11-29T10:00:00.000Z (schools-1)",
  ]);
});
