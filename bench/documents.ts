import { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import { unzipSync } from "fflate";
import { startApp } from "#scripts/lib/app.ts";
import { findDatabase } from "#scripts/lib/find-database.ts";
import { peakMemory } from "#scripts/lib/processes.ts";
import { openClient } from "#tests/support/api-client.ts";
import type { DocumentView } from "#worker/documents/view.ts";
import { schoolNumber } from "#worker/school-files/uai.ts";
import type { Figure } from "./figure.ts";

const PORT = 8993;
const DATA_DIR = ".test/bench-documents";
const YEARS = ["2023-2024", "2024-2025", "2025-2026"];
const CLASSES = 40;
const PUPILS = 30;
const LARGEST = 1000;
const LIMIT_MS = 180_000;

type Client = Awaited<ReturnType<typeof openClient>>;

/** On the built app: the attestations of a class and of 1 000 pupils, then 40 classes × 3 years in one zip. */
export async function benchDocuments(): Promise<Figure[]> {
  const app = await startApp({ port: PORT, dataDir: DATA_DIR, fresh: true, quiet: true });
  try {
    const seeded = await fetch(`${app.url}/demo/seed?schools=2`, { method: "POST" });
    const { loadSchools }: { loadSchools: string[] } = JSON.parse(await seeded.text());
    const [uai = "", crowded = ""] = loadSchools;
    fillSchools(uai, crowded);
    const client = await openClient(app.url);
    const one = await attestations(client, app.url, uai, "CLASSE 1");
    const many = await attestations(client, app.url, crowded, "TOUS");
    const archive = await archiveAll(client, app.url, uai);
    const pid = app.workerdPid();
    const memory = pid === null ? Number.NaN : peakMemory(pid) / 2 ** 20;
    return [
      { name: `attestations of a class of ${PUPILS} (s)`, value: one.seconds, most: 2 },
      { name: "their weight (KB)", value: one.bytes / 1000, most: 300 },
      { name: `${LARGEST} attestations in one PDF (s)`, value: many.seconds, most: 30 },
      { name: "their weight (MB)", value: many.bytes / 1e6, most: 10 },
      {
        name: `archive of ${CLASSES} classes × ${YEARS.length} years (s)`,
        value: archive.seconds,
        most: 120,
      },
      { name: "its weight (MB)", value: archive.bytes / 1e6 },
      { name: "workerd's peak memory meanwhile, VmHWM (MiB)", value: memory, most: 500 },
    ];
  } finally {
    await app.stop();
  }
}

async function attestations(client: Client, url: string, uai: string, division: string) {
  const query = new URLSearchParams({ year: YEARS[0] ?? "", division });
  const path = `${url}/api/organizations/${uai}/certifications/attestations.pdf?${query}`;
  const started = performance.now();
  for (;;) {
    const answer = await fetch(path, { headers: { Cookie: client.cookie } });
    const bytes = (await answer.arrayBuffer()).byteLength;
    const seconds = (performance.now() - started) / 1000;
    if (answer.status === 200) return { seconds, bytes };
    if (answer.status !== 202 || seconds * 1000 > LIMIT_MS) {
      throw new Error(`attestations answered ${answer.status} after ${seconds} s`);
    }
  }
}

async function archiveAll(client: Client, url: string, uai: string) {
  const base = `/api/organizations/${uai}/certifications/archives`;
  const headers = { Cookie: client.cookie, Origin: url };
  const started = performance.now();
  const asked = await fetch(`${url}${base}`, { method: "POST", headers });
  const { id }: DocumentView = JSON.parse(await asked.text());
  for (;;) {
    const told = await client.get<DocumentView>(`${base}/${id}`);
    if (told.status === "done") break;
    if (told.status === "failed" || performance.now() - started > LIMIT_MS) {
      throw new Error(`the archive is ${told.status}`);
    }
    await delay(250);
  }
  const seconds = (performance.now() - started) / 1000;
  const answer = await fetch(`${url}${base}/${id}/file`, { headers });
  const zip = new Uint8Array(await answer.arrayBuffer());
  const files = Object.keys(unzipSync(zip)).length;
  if (files !== CLASSES * YEARS.length * 2 + 2) throw new Error(`${files} files in the archive`);
  return { seconds, bytes: zip.byteLength };
}

/** Written directly into the local D1: the documents are measured, not the reading of results. */
function fillSchools(uai: string, crowded: string): void {
  fill(uai, (db) => {
    for (const year of YEARS) {
      for (let place = 1; place <= CLASSES; place += 1) {
        addResults(db, { uai, year, division: `CLASSE ${place}`, pupils: PUPILS });
      }
    }
  });
  fill(crowded, (db) => {
    addResults(db, { uai: crowded, year: YEARS[0] ?? "", division: "TOUS", pupils: LARGEST });
  });
}

function fill(uai: string, add: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(findDatabase(DATA_DIR, uai), { timeout: 10_000 });
  db.exec("BEGIN");
  // The demo school has a file of its own.
  db.prepare(
    `INSERT OR IGNORE INTO certification_import (id, organization_id, number, filename, file_division,
       imported_by, at, state, rows)
     VALUES ('bench-' || ?1, ?1, 1, 'resultats.csv', '', 'Camille Demo', 1764000000000, 'done', 1)`,
  ).run(schoolNumber(uai));
  add(db);
  db.exec("COMMIT");
  db.close();
}

function addResults(
  db: DatabaseSync,
  one: { uai: string; year: string; division: string; pupils: number },
): void {
  db.prepare(
    `WITH RECURSIVE pupil(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM pupil WHERE i < ?4)
     INSERT INTO certification (organization_id, number, first_name, last_name, birth_date,
       birth_city, external_id, type, status, level, score, competences, complementary, comment,
       session, center, taken_on, delivered_on, verification_code, version, school_year, division,
       file, search)
     SELECT ?1, (SELECT count(*) FROM certification) * 10000 + i, 'Prénom ' || abs(random() % 9999),
       'NOM DE CHARGE ' || i, '2011-03-12', 'Saint-Étienne ' || i, '', 'Pix', 'validated', 'Avancé 1',
       518, '[3,4,5,2,null,0,4,3,7,1,2,4,5,4,6,0]', '{}', '', '777', 'Collège de charge',
       substr(?2, 6) || '-03-12', '', 'P-P4GQ4B7K', 'v3', ?2, ?3, 1,
       'nom de charge ' || i
     FROM pupil`,
  ).run(schoolNumber(one.uai), one.year, one.division, one.pupils);
}
