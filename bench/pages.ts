import { DatabaseSync } from "node:sqlite";
import { gzipSync } from "node:zlib";
import { startApp } from "#scripts/lib/app.ts";
import { findDatabase } from "#scripts/lib/find-database.ts";
import { processorTime } from "#scripts/lib/processes.ts";
import { siecleXml } from "#scripts/samples/siecle.ts";
import { openClient } from "#tests/support/api-client.ts";
import { createPopulation } from "#worker/demo/population.ts";
import { schoolNumber } from "#worker/school-files/uai.ts";
import { startControl } from "./control.ts";
import { type Figure, percentile } from "./figure.ts";

const PORT = Number(process.env.PORT ?? 8995);
const DATA_DIR = ".test/bench-pages";
const UAI = "0808088X";
const WHOLE = { rounds: 15, requests: 8, warm: 200 };
const QUICK = { rounds: 3, requests: 3, warm: 5 };
/** A page of a list holds fifty rows, as the control does. */
const ROWS = 50;
const MOST_RATIO = 2;
/** No lists: they draw pictures beside several lists, and ask what no one statement knows (decision 0063). */
const DASHBOARDS = ["certifications", "campagnes"];
const MOST_RATIO_OF_DASHBOARD = 3;

type Target = { name: string; url: string; pid: number; cookie: string };

/**
 * What each list page of the built app costs, as a ratio to the control page that is served beside it: a page of React
 * Router on Hono with two calls to D1 and a table of fifty rows. The control is asked just before each page, a few
 * requests at a time, and each ratio is the median of the rounds: other users of the machine slow both alike. The cost
 * is the processor time of workerd, D1 included. The calls of each page are counted in
 * `worker/round-trips.workers.test.ts`; its JavaScript and what moves while it loads are limited in
 * `tests/browser/budget.test.ts`.
 */
export async function benchPages(quick: boolean): Promise<Figure[]> {
  const size = quick ? QUICK : WHOLE;
  const app = await startApp({ port: PORT, dataDir: DATA_DIR, fresh: true, quiet: true });
  try {
    const control = await startControl(PORT + 1);
    try {
      const { cookie, paths } = await fillSchool(app.url);
      const [own, theirs] = [app.workerdPid(), control.workerdPid()];
      if (own === null || theirs === null) throw new Error("no workerd to measure");
      const base = { name: "control", url: `${control.url}/table`, pid: theirs, cookie: "" };
      const data = { ...base, name: "control.data", url: `${control.url}/table.data` };
      const figures: Figure[] = [];
      for (const [name, path] of Object.entries(paths)) {
        const page = { name, url: app.url + path, pid: own, cookie };
        figures.push(...(await compare(page, path.includes(".data") ? data : base, size)));
      }
      return figures;
    } finally {
      await control.stop();
    }
  } finally {
    await app.stop();
  }
}

/** Both warm, then in turn: what else runs on the machine slows both alike. */
async function compare(page: Target, control: Target, size: typeof WHOLE): Promise<Figure[]> {
  await ask(control, size.warm);
  const bytes = await ask(page, size.warm);
  const costs: Array<{ own: Cost; base: Cost }> = [];
  for (let round = 0; round < size.rounds; round += 1) {
    const base = await cost(control, size.requests);
    costs.push({ base, own: await cost(page, size.requests) });
  }
  const own = percentile(
    costs.map((one) => one.own.processor),
    50,
  );
  const base = percentile(
    costs.map((one) => one.base.processor),
    50,
  );
  const time = percentile(
    costs.map((one) => one.own.time),
    50,
  );
  const ratio = percentile(
    costs.map((one) => one.own.processor / one.base.processor),
    50,
  );
  const facts = `${time.toFixed(1)} ms in all, ${(bytes / 1000).toFixed(1)} KB`;
  return [
    { name: `${page.name}: processor (ms), control ${base.toFixed(1)}; ${facts}`, value: own },
    {
      name: `${page.name}: ratio to the control`,
      value: ratio,
      most: DASHBOARDS.includes(page.name) ? MOST_RATIO_OF_DASHBOARD : MOST_RATIO,
    },
  ];
}

type Cost = { processor: number; time: number };

/** What one request costs in milliseconds, on average: of the processor, and until its answer is read. */
async function cost(target: Target, requests: number): Promise<Cost> {
  const [before, started] = [processorTime(target.pid), performance.now()];
  await ask(target, requests);
  const [after, ended] = [processorTime(target.pid), performance.now()];
  return { processor: (after - before) / requests, time: (ended - started) / requests };
}

/** The weight of the last answer, compressed. */
async function ask({ url, cookie }: Target, times: number): Promise<number> {
  let body = Buffer.alloc(0);
  for (let turn = 0; turn < times; turn += 1) {
    // Uncompressed: the local simulator would compress inside the process that is measured, the host does it elsewhere.
    const headers = { Cookie: cookie, "Accept-Encoding": "identity" };
    const answer = await fetch(url, { headers });
    body = Buffer.from(await answer.arrayBuffer());
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  }
  return gzipSync(body).byteLength;
}

/** The demo collège after an import, with a journal and a team of fifty; the paths of its lists, by their names. */
async function fillSchool(url: string) {
  const client = await openClient(url);
  const { lastYear } = createPopulation({ kind: "college", pupils: 640, seed: 42 });
  const file = siecleXml(lastYear, { uai: UAI });
  const { id } = await client.importFile(UAI, file, { limitMs: 60_000, confirmed: true });
  addJournal();
  addTeam();
  const school = `/etablissements/${UAI}`;
  return {
    cookie: client.cookie,
    paths: {
      eleves: `${school}/eleves`,
      "eleves.data": `${school}/eleves.data`,
      equipe: `${school}/equipe`,
      journal: `${school}/journal`,
      certifications: `${school}/certifications`,
      "liste d’un import": `${school}/eleves/import/${id}/ajoutes`,
      campagnes: `${school}/campagnes`,
    },
  };
}

/** Written directly into the local D1: the pages are measured, not fifty invitations. */
function addJournal(): void {
  const db = new DatabaseSync(findDatabase(DATA_DIR, UAI), { timeout: 10_000 });
  const insert = db.prepare(
    "INSERT INTO journal (organization_id, at, n, user_id, event, subject) VALUES (?, ?, 1, NULL, 'import.done', 'x')",
  );
  for (let line = 0; line < ROWS; line += 1) {
    insert.run(schoolNumber(UAI), Date.UTC(2026, 8, 1, 8, line));
  }
  db.close();
}

function addTeam(): void {
  const db = new DatabaseSync(findDatabase(DATA_DIR), { timeout: 10_000 });
  const numbers =
    "WITH RECURSIVE one(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM one WHERE i < ?1)";
  db.prepare(
    `${numbers} INSERT INTO user (id, name, email, email_verified, created_at, updated_at)
     SELECT 'bench-' || i, 'Camille Essai ' || i, 'essai' || i || '@essai.test', 1, 1, 1 FROM one`,
  ).run(ROWS);
  db.prepare(
    `${numbers} INSERT INTO membership (organization_id, user_id, role, joined_at)
     SELECT ?2, 'bench-' || i, 'member', 1764000000000 + i FROM one`,
  ).run(ROWS, schoolNumber(UAI));
  db.close();
}
