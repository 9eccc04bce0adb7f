import { expect, test } from "vitest";
import { aMember, aSchool, importAnyway, inSchool } from "#tests/support/factories.ts";
import { bodyOf, LAYOUTS } from "#tests/support/result-file.ts";
import { aSiecleFile } from "#tests/support/siecle-file.ts";
import { listWaiting } from "../settle/list-waiting.ts";
import { settleRows } from "../settle/settle-rows.ts";
import { enterResults } from "./enter-results.ts";

const ROWS = 50_000;
const PUPILS = 3_000;

test("50 000 rows are matched and stored, twice within a minute", async () => {
  const school = await aSchool();
  const user = await aMember(school);
  const pupils = Array.from({ length: PUPILS }, (_, place) => ({
    ine: `${String(300_000_000 + place)}KB`,
    lastName: `NOM${place}`,
    firstName: "Lou",
    birthDate: "04/01/2011",
    division: `3E ${place % 30}`,
  }));
  await importAnyway(school, user, aSiecleFile(school, pupils, { year: "2025" }));
  const lines = Array.from(
    { length: ROWS },
    (_, place) =>
      `${place + 1};Lou;Nom${place};04/01/2011;Amiens;;Validée;155;${"1;".repeat(16)};7;12/03/2026`,
  );
  const bytes = new TextEncoder().encode([LAYOUTS.A.join(";"), ...lines].join("\n"));
  const input = { organizationId: school.id, user, filename: "tout.csv" };
  const started = Date.now();
  const entered = await enterResults(inSchool(school), { ...input, body: bodyOf(bytes) });
  expect(entered).toMatchObject({
    ok: true,
    counts: { rows: ROWS, added: PUPILS, unmatched: ROWS - PUPILS },
  });
  const corrected = new TextDecoder().decode(bytes).replaceAll(";155;", ";156;");
  const again = await enterResults(inSchool(school), { ...input, body: bodyOf(corrected) });
  expect(again).toMatchObject({ counts: { corrected: PUPILS, unchanged: 0 } });
  const took = Date.now() - started;
  console.log(`50 000 rows, twice: ${took} ms`);
  expect(took).toBeLessThan(60_000);

  const asked = Date.now();
  const waiting = await listWaiting(inSchool(school), { organizationId: school.id });
  expect([waiting.total, waiting.rows.length]).toEqual([ROWS - PUPILS, 20]);
  const choice = { kind: "discard" as const };
  const settled = await settleRows(inSchool(school), {
    organizationId: school.id,
    userId: user.id,
    scope: {},
    choice,
  });
  expect(settled).toEqual({ ok: true, settled: ROWS - PUPILS });
  expect(Date.now() - asked).toBeLessThan(20_000);
});
