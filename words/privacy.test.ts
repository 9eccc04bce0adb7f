import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { COOKIES } from "#worker/platform/cookies.ts";
import { LEAVERS_WARNED_MS, RETENTION } from "#worker/platform/retention.ts";
import { formatPeriod } from "./format.ts";
import { hasMissing } from "./legal.ts";
import { type Held, heldLines, privacyNotice, type Recipient, recipients } from "./privacy.ts";

const OPERATOR = {
  name: "Académie d’Essai",
  address: "1 rue de l’Essai",
  director: "Camille Demo",
  host: "Hébergeur d’Essai",
  dpo: "dpo@essai.test",
  support: "aide@essai.test",
};
const FACTS = { periods: RETENTION, warnedMs: LEAVERS_WARNED_MS, cookies: COOKIES };

/** The lines under this name. */
function said(name: string, facts: Parameters<typeof privacyNotice>[1] = FACTS): string {
  const items = privacyNotice(OPERATOR, facts).parts.flatMap((part) => part.items ?? []);
  return items.find((item) => item.name === name)?.lines.join(" ") ?? "";
}

const LINES = Object.keys(heldLines) as Held[];
const PERIODS: Partial<Record<Held, number>> = RETENTION;

test.each(LINES)(
  "the notice says what %s is, why it is kept, and the period of the configuration",
  (key) => {
    const { name, what, why } = heldLines[key];
    const ms = PERIODS[key];
    expect(said(name)).toContain(what);
    expect(said(name)).toContain(why);
    if (ms !== undefined) expect(said(name)).toContain(formatPeriod(ms));
    expect(said(name)).toMatch(/Durée\u00a0: [\p{L}\d]+/u);
  },
);

test("a period that the configuration changes is changed in the notice", () => {
  const { name } = heldLines.mail;
  const periods = { ...RETENTION, mail: 3 * 86_400_000 };
  expect(said(name)).toContain("30 jours");
  expect(said(name, { ...FACTS, periods })).toContain("3 jours");
});

test("the erasure of leavers is described with the years and the warning of the configuration", () => {
  expect(said("Base élèves")).toContain("5 ans après");
  expect(said("Base élèves")).toContain("60 jours avant");
  const facts = { ...FACTS, periods: { ...RETENTION, pupil: 3 * 365 * 86_400_000 } };
  expect(said("Base élèves", facts)).toContain("3 ans après");
});

test("every cookie of the table is listed, with its purpose and its lifetime", () => {
  for (const { name, ms } of Object.values(COOKIES)) {
    expect(said(name)).toContain("Sert à");
    expect(said(name)).toContain(formatPeriod(ms));
  }
});

/** Who receives what passes through each kind of binding; those that hold no data of people are null. */
const RECEIVES: Record<string, Recipient | null> = {
  d1_databases: "host",
  r2_buckets: "host",
  durable_objects: "host",
  queues: "host",
  send_email: "mail",
  assets: null,
  version_metadata: null,
};

test("whoever receives data through a binding of the configuration is named in the notice", () => {
  const toml = readFileSync(new URL("../wrangler.toml", import.meta.url), "utf8");
  const kinds = [...toml.matchAll(/^\[+([\w.]+)\]+\n(?:[^[]*?)\b(?:binding|name|queue) = /gm)].map(
    ([, kind = ""]) => kind.split(".")[0] ?? "",
  );
  expect(new Set(kinds)).toContain("send_email");
  expect([...new Set(kinds)].filter((kind) => RECEIVES[kind] === undefined)).toEqual([]);
  const told = JSON.stringify(privacyNotice(OPERATOR, FACTS));
  for (const { name, what } of Object.values(recipients)) {
    expect(told).toContain(name);
    expect(told).toContain(what);
  }
});

test("the notice names the operator, and says what is missing", () => {
  expect(JSON.stringify(privacyNotice(OPERATOR, FACTS))).toContain(OPERATOR.dpo);
  expect(hasMissing(privacyNotice(OPERATOR, FACTS))).toBe(false);
  expect(hasMissing(privacyNotice({ ...OPERATOR, dpo: " " }, FACTS))).toBe(true);
});

test.each([
  [10 * 60_000, "10 minutes"],
  [8 * 3_600_000, "8 heures"],
  [86_400_000, "24 heures"],
  [30 * 86_400_000, "30 jours"],
  [365 * 86_400_000, "12 mois"],
  [5 * 365 * 86_400_000, "5 ans"],
])("%d ms are written as %s", (ms, told) => {
  expect(formatPeriod(ms)).toBe(told);
});
