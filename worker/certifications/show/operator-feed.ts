import { BodyInterrupted, bodyWindows } from "../../platform/body-windows.ts";
import { parisDate } from "../../platform/clock.ts";
import { onShard, type SchoolEnv } from "../../platform/school-env.ts";
import { surely } from "../../platform/surely.ts";
import { yieldToEventLoop } from "../../platform/yield-to-event-loop.ts";
import { commitResults } from "../enter/commit-results.ts";
import { type ImportCounts, readCounts, WINDOW_BYTES } from "../enter/enter-results.ts";
import { dropImport, heartbeat, openImport, stageWindow } from "../enter/open-import.ts";
import type { ResultFault } from "../read/faults.ts";
import { ResultReader, refusedFile } from "../read/result-reader.ts";
import type { ReadRow } from "../read/row.ts";

export type FeedOutcome =
  | {
      ok: true;
      counts: ImportCounts;
      schools: Array<{ uai: string; counts: ImportCounts }>;
      /** UAIs in the file that no school here has: their rows were skipped. */
      unknownSchools: string[];
      /** UAIs of the schools that imported a file themselves meanwhile: their rows were skipped. */
      busySchools: string[];
    }
  | { ok: false; faults: ResultFault[]; total: number };

/** The import of the rows of one school. */
type Opened = {
  /** The bindings of the school's database. */
  env: SchoolEnv;
  uai: string;
  organizationId: number;
  importId: string;
  rows: number;
  done: boolean;
};

/**
 * Imports the operator's file: results of many schools, each row with its `UAI`. One wrong row refuses the whole
 * file. Each school gets its own import, shown on its page, and its own waiting rows. Read and staged window by
 * window. `BUSY` while one of the schools imports a file itself.
 */
export async function enterFeed(
  env: Env,
  input: { body: ReadableStream<Uint8Array> | null; filename: string },
): Promise<FeedOutcome> {
  /** Null for a UAI that no school here has. */
  const opened = new Map<string, Opened | null>();
  try {
    const reader = new ResultReader(parisDate(Date.now()));
    for await (const { bytes, last } of bodyWindows(input.body, WINDOW_BYTES)) {
      const rows = reader.push(bytes, last);
      if (reader.layout && reader.layout.places.uai === undefined) {
        return { ok: false, faults: [{ code: "MISSING_COLUMN", field: "UAI" }], total: 1 };
      }
      const busy =
        reader.total === 0 ? await stageBySchool(env, input.filename, opened, rows) : null;
      if (busy) return { ok: false, faults: [{ code: "BUSY", value: busy }], total: 1 };
      if (reader.over) break;
      await yieldToEventLoop();
    }
    if (reader.total > 0) return { ok: false, faults: reader.faults, total: reader.total };
    return await commitAll(opened);
  } catch (error) {
    if (error instanceof BodyInterrupted) return refusedFile("INTERRUPTED");
    throw error;
  } finally {
    for (const one of opened.values()) {
      if (one && !one.done) await dropImport(one.env, one.importId);
    }
  }
}

/**
 * Stages the rows in the import of each school. Returns the UAI of a school that is importing a file itself, else
 * null.
 */
async function stageBySchool(
  env: Env,
  filename: string,
  opened: Map<string, Opened | null>,
  rows: ReadRow[],
): Promise<string | null> {
  const bySchool = Map.groupBy(rows, ({ uai }) => uai ?? "");
  const known = await findSchools(
    env,
    [...bySchool.keys()].filter((uai) => !opened.has(uai)),
  );
  for (const [uai, own] of bySchool) {
    if (!opened.has(uai)) {
      const found = known.get(uai);
      const school = found
        ? await openFor(onShard(env, found.shard), { uai, organizationId: found.id, filename })
        : null;
      if (found && !school) return uai;
      opened.set(uai, school);
    }
    const school = opened.get(uai);
    if (!school) continue;
    const { organizationId, importId } = school;
    const window = { organizationId, importId, rows: own, division: null };
    if (!(await stageWindow(school.env, window))) return uai;
    school.rows += own.length;
  }
  // A school whose rows came first waits for the rest of the file: keep its import alive.
  const open = [...opened.values()].filter((school) => school !== null);
  for (const [, schools] of Map.groupBy(open, ({ env: { SHARD } }) => SHARD)) {
    const [first] = schools;
    if (!first) continue;
    await heartbeat(
      first.env,
      schools.map(({ importId }) => importId),
    );
  }
  return null;
}

async function openFor(
  env: SchoolEnv,
  input: { uai: string; organizationId: number; filename: string },
): Promise<Opened | null> {
  const { uai, organizationId, filename } = input;
  const importId = await openImport(env, { organizationId, filename, user: null });
  if (importId === null) return null;
  return { env, uai, organizationId, importId, rows: 0, done: false };
}

async function commitAll(opened: Map<string, Opened | null>): Promise<FeedOutcome> {
  const schools: Array<{ uai: string; counts: ImportCounts }> = [];
  const unknownSchools: string[] = [];
  const busySchools: string[] = [];
  for (const [uai, school] of opened) {
    if (!school) {
      unknownSchools.push(uai);
      continue;
    }
    school.done = await commitResults(school.env, school);
    // Other schools are already committed, so the answer cannot be a refusal of the whole file.
    if (!school.done) busySchools.push(uai);
    else schools.push({ uai, counts: await surely(() => readCounts(school.env, school.importId)) });
  }
  const counts = sum(schools.map((school) => school.counts));
  return { ok: true, counts, schools, unknownSchools, busySchools };
}

type Found = { id: number; shard: number };

async function findSchools(env: Env, uais: string[]): Promise<Map<string, Found>> {
  const { results } = await env.DB.prepare(
    "SELECT uai, id, shard FROM organization WHERE uai IN (SELECT value FROM json_each(?1))",
  )
    .bind(JSON.stringify(uais))
    .all<Found & { uai: string }>();
  return new Map(results.map(({ uai, id, shard }) => [uai, { id, shard }]));
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
