import { expect, test } from "vitest";
import { aMember, aSchool, call, inSchool } from "#tests/support/factories.ts";
import { bodyOf } from "#tests/support/result-file.ts";
import { aResult } from "#tests/support/results.ts";
import { parisDate } from "../../platform/clock.ts";
import { enterResults } from "../enter/enter-results.ts";

const ODD = "3ème A/B & C#1 50%";

async function aSchoolWithResults() {
  const school = await aSchool();
  const admin = await aMember(school);
  const get = (query: Record<string, string> | string[][]) =>
    call(
      `/api/organizations/${school.uai}/certifications/results.csv?${new URLSearchParams(query)}`,
      { as: admin },
    );
  return { school, admin, get };
}

test("the file of a class is named after it, and holds the latest certification of each pupil", async () => {
  const { school, get } = await aSchoolWithResults();
  await aResult(school, { division: ODD, number: "1", takenOn: "2026-01-01" });
  await aResult(school, { division: ODD, number: "2", status: "cancelled", takenOn: "2026-05-01" });
  await aResult(school, { division: "3E B", number: "3" });
  const answer = await get({ year: "2025-2026", division: ODD.toUpperCase() });
  const day = parisDate(Date.now()).replaceAll("-", "");
  expect(answer.headers.get("Content-Disposition")).toBe(
    `attachment; filename="export.csv"; filename*=UTF-8''${encodeURIComponent(`${day}_resultats_3ème A-B & C#1 50%.csv`)}`,
  );
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = new TextDecoder().decode(bytes).split("\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('2;"Lila";"MOREAU"');
  expect(lines[1]).toContain('"Annulée";"-";"-"');
});

test("several classes, all, the 27 columns, and the whole school with class and year", async () => {
  const { school, get } = await aSchoolWithResults();
  await aResult(school, { division: "3E B", lastName: "ZOLA" });
  await aResult(school, { division: "3E A" });
  await aResult(school, { division: "3E C", schoolYear: "2024-2025", takenOn: "2025-03-01" });
  const rows = async (query: Record<string, string> | string[][]) =>
    (await (await get(query)).text()).split("\n");
  expect(
    await rows([
      ["division", "3E A"],
      ["division", "3e b"],
      ["year", "2025-2026"],
    ]),
  ).toHaveLength(3);
  expect(await rows({})).toHaveLength(3);
  expect((await rows({ layout: "27" }))[0]?.split(";")).toHaveLength(27);
  const whole = await rows({ scope: "school" });
  expect(whole[0]?.split(";")).toHaveLength(31);
  expect(whole.slice(1).map((line) => line.split(";").slice(-2).join())).toEqual([
    '"3E A","2025-2026"',
    '"3E B","2025-2026"',
    '"3E C","2024-2025"',
  ]);
  const told = await inSchool(school)
    .DB.prepare(
      "SELECT count(*) AS n FROM journal WHERE organization_id = ?1 AND event = 'results.exported'",
    )
    .bind(school.id)
    .first("n");
  expect(told).toBe(4);
});

test("in the school's file, a class 3E1 survives a spreadsheet and is read back unchanged", async () => {
  const { school, admin, get } = await aSchoolWithResults();
  await aResult(school, { division: "3E1", number: "71", externalId: "2E3" });
  const csv = await (await get({ scope: "school" })).text();
  expect(csv.split("\n")[1]?.split(";").slice(-2).join()).toBe('"=""3E1""","2025-2026"');
  expect(csv).toContain(';"2E3";');
  // The file of a class has none of our own columns: it stays as Pix makes it.
  expect(await (await get({ division: "3E1", year: "2025-2026" })).text()).not.toContain("=");

  const other = await aSchool();
  const entered = await enterResults(inSchool(other), {
    organizationId: other.id,
    user: { id: admin.id, name: admin.name },
    filename: "etablissement.csv",
    body: bodyOf(csv),
  });
  expect(entered).toMatchObject({ ok: true, counts: { unmatched: 1 } });
  const row = await inSchool(other)
    .DB.prepare("SELECT division, external_id FROM certification_row WHERE organization_id = ?1")
    .bind(other.id)
    .first();
  expect(row).toEqual({ division: "3E1", external_id: "2E3" });
});

test("a class without results is answered 404 with a message; one whose results are all cancelled has its file", async () => {
  const { school, admin, get } = await aSchoolWithResults();
  await aResult(school, { division: "3E A", status: "cancelled", score: null });
  const none = await get({ year: "2025-2026", division: "3E Z" });
  expect([none.status, (await none.json<{ detail: string }>()).detail]).toEqual([
    404,
    "Aucun résultat de certification pour la classe 3E Z.",
  ]);
  expect((await get({ year: "2024-2025", division: "3E A" })).status).toBe(404);
  expect((await get({ year: "2025-2026", division: "3E A" })).status).toBe(200);
  const divisions = await call(
    `/api/organizations/${school.uai}/certifications/divisions?year=2025-2026`,
    { as: admin },
  );
  expect(await divisions.json()).toEqual({
    divisions: [{ year: "2025-2026", division: "3E A", results: 1, attestations: 0 }],
  });
});
