import { readOptions } from "#scripts/lib/run.ts";
import { benchCampaigns } from "./campaigns.ts";
import { benchCountry } from "./country.ts";
import { benchDirectory } from "./directory.ts";
import { benchDocuments } from "./documents.ts";
import { type Figure, holds, printFigures } from "./figure.ts";
import { benchImports } from "./imports.ts";
import { benchLists } from "./lists.ts";
import { benchLoad } from "./load.ts";
import { benchPages } from "./pages.ts";
import { benchReading } from "./reading.ts";

/**
 * Measures, prints ratios, exits 1 when a target does not hold.
 */
const USAGE = `npm run bench [-- reading|lists|pages|documents|campaigns|imports|directory|load|country] [--quick] [--schools N]
Without a name: all of them but country, which builds gigabytes (--schools: how many, 1100).
--quick: pages, imports, load and country with small counts, only to see that they start.`;

const { positionals, values } = readOptions(USAGE, {
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    schools: { type: "string", default: "1100" },
  },
});
const wanted = (name: string) => positionals.length === 0 || positionals.includes(name);

const figures: Figure[] = [];
if (wanted("reading")) {
  const { ratios, ...read } = benchReading();
  figures.push(
    {
      name: "reading, against sax with the same collector (ratio)",
      value: ratios.oursToSax,
      least: 2,
    },
    {
      name: "reading, against sax + saxpath + xml2js (ratio)",
      value: ratios.oursToReference,
      least: 15,
    },
    {
      name: "reading, against bare saxes with empty handlers (ratio)",
      value: ratios.oursToSaxes,
      least: 0.6,
    },
  );
  if (read.heapOfLiveReader !== null) {
    const value = read.heapOfLiveReader / 2 ** 20;
    figures.push({ name: "held by the reader within a window (MiB)", value, most: 4 });
  }
}
if (wanted("lists")) figures.push(...(await benchLists()));
if (wanted("pages")) figures.push(...(await benchPages(values.quick)));
if (wanted("documents")) figures.push(...(await benchDocuments()));
if (wanted("campaigns")) figures.push(...(await benchCampaigns()));
if (wanted("imports")) figures.push(...(await benchImports(values.quick)));
if (wanted("directory")) figures.push(...(await benchDirectory()));
// Only when asked for: it builds gigabytes.
if (positionals.includes("country")) {
  figures.push(...(await benchCountry(Number(values.schools), values.quick)));
}
if (wanted("load")) figures.push(...(await benchLoad(values.quick)));

console.log();
printFigures(figures);
process.exitCode = figures.every(holds) ? 0 : 1;
