import { readFileSync } from "node:fs";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { ERAS } from "#tests/support/campaign-file.ts";
import { CampaignFileReader } from "#worker/campaigns/read/file-reader.ts";
import { createPopulation } from "#worker/demo/population.ts";
import { openFregata, readFregataWindow } from "#worker/imports/formats/fregata/window.ts";
import { openSiecle, readSiecleWindow } from "#worker/imports/formats/siecle/window.ts";
import { campaignResults } from "./campaign-results.ts";
import { fixtures } from "./fixtures.ts";
import { siecleXml } from "./siecle.ts";

const OF = ["assessment", "collection", "exam"] as const;
const TODAY = "2026-09-15";

test("the committed samples are those the generator writes", () => {
  for (const [name, bytes] of Object.entries(fixtures())) {
    const committed = readFileSync(
      new URL(`../../tests/fixtures/samples/${name}`, import.meta.url),
    );
    expect(committed.equals(bytes), name).toBe(true);
  }
});

test("a large file keeps the size and the number of elements of a real one", () => {
  const { lastYear } = createPopulation({ kind: "college", pupils: 400, seed: 9 });
  const xml = siecleXml(lastYear, { uai: "0750001A" });
  expect(xml.byteLength / 400).toBeGreaterThan(1000);
  expect(xml.byteLength / 400).toBeLessThan(1800);
  let elements = 0;
  const parser = new SaxesParser();
  parser.on("opentag", () => {
    elements += 1;
  });
  parser.write(new TextDecoder("iso-8859-15").decode(xml)).close();
  expect(elements / 400).toBeLessThan(48);
});

test("our reader finds the pupils of a SIECLE sample, its leavers and its errors", () => {
  const read = (name: string) => {
    const bytes = fixtures()[name] ?? new Uint8Array();
    const opened = openSiecle(bytes);
    if (!opened.ok) throw new Error(opened.fault.code);
    return readSiecleWindow(opened.cursor, bytes.subarray(opened.cursor.byte), true, {
      uai: "0808088X",
      today: TODAY,
    });
  };
  const wrong = read("ElevesSansAdresses-erreurs.xml");
  expect(wrong.faults).toEqual([]);
  expect(wrong.pupils.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual([
    "SEX_REQUIRED",
    "SEX_REQUIRED",
    "BIRTH_DATE_INVALID",
    "NAME_UNREADABLE",
    "NAME_UNREADABLE",
    "BIRTH_CITY_CODE_REQUIRED",
  ]);
  expect(read("ElevesSansAdresses-autre-etablissement.xml").faults[0]?.code).toBe("UAI_MISMATCHED");
});

test("the oddities of a SIECLE sample are skipped or accepted, never errors", () => {
  const xml = siecleXml([], { uai: "0808088X", oddities: true });
  const opened = openSiecle(xml);
  if (!opened.ok) throw new Error(opened.fault.code);
  const read = readSiecleWindow(opened.cursor, xml, true, { uai: "0808088X", today: TODAY });
  expect(read.pupils.flatMap(({ errors }) => errors)).toEqual([]);
  expect(read.pupils.flatMap(({ skip }) => skip ?? [])).toEqual([
    "LEFT",
    "LEFT",
    "NO_INE",
    "NO_INE",
    "INE_NOT_GENUINE",
  ]);
});

test("our reader finds the pupils of a Fregata sample, and its errors by line", () => {
  const read = (name: string) => {
    const bytes = fixtures()[name] ?? new Uint8Array();
    const opened = openFregata(bytes);
    if (!opened.ok) throw new Error(opened.faults[0]?.code);
    return readFregataWindow(opened.cursor, bytes.subarray(opened.cursor.byte), true, {
      uai: "",
      today: TODAY,
    });
  };
  const clean = read("Fregata-export-pix.csv");
  expect(clean.faults).toEqual([]);
  expect(clean.pupils.flatMap(({ errors }) => errors)).toEqual([]);
  expect(clean.pupils.flatMap(({ skip }) => skip ?? [])).toEqual(["INE_NOT_GENUINE"]);
  expect(clean.pupils.length).toBeGreaterThan(350);
  const wrong = read("Fregata-erreurs.csv");
  const told = wrong.pupils.flatMap(({ line, errors }) =>
    errors.map(({ code, field }) => [line, code, field]),
  );
  expect(told).toEqual([
    [7, "FIELD_REQUIRED", "Identifiant unique*"],
    [8, "FIELD_REQUIRED", "Code sexe*"],
    [10, "CITY_CODE_INVALID", "Code commune naissance**"],
  ]);
});

test.each(ERAS.flatMap((era) => OF.map((of) => [era, of] as const)))(
  "the sample results of a campaign, %s, %s, are read, every line of them",
  (era, of) => {
    const reader = new CampaignFileReader();
    reader.push(campaignResults({ era, of, level: "5e", seed: 1 }), true);
    const read = reader.finish();
    expect(read).toMatchObject({ ok: true, kind: of });
    if (!read.ok) return;
    expect(read.lines.length).toBeGreaterThan(50);
    expect(read.code).toBe(era < "2024" ? null : of === "collection" ? "DMEXMA226" : "DMRNTB226");
    expect(new Set(read.lines.map(({ rank }) => rank)).size).toBe(of === "assessment" ? 3 : 2);
  },
);
