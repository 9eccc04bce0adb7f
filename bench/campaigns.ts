import { DatabaseSync } from "node:sqlite";
import { startApp } from "#scripts/lib/app.ts";
import { findDatabase } from "#scripts/lib/find-database.ts";
import { peakMemory } from "#scripts/lib/processes.ts";
import { openClient } from "#tests/support/api-client.ts";
import { aCampaignFile } from "#tests/support/campaign-file.ts";
import type { Campaign } from "#worker/campaigns/view.ts";
import { schoolNumber } from "#worker/school-files/uai.ts";
import type { Figure } from "./figure.ts";

const PORT = Number(process.env.PORT ?? 8994);
const DATA_DIR = ".test/bench-campaigns";
const YEAR = "2026-2027";
const PUPILS = 3_500;
/** The number of pupils of the first level, in classes of 30; the others are in the three other levels. */
const FIRST = { pupils: 1_200, classes: 40 };
const ROWS = 3_500;
const READS = 10;
const CODES = { "6e": "BENCHA226", "5e": "BENCHB226", "4e": "BENCHC226", "3e": "BENCHD226" };

type Client = Awaited<ReturnType<typeof openClient>>;

/** On the built app: 40 classes of sheets, a results file of 3 500 rows, the follow-up of a school of 3 500. */
export async function benchCampaigns(): Promise<Figure[]> {
  const app = await startApp({ port: PORT, dataDir: DATA_DIR, fresh: true, quiet: true });
  try {
    const seeded = await fetch(`${app.url}/demo/seed?schools=1`, { method: "POST" });
    const { loadSchools }: { loadSchools: string[] } = JSON.parse(await seeded.text());
    const [uai = ""] = loadSchools;
    fillSchool(uai);
    const client = await openClient(app.url);
    const base = `/api/organizations/${uai}/campaigns`;
    const { campaigns } = await create(client, `${app.url}${base}`);
    const [first] = campaigns;
    const sheets = await time(() => fetchSheets(client, `${app.url}${base}`));
    const file = await time(() => sendResults(client, `${app.url}${base}`));
    const list = await median(() => client.get(`${base}?year=${YEAR}`));
    const detail = await median(() => client.get(`${base}/${first?.id}`));
    const headers = { Cookie: client.cookie };
    const page = await median(async () => {
      const answer = await fetch(`${app.url}/etablissements/${uai}/campagnes`, { headers });
      await answer.text();
      if (answer.status !== 200) throw new Error(`the page answered ${answer.status}`);
    });
    const pid = app.workerdPid();
    const memory = pid === null ? Number.NaN : peakMemory(pid) / 2 ** 20;
    return [
      { name: `sheets of ${FIRST.classes} classes of 30 (s)`, value: sheets / 1000, most: 3 },
      { name: `a results file of ${ROWS} rows (s)`, value: file / 1000, most: 3 },
      { name: `campaigns of a school of ${PUPILS}, API (ms, median)`, value: list, most: 200 },
      { name: "one of its campaigns with its classes, API (ms, median)", value: detail, most: 200 },
      { name: "its page « Campagnes » (ms, median)", value: page, most: 500 },
      { name: "workerd's peak memory meanwhile, VmHWM (MiB)", value: memory, most: 500 },
    ];
  } finally {
    await app.stop();
  }
}

async function create(client: Client, base: string): Promise<{ campaigns: Campaign[] }> {
  const campaigns = Object.entries(CODES).map(([level, code]) => ({
    kind: "rentree",
    level,
    code,
  }));
  const answer = await fetch(base, {
    method: "POST",
    headers: {
      ...{ Cookie: client.cookie, Origin: new URL(base).origin },
      "Content-Type": "application/json",
    },
    body: JSON.stringify({ year: YEAR, campaigns }),
  });
  if (answer.status !== 201) throw new Error(`the campaigns answered ${answer.status}`);
  return JSON.parse(await answer.text());
}

async function fetchSheets(client: Client, base: string): Promise<void> {
  const headers = { Cookie: client.cookie };
  for (;;) {
    const answer = await fetch(`${base}/sheets.pdf?year=${YEAR}&level=6e`, { headers });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (answer.status === 202) continue;
    const pages = new TextDecoder("latin1").decode(bytes.subarray(0, 5));
    if (answer.status !== 200 || pages !== "%PDF-") throw new Error(`sheets: ${answer.status}`);
    return;
  }
}

/** A results file of every pupil of the first level, with about three attempts each. */
async function sendResults(client: Client, base: string): Promise<void> {
  const lines = Array.from({ length: ROWS }, (_, at) => {
    const place = at % FIRST.pupils;
    return {
      ...{ lastName: `NOM${place}`, firstName: "Élève", division: classOf(place) },
      startedOn: `${String(1 + (at % 28)).padStart(2, "0")}/10/2026 10:00`,
      ...{ shared: at % 3 === 0, sharedOn: "30/10/2026 11:00" },
    };
  });
  const answer = await fetch(`${base}/results`, {
    method: "POST",
    headers: { Cookie: client.cookie, Origin: new URL(base).origin, "X-Filename": "resultats.csv" },
    body: new Uint8Array(aCampaignFile(lines, { code: CODES["6e"] })),
  });
  const told: { matched: number } = JSON.parse(await answer.text());
  if (told.matched !== ROWS) throw new Error(`results: ${answer.status}, ${told.matched} matched`);
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < READS; turn += 1) times.push(await time(work));
  return times.toSorted((a, b) => a - b)[Math.floor(READS / 2)] ?? Number.NaN;
}

function classOf(place: number): string {
  if (place < FIRST.pupils) return `6E ${1 + Math.floor((place * FIRST.classes) / FIRST.pupils)}`;
  const level = 5 - (place % 3);
  return `${level}E ${1 + Math.floor((place - FIRST.pupils) / 90)}`;
}

const MEFS: Record<string, string> = {
  ...{ "6": "10010012110", "5": "10110001110", "4": "10210001110", "3": "10310019110" },
};

/** Written directly into the local D1: the campaigns are measured, not an import. */
function fillSchool(uai: string): void {
  const db = new DatabaseSync(findDatabase(DATA_DIR, uai), { timeout: 10_000 });
  const school = schoolNumber(uai);
  const pupil = db.prepare(
    `INSERT INTO pupil (id, organization_id, ine, last_name, usual_name, first_name, middle_name,
       third_name, sex, birth_date, birth_city, birth_city_code, birth_department, birth_country,
       mef, status, division, search)
     VALUES (?1, ?2, ?3, ?4, '', 'Élève', '', '', 'F', '2013-03-12', '', '80021', '080', '100', ?5,
       'ST', ?6, ?7)`,
  );
  const schooling = db.prepare(
    `INSERT INTO schooling (organization_id, pupil_id, year, division, mef)
     VALUES (?1, ?2, ?3, ?4, ?5)`,
  );
  db.exec("BEGIN");
  for (let place = 0; place < PUPILS; place += 1) {
    const [id, division] = [1 + place, classOf(place)];
    const mef = MEFS[division.slice(0, 1)] ?? "";
    const search = `nom${String(place).padStart(5, "0")}\televe\t`;
    pupil.run(id, school, `BENCH${place}`, `NOM${place}`, mef, division, search);
    schooling.run(school, id, Number(YEAR.slice(0, 4)), division, mef);
  }
  db.exec("COMMIT");
  db.close();
}
