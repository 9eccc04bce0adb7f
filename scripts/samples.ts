import { mkdirSync, writeFileSync } from "node:fs";
import { ERAS } from "#tests/support/campaign-file.ts";
import { createPopulation, type PopulationWish } from "#worker/demo/population.ts";
import { ROOT } from "./lib/environment.ts";
import { readOptions } from "./lib/run.ts";
import { campaignResults } from "./samples/campaign-results.ts";
import { fixtures } from "./samples/fixtures.ts";
import { fregataCsv } from "./samples/fregata.ts";
import { siecleXml } from "./samples/siecle.ts";
import { zipOf } from "./samples/zip.ts";

const USAGE = `npm run samples -- --kind siecle-xml|siecle-zip|fregata --pupils N [--seed S] [--oddities] [--uai UAI] [--out FILE]
npm run samples -- --kind campaign-results --era 2020|2022|2024|2026 [--of assessment|collection|exam] [--level 6e|5e|4e|3e] [--seed S] [--out FILE]
npm run samples -- --fixtures      rewrites tests/fixtures/samples`;

const DEFAULTS = {
  "siecle-xml": { uai: "0808088X", out: "ElevesSansAdresses.xml" },
  "siecle-zip": { uai: "0808088X", out: "ExportXML_ElevesSansAdresses.zip" },
  fregata: { uai: "0801234A", out: "Fregata-export-pix.csv" },
};

type Kind = keyof typeof DEFAULTS;

try {
  const { values } = readOptions(USAGE, {
    options: {
      kind: { type: "string" },
      pupils: { type: "string" },
      seed: { type: "string", default: "1" },
      oddities: { type: "boolean", default: false },
      uai: { type: "string" },
      out: { type: "string" },
      era: { type: "string" },
      of: { type: "string", default: "assessment" },
      level: { type: "string", default: "6e" },
      fixtures: { type: "boolean", default: false },
    },
  });
  if (values.fixtures) writeFixtures();
  else if (values.kind === "campaign-results") writeCampaignResults(values);
  else writeSample(values);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(USAGE);
  process.exitCode = 2;
}

function writeFixtures(): void {
  const folder = `${ROOT}/tests/fixtures/samples`;
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(fixtures())) {
    writeFileSync(`${folder}/${name}`, bytes);
    console.log(`${name}: ${bytes.byteLength} bytes`);
  }
}

function writeSample(values: {
  kind?: string;
  pupils?: string;
  seed: string;
  oddities: boolean;
  uai?: string;
  out?: string;
}): void {
  const kind = parseKind(values.kind);
  const pupils = parseNumber("--pupils", values.pupils);
  const seed = parseNumber("--seed", values.seed);
  const { uai, out } = { ...DEFAULTS[kind], ...(values.uai && { uai: values.uai }) };
  const wish: PopulationWish = {
    kind: kind === "fregata" ? "lycee-agricole" : "college",
    pupils,
    seed,
  };
  const people = createPopulation(wish).lastYear;
  const bytes =
    kind === "fregata"
      ? fregataCsv(people, { oddities: values.oddities })
      : siecleXml(people, { uai, oddities: values.oddities });
  const path = values.out ?? out;
  writeFileSync(path, kind === "siecle-zip" ? zipOf(bytes) : bytes);
  console.log(`${path}: ${pupils} pupils of ${uai}`);
}

function writeCampaignResults(values: {
  era?: string;
  of: string;
  level: string;
  seed: string;
  out?: string;
}): void {
  const era = parseChoice("--era", ERAS, values.era);
  const of = parseChoice("--of", ["assessment", "collection", "exam"] as const, values.of);
  const level = parseChoice("--level", ["6e", "5e", "4e", "3e"] as const, values.level);
  const bytes = campaignResults({ era, of, level, seed: parseNumber("--seed", values.seed) });
  const path = values.out ?? `Resultats-${of}-${level}-2026-10-09-1712.csv`;
  writeFileSync(path, bytes);
  console.log(`${path}: ${of} of ${level}, as written in ${era}`);
}

function parseChoice<Choice extends string>(
  option: string,
  choices: readonly Choice[],
  raw: string | undefined,
): Choice {
  const found = choices.find((choice) => choice === raw);
  if (found !== undefined) return found;
  throw new Error(`${option} is ${raw ?? "missing"}: choose ${choices.join(", ")}.`);
}

function parseKind(raw: string | undefined): Kind {
  if (raw === "siecle-xml" || raw === "siecle-zip" || raw === "fregata") return raw;
  throw new Error(
    `--kind is ${raw ?? "missing"}: choose siecle-xml, siecle-zip, fregata or campaign-results.`,
  );
}

function parseNumber(option: string, raw: string | undefined): number {
  const value = Number(raw);
  if (raw !== undefined && Number.isInteger(value) && value >= 1 && value <= 1_000_000)
    return value;
  throw new Error(`${option} is ${raw ?? "missing"}: a whole number from 1 to 1000000 is needed.`);
}
