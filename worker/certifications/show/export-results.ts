import { journalStatement } from "../../journal/record.ts";
import { parisDate } from "../../platform/clock.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { divisionKey } from "../../pupils/division.ts";
import { type CsvLayout, resultsFilename, writeResults } from "../enter/write-results.ts";
import type { Result } from "../result.ts";
import { latestPerPupil, listDivisions, listResults } from "./list-results.ts";

export type ExportWish = {
  organizationId: number;
  userId: string;
  /** Null: the newest year with results of these classes; with `whole`, every year. */
  year: string | null;
  /** Empty: every class. */
  divisions: string[];
  layout: CsvLayout;
  /** One file for the school, each row with its class and year. */
  whole: boolean;
};

/** With more classes than this, the file name gives their count instead of their names. */
const NAMED_CLASSES = 3;

/**
 * The results file of some classes or of the school: the latest certification of each pupil, in the French order.
 * Journals the export. Null when the selection has no result.
 */
export async function exportResults(
  env: SchoolEnv,
  wish: ExportWish,
): Promise<{ filename: string; csv: string } | null> {
  const year = wish.year ?? (wish.whole ? null : await newestYear(env, wish));
  const listed = await listResults(env, {
    organizationId: wish.organizationId,
    ...(year !== null && { year }),
    ...(wish.divisions.length > 0 && { divisions: wish.divisions }),
  });
  const results = latestPerPupil(listed);
  if (results.length === 0) return null;

  const what = nameOf(results, wish, year);
  const now = Date.now();
  await journalStatement(env, {
    organizationId: wish.organizationId,
    at: now,
    userId: wish.userId,
    event: "results.exported",
    subject: what,
    detail: { year: year ?? "", results: results.length },
  }).run();
  const csv = writeResults(results, wish);
  return { filename: resultsFilename(parisDate(now), what), csv };
}

async function newestYear(env: SchoolEnv, wish: ExportWish): Promise<string | null> {
  const keys = new Set(wish.divisions.map(divisionKey));
  const classes = await listDivisions(env, { organizationId: wish.organizationId });
  const found = classes.find(({ division }) => keys.size === 0 || keys.has(divisionKey(division)));
  return found?.year ?? null;
}

function nameOf(results: Result[], wish: ExportWish, year: string | null): string {
  const divisions = [...new Set(results.map(({ division }) => division))];
  if (wish.divisions.length === 0)
    return [wish.whole && "etablissement", year].filter(Boolean).join("_");
  if (divisions.length > NAMED_CLASSES) return `${divisions.length}-classes`;
  return divisions.join("_");
}
