import { globSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";
import { openClient } from "#tests/support/api-client.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { anEmptySchool, openBrowser } from "./support.ts";

const { visit } = openBrowser();
const CLIENT = new URL("../../build/client", import.meta.url).pathname;
const MAX_JS = 160 * 1024;
const MAX_CSS = 25 * 1024;

type Chunk = { module: string; imports: string[]; css: string[] };
type Manifest = { entry: Chunk; routes: Record<string, Chunk & { id: string; parentId?: string }> };

/** React Router's manifest of the build: which files each route needs. */
function readManifest(): Manifest {
  const [file] = globSync(`${CLIENT}/assets/manifest-*.js`);
  const text = readFileSync(file ?? "", "utf8");
  return JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
}

/** Bytes over the wire of the files of a first load of this route, each counted once. */
function weigh(manifest: Manifest, id: string): { js: number; css: number } {
  const chunks: Chunk[] = [manifest.entry];
  for (let at: string | undefined = id; at; at = manifest.routes[at]?.parentId) {
    const route = manifest.routes[at];
    if (route) chunks.push(route);
  }
  const total = (files: string[]) =>
    [...new Set(files)].reduce(
      (sum, file) => sum + gzipSync(readFileSync(CLIENT + file)).byteLength,
      0,
    );
  return {
    js: total(chunks.flatMap(({ module, imports = [] }) => [module, ...imports])),
    css: total(chunks.flatMap(({ css = [] }) => css)),
  };
}

test("no page ships more than 160 KB of JavaScript nor 25 KB of CSS on its first load", () => {
  const manifest = readManifest();
  const ids = Object.keys(manifest.routes);
  expect(ids.length).toBeGreaterThan(15);
  const heavy = ids
    .map((id) => ({ id, ...weigh(manifest, id) }))
    .filter(({ js, css }) => js > MAX_JS || css > MAX_CSS || js < 80 * 1024 || css === 0);
  expect(heavy).toEqual([]);
});

test.each([1280, 360])("nothing moves while the import page loads, at %i pixels", async (width) => {
  const { uai } = await anEmptySchool();
  const client = await openClient(inject("url"));
  const answer = await client.upload(uai, aSiecleFile({ uai }, somePupils(60)), "eleves.xml");
  const { id }: { id: string } = JSON.parse(await answer.text());
  await client.waitForEnd(uai, id, 20_000);
  const visitor = await visit({ as: "admin@demo.test", viewport: { width, height: 800 } });
  const page = await visitor.newPage();
  await page.goto(`/etablissements/${uai}/eleves/import`, { waitUntil: "networkidle" });
  const shift = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            sum += "value" in entry && typeof entry.value === "number" ? entry.value : 0;
          }
        });
        observer.observe({ type: "layout-shift", buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
      }),
  );
  expect(shift).toBeLessThan(0.01);
  await visitor.close();
});
