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
  ["a legal value of signs only", { legal: { ...LEGAL, director: "\u200b…" } }, /director: is not/],
  [
    "a legal value that is a whole page",
    { legal: { ...LEGAL, address: "a".repeat(2000) } },
    /legal.address/,
  ],
  [
    "a legal value that is missing",
    { legal: { ...LEGAL, host: undefined } },
    /legal.host: is missing/,
  ],
  ["an origin with a port", { origin: "https://orga.example.fr:8443" }, /origin: must be https/],
  ["an origin with a password", { origin: "https://:x@orga.example.fr" }, /origin: must be https/],
  ["an origin that is an address", { origin: "https://192.0.2.7" }, /origin: must be https/],
  ["an origin without a domain", { origin: "https://localhost" }, /origin: must be https/],
  ["an origin with a wildcard", { origin: "https://*.example.fr" }, /origin: must be https/],
  [
    "an origin that ends with a dot",
    { origin: "https://orga.example.fr." },
    /origin: must be https/,
  ],
  ["half a database", { schoolDatabases: 1.5 }, /schoolDatabases/],
  ["more databases than a Worker binds", { schoolDatabases: 5000 }, /schoolDatabases/],
  [
    "a programme with a misspelt field",
    { campaignProgramme: { kinds: { rentree: { dueDate: "10-01" } } } },
    /campaignProgramme.kinds.rentree: Unrecognized key: "dueDate"/,
  ],
  [
    "a programme of an unknown kind",
    { campaignProgramme: { kinds: { rentrée: { due: "10-01" } } } },
    /campaignProgramme.kinds/,
  ],
  [
    "a programme that no variable can hold",
    { campaignProgramme: { provider: { name: "a".repeat(6000) } } },
    /CAMPAIGN_PROGRAMME would have 60\d\d bytes, and Cloudflare takes 5120/,
  ],
  ["an origin without https", { origin: "http://orga.example.fr" }, /origin: must be https/],
  ["an origin with a path", { origin: "https://orga.example.fr/app" }, /origin: must be https/],
  ["a sender with two dots", { mailFrom: "a@example..fr" }, /mailFrom: must be a mail address/],
  ["two senders", { mailFrom: "a@example.fr,b" }, /mailFrom: must be a mail address/],
  ["a sender with a path", { mailFrom: "a@example.fr/x" }, /mailFrom: must be a mail address/],
  [
    "a sender with its name",
    { mailFrom: "Orga <a@example.fr>" },
    /mailFrom: must be a mail address/,
  ],
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

test.each([
  ["https://ORGA.example.fr/", "https://orga.example.fr"],
  ["https://orga.example.fr:443", "https://orga.example.fr"],
  ["https://example.fr", "https://example.fr"],
  ["https://école.example.fr", "https://xn--cole-9oa.example.fr"],
])("%s is written as Cloudflare does", (origin, written) => {
  expect(parseSettings("essai", { ...GOOD, origin })).toMatchObject({ origin: written });
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
  for (const same of ["https://Orga.example.fr/", "https://orga.example.fr:443"]) {
    const given = { origin: same };
    expect(() => readSettings("staging", given, folder)).toThrow(
      /is already that of production.json/,
    );
  }
  const elsewhere = { origin: "https://essai.example.fr" };
  expect(readSettings("staging", elsewhere, folder)).toMatchObject(elsewhere);
  writeFileSync(`${folder}/README.md`, "");
  expect(() => readSettings("missing", {}, folder)).toThrow(
    /there are production.json, staging.json\): copy environments\/production.json/,
  );
  for (const name of ["../x", "Staging", "a", "é", "staging-2", "abcdefghijklmnopq", ""]) {
    expect(() => readSettings(name, {}, folder)).toThrow(/Name the environment/);
  }
  for (const [content, why] of [
    ["{", /production.json is not JSON/],
    ["null", /production.json holds no settings/],
    ["[]", /production.json holds no settings/],
  ] as const) {
    writeFileSync(`${folder}/production.json`, content);
    expect(() => readSettings("production", elsewhere, folder)).toThrow(why);
    expect(() => readSettings("staging", elsewhere, folder)).toThrow(why);
  }
});
