import Papa from "papaparse";
import { expect, test } from "vitest";
import { aMember, aSchool, call, inSchool } from "#tests/support/factories.ts";
import { readGolden } from "#tests/support/golden-files.ts";
import { type EraName, OTHER_ERAS } from "#tests/support/result-file.ts";
import { settleRows } from "../settle/settle-rows.ts";

/** The whole round trip: sent as by a school, kept outside the base in one class, and exported again. */
async function through(era: EraName, layout: 27 | 29): Promise<string> {
  const school = await aSchool();
  const admin = await aMember(school);
  const base = `/api/organizations/${school.uai}/certifications`;
  const sent = await call(`${base}/results`, {
    method: "POST",
    as: admin,
    body: new TextEncoder().encode(readGolden(era)),
  });
  expect(sent.status, await sent.clone().text()).toBe(200);
  const settled = await settleRows(inSchool(school), {
    organizationId: school.id,
    userId: admin.id,
    scope: {},
    choice: { kind: "keep", division: "3E A" },
  });
  expect(settled).toEqual({ ok: true, settled: 6 });
  const out = await call(`${base}/results.csv?division=3E+A&layout=${layout}`, { as: admin });
  expect(out.status).toBe(200);
  // Keeps the byte order mark, which `text()` would drop.
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await out.arrayBuffer());
}

test.each([
  ["C", 29],
  ["A", 27],
] as const)(
  "a class file of era %s comes out of the base equal, byte for byte",
  async (era, layout) => {
    expect(await through(era, layout)).toBe(readGolden(era));
  },
);

/** The columns that another layout names differently or lacks. */
const ELSEWHERE = new Set([
  ...["Nombre de Pix", "Résultat", "Centre de certification", "Certification CléA numérique"],
]);

test.each(OTHER_ERAS)(
  "each cell of %s.csv comes out of the base equal, in the %i columns",
  async (era, layout) => {
    const given = table(readGolden(era));
    const out = table(await through(era, layout));
    expect(out).toHaveLength(given.length);
    given.forEach((row, place) => {
      for (const [header, cell] of Object.entries(row)) {
        if (ELSEWHERE.has(header)) continue;
        expect(out[place]?.[header], `${place} ${header}`).toBe(cell);
      }
      // A file with only Pix+ has no score.
      if (era !== "pixPlus") expect(markOf(out[place] ?? {}), `${place}`).toBe(markOf(row));
    });
  },
);

/** `Novice 2 (249 Pix)`, `249` or `-`, whichever column holds it. */
function markOf(row: Record<string, string>): string {
  const told = row.Résultat ?? row["Score en Pix"] ?? row["Nombre de Pix"] ?? "";
  return /\((\d+) Pix\)/.exec(told)?.[1] ?? told.replace(" Pix", "");
}

function table(csv: string): Array<Record<string, string>> {
  return Papa.parse<Record<string, string>>(csv.slice(1), { header: true, delimiter: ";" }).data;
}
