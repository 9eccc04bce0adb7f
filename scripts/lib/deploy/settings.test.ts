import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { parseSettings, readSettings, variablesOf } from "./settings.ts";

const LEGAL = {
  name: "Académie d’Essai",
  address: "a",
  director: "b",
  host: "c",
  dpo: "d",
  support: "e",
};
const GOOD = {
  origin: "https://orga.example.fr",
  mailFrom: "a@example.fr",
  legal: LEGAL,
  jurisdiction: "eu",
};

test.each([
  [
    "a legal value that is forgotten",
    { legal: { ...LEGAL, dpo: " " } },
    /legal.dpo: is not filled in/,
  ],
  ["an origin without https", { origin: "http://orga.example.fr" }, /origin: must be https/],
  ["an origin with a path", { origin: "https://orga.example.fr/app" }, /origin: must be https/],
  ["a sender that is no address", { mailFrom: "Pix Orga" }, /mailFrom: must be a mail address/],
  ["another jurisdiction", { jurisdiction: "us" }, /jurisdiction: can only be eu/],
  ["a field that is misspelt", { schoolDatabase: 2 }, /schoolDatabase/],
  ["no database for schools", { schoolDatabases: 0 }, /schoolDatabases/],
  [
    "a programme that pages would refuse",
    { campaignProgramme: { provider: { link: "http://x" } } },
    /campaignProgramme: .*https/,
  ],
])("%s is refused before anything is created", (_, change, refusal) => {
  expect(() => parseSettings("essai", { ...GOOD, ...change })).toThrow(refusal);
  expect(parseSettings("essai", GOOD)).toMatchObject({ schoolDatabases: 16 });
});

test("the demo's variables are all replaced, and none is left out", () => {
  const toml = readFileSync("wrangler.toml", "utf8");
  const vars = /\[vars\]([\s\S]*?)\n\[/.exec(toml)?.[1] ?? "";
  const names = [...vars.matchAll(/^([A-Z_]+) = /gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(6);
  const settings = parseSettings("essai", { ...GOOD, campaignProgramme: {} });
  expect(Object.keys(variablesOf(settings, "c0ffee"))).toEqual(expect.arrayContaining(names));
});

test("the committed files lack only what their operator fills in, and no two share an address", () => {
  for (const file of readdirSync("environments")) {
    const name = file.replace(".json", "");
    const committed = JSON.parse(readFileSync(`environments/${file}`, "utf8"));
    expect(() => parseSettings(name, { ...committed, ...GOOD })).not.toThrow();
  }
  const folder = mkdtempSync(`${tmpdir()}/environments-`);
  for (const name of ["production", "staging"]) {
    writeFileSync(`${folder}/${name}.json`, JSON.stringify(GOOD));
  }
  expect(() => readSettings("staging", {}, folder)).toThrow(/is already that of production.json/);
  const elsewhere = { origin: "https://essai.example.fr" };
  expect(readSettings("staging", elsewhere, folder)).toMatchObject(elsewhere);
  expect(() => readSettings("missing", {}, folder)).toThrow(/copy environments\/production.json/);
  expect(() => readSettings("../x", {}, folder)).toThrow(/Name the environment/);
});
