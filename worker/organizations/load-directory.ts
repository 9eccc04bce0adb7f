import { yieldToEventLoop } from "../platform/yield-to-event-loop.ts";
import { plainKey } from "./annuaire/columns.ts";
import {
  DirectoryRefusal,
  type FileRefusal,
  type ReadRow,
  readSchools,
} from "./annuaire/read-schools.ts";
import { createReport, type DirectoryReport } from "./annuaire/report.ts";
import type { DirectorySchool } from "./annuaire/school-row.ts";
import { type SchoolToWrite, writeSchools } from "./annuaire/write-schools.ts";

/** Keeps a batch far below 1 MB of JSON, and a load of the country below 100 statements. */
const SCHOOLS_A_BATCH = 2000;

export type DirectoryOutcome =
  | { ok: true; report: DirectoryReport }
  | { ok: false; refusal: FileRefusal };

/**
 * Loads the CSV of the *Annuaire de l'éducation*: adds, corrects and closes schools, never deletes one. Idempotent:
 * loaded again, nothing changes. `mailboxDomains` gives, by academy, the domain of the mailboxes (`ce.<uai>@domain`) of
 * the schools that have none; without it no mailbox is made up. A file without its mandatory columns changes nothing;
 * one that breaks midway keeps the rows read before.
 */
export async function loadDirectory(
  env: Env,
  input: { body: ReadableStream<Uint8Array>; mailboxDomains: ReadonlyMap<string, string> },
): Promise<DirectoryOutcome> {
  const domains = new Map([...input.mailboxDomains].map(([name, to]) => [plainKey(name), to]));
  const academies = new Set<string>();
  const report = createReport();
  const seen = new Set<string>();
  const written = { added: 0, changed: 0 };
  let waiting: SchoolToWrite[] = [];

  async function writeWaiting() {
    const { added, changed } = await writeSchools(env, waiting);
    written.added += added;
    written.changed += changed;
    waiting = [];
    await yieldToEventLoop();
  }

  try {
    for await (const rows of readSchools(input.body)) {
      for (const row of rows) {
        const known = withoutRepeats(row, seen);
        report.add(known);
        if (known.verdict.kind !== "school") continue;
        academies.add(plainKey(known.verdict.school.academy));
        waiting.push(withFallback(known.verdict.school, domains));
        if (waiting.length >= SCHOOLS_A_BATCH) await writeWaiting();
      }
    }
  } catch (error) {
    if (error instanceof DirectoryRefusal) return { ok: false, refusal: error.refusal };
    throw error;
  }
  await writeWaiting();
  const unknownAcademies = [...input.mailboxDomains.keys()].filter(
    (name) => !academies.has(plainKey(name)),
  );
  return { ok: true, report: report.finish({ ...written, unknownAcademies }) };
}

/** The first row of a school counts: otherwise a school with two rows would change at every load. */
function withoutRepeats(row: ReadRow, seen: Set<string>): ReadRow {
  if (row.verdict.kind !== "school") return row;
  const { uai } = row.verdict.school;
  if (seen.has(uai)) {
    return { line: row.line, verdict: { kind: "unusable", code: "UAI_REPEATED", uai } };
  }
  seen.add(uai);
  return row;
}

function withFallback(
  school: DirectorySchool,
  domains: ReadonlyMap<string, string>,
): SchoolToWrite {
  const domain = domains.get(plainKey(school.academy));
  return { ...school, fallbackMailbox: domain ? `ce.${school.uai.toLowerCase()}@${domain}` : "" };
}
