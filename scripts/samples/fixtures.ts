import { createPopulation, DEMO_COLLEGE, DEMO_LYCEE } from "#worker/demo/population.ts";
import { campaignResults } from "./campaign-results.ts";
import { fregataCsv, toRow } from "./fregata.ts";
import { MISTAKES } from "./oddities.ts";
import { siecleXml } from "./siecle.ts";
import { zipOf } from "./zip.ts";

/** The files of `tests/fixtures/samples`, by name: they continue the demo base of the same seeds. */
export function fixtures(): Record<string, Uint8Array> {
  const college = createPopulation(DEMO_COLLEGE).thisYear;
  const lycee = createPopulation(DEMO_LYCEE).thisYear;
  return {
    "ExportXML_ElevesSansAdresses.zip": zipOf(
      siecleXml(college, { uai: "0808088X", oddities: true }),
    ),
    "ElevesSansAdresses-erreurs.xml": siecleXml(college.slice(0, 6), {
      uai: "0808088X",
      extra: MISTAKES,
    }),
    "ElevesSansAdresses-autre-etablissement.xml": siecleXml(college.slice(0, 10), {
      uai: "0750001A",
    }),
    "Fregata-export-pix.csv": fregataCsv(lycee, { oddities: true }),
    "Fregata-erreurs.csv": fregataCsv(lycee.slice(0, 5), { extra: wrongRows() }),
    "Resultats-Rentree-6e-38201-2026-10-09-1712.csv": campaignResults({
      ...{ era: "2026", of: "assessment", level: "6e", seed: 61 },
    }),
    "Resultats-Rentree-5e-38202-2026-10-09-1714.csv": campaignResults({
      ...{ era: "2026", of: "assessment", level: "5e", seed: 51 },
    }),
    "Resultats-Collecte-3e-38206-2026-10-09-1720.csv": campaignResults({
      ...{ era: "2026", of: "collection", level: "3e", seed: 31 },
    }),
  };
}

function wrongRows(): string[][] {
  const [model] = createPopulation(DEMO_LYCEE).thisYear;
  if (!model) throw new Error("an empty school");
  const row = (cells: Record<number, string>) => toRow(model).map((cell, at) => cells[at] ?? cell);
  return [
    row({ 0: "", 1: "Agathe" }),
    row({ 0: "990000011HC", 1: "Noé", 6: "" }),
    row({ 1: "Louise" }),
    row({ 0: "990000012HC", 1: "Adam", 8: "A1234", 11: "99100" }),
  ];
}
