import { createRequire } from "node:module"; const require = createRequire(import.meta.url);
import { startApp } from "./lib/app.ts";
import { peakMemory } from "./lib/processes.ts";
import { siecleXml } from "./samples/siecle.ts";
import { zipOf } from "./samples/zip.ts";
import { openClient } from "#tests/support/api-client.ts";
import { createPopulation } from "#worker/demo/population.ts";
const app = await startApp({ port: 8996, dataDir: ".test/big", fresh: true, quiet: true });
try {
  await fetch(`${app.url}/demo/seed?schools=3`, { method: "POST" });
  const client = await openClient(app.url);
  for (const [uai, n] of [["9900001X", 100000]] as const) {
    let t = performance.now();
    const xml = siecleXml(createPopulation({ kind: "college", pupils: n, seed: 300 }).lastYear, { uai });
    const file = zipOf(xml);
    console.log(n, "xml", xml.byteLength, "zip", file.byteLength, "made in", Math.round(performance.now() - t));
    t = performance.now();
    await new Promise((d) => setTimeout(d, 50)); const r = await client.upload(uai, file);
    const { id } = JSON.parse(await r.text());
    console.log("upload", Math.round(performance.now() - t));
    let stop = false; const samples: string[] = [];
const probe = (async () => { while (!stop) { const a = performance.now(); await fetch(`${app.url}/healthz`).catch(() => null); const b = performance.now(); const rss = /VmRSS:\s+(\d+)/.exec(require("node:fs").readFileSync(`/proc/${app.workerdPid()}/status`, "utf8"))?.[1]; samples.push(`${Math.round(a - t)}+${Math.round(b - a)}ms ${Math.round(Number(rss) / 1024)}`); await new Promise((d) => setTimeout(d, 200)); } })();
const told = await client.waitForEnd(uai, id, 120000, 500); stop = true; await probe; console.log(samples.join(" | "));
    console.log(told.status, told.counts, Math.round(performance.now() - t), "ms", Math.round(peakMemory(app.workerdPid() ?? 0) / 2 ** 20), "MiB");
  }
} finally { await app.stop(); }
