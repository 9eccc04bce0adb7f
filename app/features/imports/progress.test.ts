import { expect, test } from "vitest";
import { anImport } from "#tests/support/sample-import.ts";
import { ACTIVE_STATUSES, END_STATUSES, type Import } from "#worker/imports/view.ts";
import { announcement, lastSuccess, newer, readPercent, stepStates } from "./progress.ts";

function reading(bytes: number): Import {
  return anImport({ progress: { bytes, totalBytes: 1000, rows: 10 } });
}

test("the percentage is that of the bytes read, and stays between 0 and 100", () => {
  expect(readPercent(reading(0))).toBe(0);
  expect(readPercent(reading(629))).toBe(62);
  expect(readPercent(reading(1200))).toBe(100);
  expect(readPercent(anImport({ progress: { bytes: 5, totalBytes: 0, rows: 0 } }))).toBe(0);
});

test("each state stands at its step", () => {
  expect(stepStates("sending")).toEqual(["now", "todo", "todo", "todo"]);
  expect(stepStates("reading")).toEqual(["done", "now", "todo", "todo"]);
  expect(stepStates("checking")).toEqual(["done", "done", "now", "todo"]);
  expect(stepStates("applying")).toEqual(["done", "done", "done", "now"]);
  expect(stepStates("done")).toEqual(["done", "done", "done", "done"]);
});

test("every state has something to announce, and reading is announced at each quarter only", () => {
  for (const status of [...ACTIVE_STATUSES, ...END_STATUSES]) {
    expect(announcement(anImport({ status }))).toMatch(/^[A-Z].*\.$/);
  }
  const said = new Set(Array.from({ length: 101 }, (_, part) => announcement(reading(part * 10))));
  expect(said.size).toBe(5);
  expect(announcement(anImport({ status: "done" }))).toContain("2 ajoutés, 1 modifié");
});

test("of two readings the newer one wins, from the socket or the loader, whatever its times are", () => {
  const refused = anImport({
    id: "import-2",
    status: "refused",
    createdAt: "2026-09-02T09:00:00.000Z",
    finishedAt: "2026-09-02T09:01:00.000Z",
    revision: 7,
  });
  // An older file, undone since: it ended before the other, and changed after it.
  const undone = anImport({
    status: "undone",
    finishedAt: "2026-09-02T08:01:00.000Z",
    revision: 8,
  });
  expect(newer(refused, undone)).toBe(undone);
  expect(newer(undone, refused)).toBe(undone);
});

test("while an import runs, a late message does not move it back", () => {
  const before = anImport({ status: "checking", revision: 4 });
  const now = anImport({ status: "awaiting-confirmation", revision: 5 });
  expect(newer(before, now)).toBe(now);
  expect(newer(now, before)).toBe(now);
});

test("of two readings of the same moment, the loaded one is shown", () => {
  const [told, loaded] = [anImport({ revision: 5 }), anImport({ revision: 5 })];
  expect(newer(told, loaded)).toBe(loaded);
  expect(newer(told, null)).toBe(told);
  expect(newer(null, loaded)).toBe(loaded);
  expect(newer(null, null)).toBeNull();
});

test("the success before is no longer the last one once a newer import is done or took it back", () => {
  const before = anImport({ id: "before", status: "done" });
  const now = (change: Partial<Import>) => lastSuccess(anImport({ id: "now", ...change }), before);
  expect(now({ status: "reading" })).toBe(before);
  expect(now({ status: "refused" })).toBe(before);
  expect(now({ status: "done" })).toBeNull();
  expect(now({ id: "before", status: "done" })).toBe(before);
  expect(now({ id: "before", status: "undone" })).toBeNull();
  expect(lastSuccess(null, before)).toBe(before);
});
