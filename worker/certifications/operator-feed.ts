import { parisDate } from "../platform/clock.ts";
import { enterRows, type ImportCounts } from "./enter-results.ts";
import type { ResultFault } from "./read/faults.ts";
import { readResultFile } from "./read/read-file.ts";

export type FeedOutcome =
  | {
      ok: true;
      counts: ImportCounts;
      schools: Array<{ uai: string; counts: ImportCounts }>;
      /** UAI of the file that are no school here: their rows were left out. */
      unknownSchools: string[];
    }
  | { ok: false; faults: ResultFault[]; total: number };

/**
 * Enters the operator's file: results of many schools, each row with its `UAI`. All of it is wrong or none;
 * then each school has its own import, which its page shows, and its own rows that wait.
 */
export async function enterFeed(
  env: Env,
  input: { bytes: Uint8Array; filename: string },
): Promise<FeedOutcome> {
  const read = readResultFile(input.bytes, parisDate(Date.now()));
  if (!read.ok) return read;
  if (read.layout.places.uai === undefined) {
    return { ok: false, faults: [{ code: "MISSING_COLUMN", field: "UAI" }], total: 1 };
  }
  const bySchool = Map.groupBy(read.rows, ({ uai }) => uai ?? "");
  const known = await findSchools(env, [...bySchool.keys()]);
  const schools: Array<{ uai: string; counts: ImportCounts }> = [];
  for (const [uai, rows] of bySchool) {
    const organizationId = known.get(uai);
    if (!organizationId) continue;
    const entered = await enterRows(env, {
      organizationId,
      user: null,
      filename: input.filename,
      rows,
      division: null,
    });
    schools.push({ uai, counts: entered.counts });
  }
  return {
    ok: true,
    counts: sum(schools.map(({ counts }) => counts)),
    schools,
    unknownSchools: [...bySchool.keys()].filter((uai) => !known.has(uai)),
  };
}

async function findSchools(env: Env, uais: string[]): Promise<Map<string, string>> {
  const { results } = await env.DB.prepare(
    "SELECT uai, id FROM organization WHERE uai IN (SELECT value FROM json_each(?1))",
  )
    .bind(JSON.stringify(uais))
    .all<{ uai: string; id: string }>();
  return new Map(results.map(({ uai, id }) => [uai, id]));
}

function sum(all: ImportCounts[]): ImportCounts {
  const total = { rows: 0, added: 0, corrected: 0, unchanged: 0, matched: 0, unmatched: 0 };
  for (const counts of all) {
    total.rows += counts.rows;
    total.added += counts.added;
    total.corrected += counts.corrected;
    total.unchanged += counts.unchanged;
    total.matched += counts.matched;
    total.unmatched += counts.unmatched;
  }
  return total;
}
