import { expect, test } from "vitest";
import { anImport } from "#tests/support/sample-import.ts";
import { ACTIVE_STATUSES, END_STATUSES } from "#worker/imports/view.ts";
import { writeBanner } from "./banner-text.ts";

const SINCE = "2026-09-01T00:00:00.000Z";

test("while an import runs the banner shows its step, and who must act", () => {
  for (const status of ACTIVE_STATUSES) {
    expect(writeBanner(anImport({ status }), SINCE)?.text).toMatch(/^Un import .*\u00a0: .+\.$/);
  }
  const half = anImport({ progress: { bytes: 500, totalBytes: 1000, rows: 3 } });
  expect(writeBanner(half, SINCE)?.text).toContain("lecture du fichier, 50\u202f%");
  expect(writeBanner(anImport({ status: "awaiting-confirmation" }), SINCE)?.tone).toBe("warn");
});

test("after it, the banner shows the result for as long as it is recent", () => {
  const done = anImport({ status: "done", finishedAt: "2026-09-02T08:00:01.000Z" });
  expect(writeBanner(done, SINCE)?.text).toBe(
    "Dernier fichier importé avec succès le 02/09/2026 par Camille Demo.",
  );
  expect(writeBanner(done, "2026-09-03T00:00:00.000Z")).toBeNull();
  const told = END_STATUSES.filter((status) => writeBanner(anImport({ status }), SINCE));
  expect(told).toEqual(["done", "refused", "failed"]);
});

test("a refused or failed import says that the base did not change", () => {
  for (const status of ["refused", "failed"] as const) {
    expect(writeBanner(anImport({ status }), SINCE)?.text).toContain(
      "la base élèves n’a pas changé",
    );
  }
});
