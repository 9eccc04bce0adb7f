import type { Import } from "#worker/imports/view.ts";

/** For tests and pictures: an import of invented numbers, half read. */
export function anImport(over: Partial<Import> = {}): Import {
  return {
    id: "import-1",
    status: "reading",
    filename: "ElevesSansAdresses.zip",
    createdAt: "2026-09-02T08:00:00.000Z",
    createdBy: "Camille Demo",
    finishedAt: null,
    progress: { bytes: 0, totalBytes: 1000, rows: 0 },
    counts: { added: 2, changed: 1, unchanged: 9, reactivated: 0, deactivated: 1, skipped: 4 },
    errors: [],
    errorCount: 3,
    revision: 1,
    schoolYear: "2026-2027",
    exportedAt: "2026-09-02T08:15:00",
    reasons: [],
    anomalies: [],
    ...over,
  };
}
