import { setTimeout as delay } from "node:timers/promises";
import { chromium } from "playwright-core";
import { startApp } from "#scripts/lib/app.ts";
import { launchOptions } from "#scripts/lib/chromium.ts";
import { peakMemory } from "#scripts/lib/processes.ts";
import { siecleXml } from "#scripts/samples/siecle.ts";
import { zipOf } from "#scripts/samples/zip.ts";
import { openClient } from "#tests/support/api-client.ts";
import { signInPage } from "#tests/support/browser-session.ts";
import { createPopulation } from "#worker/demo/population.ts";
import type { Import } from "#worker/imports/view.ts";
import { type Figure, percentile } from "./figure.ts";

const PORT = 8992;
const WHOLE = { large: 100_000, schools: 20, pupils: 2500, rounds: 10 };
const QUICK = { large: 2000, schools: 2, pupils: 100, rounds: 2 };
type Size = typeof WHOLE;
const LIMIT_MS = 120_000;

type Client = Awaited<ReturnType<typeof openClient>>;

/** The import on the built app: the click of a head teacher, the largest file, twenty schools at once. */
export async function benchImports(quick: boolean): Promise<Figure[]> {
  const size = quick ? QUICK : WHOLE;
  const app = await startApp({ port: PORT, dataDir: ".test/bench", fresh: true, quiet: true });
  try {
    const seeded = await fetch(`${app.url}/demo/seed?schools=${size.schools + 2}`, {
      method: "POST",
    });
    const { loadSchools }: { loadSchools: string[] } = JSON.parse(await seeded.text());
    const [clicked = "", large = "", ...many] = loadSchools;
    const client = await openClient(app.url);
    // First, on a fresh start: the peak memory is then that of this import alone.
    const alone = await largest(client, large, size);
    const pid = app.workerdPid();
    const memory = pid === null ? Number.NaN : peakMemory(pid) / 2 ** 20;
    const clicks = await clickToDone(app.url, client, clicked, size);
    const crowd = await manySchools(client, many, size);
    return [
      {
        name: `click to done, ${words(size.pupils)} pupils in a zip, median of ${size.rounds} (s)`,
        value: clicks,
        most: 1.5,
      },
      {
        name: `${size.schools} schools × ${size.pupils} at once, last one done (s)`,
        value: crowd,
        most: 60,
      },
      { name: `${words(size.large)} pupils in a zip, done (s)`, value: alone, most: 30 },
      { name: "workerd's peak memory meanwhile, VmHWM (MiB)", value: memory, most: 500 },
      {
        name: `${words(size.large)} pupils against 40 × one click (ratio)`,
        value: alone / (40 * clicks),
      },
    ];
  } finally {
    await app.stop();
  }
}

/** From choosing the file to the result on the screen, in Chromium; files of two years in turn. */
async function clickToDone(url: string, client: Client, uai: string, size: Size): Promise<number> {
  const browser = await chromium.launch(launchOptions());
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    await signInPage(page, url);
    const { lastYear, thisYear } = createPopulation({
      kind: "college",
      pupils: size.pupils,
      seed: 7,
    });
    const files = [lastYear, thisYear].map((pupils) => zipOf(siecleXml(pupils, { uai })));
    const times: number[] = [];
    for (let round = 0; round < size.rounds; round += 1) {
      const file = files[round % 2] ?? new Uint8Array();
      await page.goto(`${url}/etablissements/${uai}/eleves/import`, { waitUntil: "networkidle" });
      const started = performance.now();
      const answer = page.waitForResponse((one) => one.status() === 202);
      await page
        .locator('input[type="file"]')
        .first()
        .setInputFiles({
          name: "eleves.zip",
          mimeType: "application/zip",
          buffer: Buffer.from(file),
        });
      const { id }: { id: string } = JSON.parse(await (await answer).text());
      // The lists of this import are offered once it is done.
      await page.locator(`main a[href*="/import/${id}/"]`).first().waitFor({ timeout: LIMIT_MS });
      // Until the page has loaded again, the success before it is below.
      await page.getByText("Dernier fichier importé avec succès").first().waitFor();
      times.push((performance.now() - started) / 1000);
      const [newest] = await client.listImports(uai);
      if (newest?.id !== id || newest.status !== "done") throw new Error("the click is not done");
    }
    return percentile(times, 50);
  } finally {
    await browser.close();
  }
}

async function manySchools(client: Client, schools: string[], size: Size): Promise<number> {
  const files = schools.map((uai, index) => zipOf(schoolFile(uai, size.pupils, 200 + index)));
  const started = performance.now();
  const ends = await Promise.all(
    schools.map(async (uai, index) => await importAll(client, uai, files[index], 250)),
  );
  if (ends.some((told) => told.status !== "done" || told.counts.added !== size.pupils)) {
    throw new Error("one of the schools is not right");
  }
  return (performance.now() - started) / 1000;
}

async function largest(client: Client, uai: string, { large }: Size): Promise<number> {
  const file = zipOf(schoolFile(uai, large, 300));
  const started = performance.now();
  const told = await importAll(client, uai, file, 250);
  if (told.status !== "done" || told.counts.added !== large)
    throw new Error("the large file is not right");
  const seconds = (performance.now() - started) / 1000;
  await delay(2000);
  return seconds;
}

async function importAll(
  client: Client,
  uai: string,
  file: Uint8Array | undefined,
  everyMs: number,
): Promise<Import> {
  if (!file) throw new Error("no file");
  // Making files blocks this process: it must first notice the connections that were closed meanwhile.
  await delay(50);
  return await client.importFile(uai, file, { limitMs: LIMIT_MS, everyMs });
}

/** A number with its thousands apart. */
function words(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, " ");
}

function schoolFile(uai: string, pupils: number, seed: number): Uint8Array {
  const { lastYear } = createPopulation({ kind: "college", pupils, seed });
  return siecleXml(lastYear.slice(0, pupils), { uai });
}
