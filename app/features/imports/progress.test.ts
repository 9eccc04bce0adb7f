import { expect, test } from "vitest";
import { ACTIVE_STATUSES, END_STATUSES, type Import } from "#worker/imports/view.ts";
import { announcement, fresher, readPercent, stepStates } from "./progress.ts";
import { anImport } from "./sample-import.ts";

function reading(bytes: number): Import {
  return anImport({ progress: { bytes, totalBytes: 1000, rows: 10 } });
}

test("the percent is that of the bytes read, and stays between 0 and 100", () => {
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

test("every state has something to say, and reading speaks at each quarter only", () => {
  for (const status of [...ACTIVE_STATUSES, ...END_STATUSES]) {
    expect(announcement(anImport({ status }))).toMatch(/^[A-Z].*\.$/);
  }
  const said = new Set(Array.from({ length: 101 }, (_, part) => announcement(reading(part * 10))));
  expect(said.size).toBe(5);
  expect(announcement(anImport({ status: "done" }))).toContain("2 ajoutés, 1 modifié");
});

test("a page that just decided believes what it loaded, not an older message", () => {
  const live = anImport({ status: "awaiting-confirmation" });
  expect(fresher(live, anImport({ status: "cancelled" }))?.status).toBe("cancelled");
  expect(fresher(anImport({ status: "done" }), anImport({ status: "undone" }))?.status).toBe(
    "undone",
  );
});

test("of two imports, the newer is shown, whoever told of it", () => {
  const first = anImport();
  const second = anImport({ id: "import-2", createdAt: "2026-09-02T09:00:00.000Z" });
  expect(fresher(second, first)).toBe(second);
  expect(fresher(first, second)).toBe(second);
  expect(fresher(first, null)).toBe(first);
  expect(fresher(null, first)).toBe(first);
  expect(fresher(null, null)).toBeNull();
});

test("an older import that was started again is shown, and its end too", () => {
  const ended = anImport({
    id: "import-2",
    status: "done",
    createdAt: "2026-09-02T09:00:00.000Z",
    finishedAt: "2026-09-02T09:01:00.000Z",
  });
  const again = anImport({ status: "reading", finishedAt: null });
  const over = anImport({ status: "failed", finishedAt: "2026-09-02T10:00:00.000Z" });
  for (const retried of [again, over]) {
    expect(fresher(retried, ended)).toBe(retried);
    expect(fresher(ended, retried)).toBe(retried);
  }
});

test("while an import runs, the one that is further is shown", () => {
  expect(fresher(reading(500), reading(200))?.progress.bytes).toBe(500);
  expect(fresher(reading(200), reading(500))?.progress.bytes).toBe(500);
  expect(fresher(anImport({ status: "checking" }), reading(900))?.status).toBe("checking");
  expect(fresher(reading(900), anImport({ status: "applying" }))?.status).toBe("applying");
});
