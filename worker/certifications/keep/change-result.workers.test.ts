import { expect, test } from "vitest";
import {
  aMember,
  aSchool,
  call,
  importAnyway,
  inSchool,
  theBase,
} from "#tests/support/factories.ts";
import { aResultFile, aRow, bodyOf } from "#tests/support/result-file.ts";
import { aResult } from "#tests/support/results.ts";
import { aSiecleFile } from "#tests/support/siecle-file.ts";
import { aVisitor } from "#tests/support/visitor.ts";
import { enterResults } from "../enter/enter-results.ts";
import { settleRows } from "../settle/settle-rows.ts";
import { listResults } from "../show/list-results.ts";

const PUPIL = { lastName: "OXFORD", firstName: "Lili", birthDate: "04/01/2011", division: "3E A" };

async function aSchoolWithPupil() {
  const school = await aSchool();
  const admin = await aMember(school);
  await importAnyway(school, admin, aSiecleFile(school, [PUPIL], { year: "2025" }));
  const pupilId = (await theBase(school))[0]?.id ?? "";
  const ask = (method: string, number: string, body?: unknown, as = admin) =>
    call(`/api/organizations/${school.uai}/certifications/${number}`, {
      method,
      as,
      headers: { "Content-Type": "application/json" },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  const kept = () => listResults(inSchool(school), { organizationId: school.id });
  const enter = async (
    rows: Parameters<typeof aResultFile>[0],
    filename: string,
    more: string[] = [],
  ) => {
    const body = bodyOf(aResultFile(rows, "C", more));
    const entered = await enterResults(inSchool(school), {
      ...{ organizationId: school.id, user: admin, filename, body },
    });
    if (!entered.ok) throw new Error(JSON.stringify(entered.faults));
    return entered;
  };
  return { school, admin, pupilId, ask, kept, enter };
}

async function journalOf(organizationId: number) {
  const { results } = await inSchool(organizationId)
    .DB.prepare(
      "SELECT event, subject, detail FROM journal WHERE organization_id = ?1 AND event LIKE 'results.%' ORDER BY at, n",
    )
    .bind(organizationId)
    .all<{ event: string; subject: string; detail: string }>();
  return results.map(({ detail, ...line }) => ({ ...line, detail: JSON.parse(detail) }));
}

test("a kept result moves to another year, class and pupil, and the journal says so", async () => {
  const { school, admin, pupilId, ask, kept } = await aSchoolWithPupil();
  const { number } = await aResult(school, { division: "3E A" });
  const moved = await ask("PATCH", number, {
    year: "2024-2025",
    division: "  4E\u00a0 B ",
    pupilId,
  });
  expect(moved.status).toBe(200);
  expect(await moved.json()).toMatchObject({
    ...{ number, year: "2024-2025", division: "4E B", pupilId, pupil: "Lili OXFORD" },
  });
  expect(await kept()).toMatchObject([{ schoolYear: "2024-2025", division: "4E B", pupilId }]);
  expect((await ask("PATCH", number, { pupilId: null })).status).toBe(200);
  expect(await kept()).toMatchObject([
    { schoolYear: "2024-2025", division: "4E B", pupilId: null },
  ]);
  expect(await journalOf(school.id)).toMatchObject([
    {
      event: "results.moved",
      subject: number,
      detail: {
        ...{ owner: "pupil", fromYear: "2025-2026", year: "2024-2025" },
        ...{ fromDivision: "3E A", division: "4E B" },
      },
    },
    {
      event: "results.moved",
      detail: { owner: "outside", division: "4E B", fromDivision: "4E B" },
    },
  ]);
  const journal = await call(`/api/organizations/${school.uai}/journal?kind=certifications`, {
    as: admin,
  });
  const { lines } = await journal.json<{ lines: Array<{ sentence: string }> }>();
  expect(lines.map(({ sentence }) => sentence.split(" a modifié ")[1])).toEqual([
    `le résultat de la certification n°\u00a0${number}\u00a0: détaché de la base.`,
    `le résultat de la certification n°\u00a0${number}\u00a0: classe «\u202f4E B\u202f» au lieu de «\u202f3E A\u202f», année 2024-2025 au lieu de 2025-2026, rattaché à un élève de la base.`,
  ]);
});

test("a result is deleted with its history, and the journal keeps its number", async () => {
  const { school, ask, kept, enter } = await aSchoolWithPupil();
  const row = aRow();
  await enter([row], "a.csv");
  await enter([{ ...row, "Score en Pix": 300 }], "a.csv");
  const [result] = await kept();
  const number = result?.number ?? "";
  expect((await ask("DELETE", number)).status).toBe(200);
  expect(await kept()).toEqual([]);
  const history = await inSchool(school)
    .DB.prepare("SELECT count(*) AS n FROM certification_history WHERE organization_id = ?1")
    .bind(school.id)
    .first("n");
  expect(history).toBe(0);
  expect((await journalOf(school.id)).at(-1)).toEqual({
    event: "results.removed",
    subject: number,
    detail: { year: "2025-2026", division: "3E A" },
  });
  expect((await ask("DELETE", number)).status).toBe(404);
  expect((await ask("PATCH", number, { division: "3E" })).status).toBe(404);
  await enter([row], "a.csv");
  expect(await kept()).toHaveLength(1);
});

test.each<[string, unknown, number, string]>([
  ["no JSON", "{", 400, "INVALID_REQUEST"],
  ["a list", [], 400, "BODY_INVALID"],
  ["nothing", {}, 400, "NOTHING_TO_CHANGE"],
  ["another field", { score: 1000 }, 400, "BODY_INVALID"],
  ["a number for a class", { division: 3 }, 400, "BODY_INVALID"],
  ["an empty class", { division: " \n " }, 422, "CLASS_MISSING"],
  ["a class of 6 000 letters", { division: "a".repeat(6_000) }, 422, "CLASS_TOO_LONG"],
  ["a class that shows nothing", { division: "\u200b\u2060\u202e\u3164" }, 422, "CLASS_MISSING"],
  ["a ruined class", { division: "3Ã¨me" }, 422, "CLASS_UNREADABLE"],
  ["half a year", { year: "2025" }, 422, "YEAR_INVALID"],
  ["two years", { year: "2024-2026" }, 422, "YEAR_INVALID"],
  ["a year to come", { year: "2040-2041" }, 422, "YEAR_INVALID"],
  ["a body of 1 MB", { division: "a".repeat(1_000_000) }, 413, "PAYLOAD_TOO_LARGE"],
])("%s is refused, and nothing changes", async (_, body, status, code) => {
  const { school, ask, kept } = await aSchoolWithPupil();
  const { number } = await aResult(school, { division: "3E A" });
  const before = await kept();
  const answer = await ask("PATCH", number, body);
  expect([answer.status, (await answer.json<{ code: string }>()).code]).toEqual([status, code]);
  expect(await kept()).toEqual(before);
  expect(await journalOf(school.id)).toEqual([]);
});

test("a result or a pupil of another school, or a request by a member, changes nothing", async () => {
  const { school, ask, kept } = await aSchoolWithPupil();
  const other = await aSchoolWithPupil();
  const { number } = await aResult(school, { division: "3E A" });
  const before = await kept();
  expect((await other.ask("PATCH", number, { division: "X" })).status).toBe(404);
  expect((await other.ask("DELETE", number)).status).toBe(404);
  expect((await ask("PATCH", number, { pupilId: other.pupilId })).status).toBe(404);
  expect((await ask("PATCH", number, { pupilId: "inconnu" })).status).toBe(404);
  const member = await aMember(school, "member");
  expect((await ask("PATCH", number, { division: "X" }, member)).status).toBe(403);
  expect((await ask("DELETE", number, undefined, member)).status).toBe(403);
  expect(await kept()).toEqual(before);
});

test("in class files of people missing from the base, each row keeps the class of its column or of its file", async () => {
  const { school, admin, kept, enter } = await aSchoolWithPupil();
  const row = (name: string, Classe = "") => aRow({ Nom: name, Classe });
  await enter([row("Un")], "20260714_resultats_3E B.csv");
  await enter([row("Deux")], "20260714_resultats_3E C (1).csv");
  await enter([row("Trois", "3E D"), row("Quatre")], "session.csv", ["Classe"]);
  const choice = { kind: "keep" as const, division: "" };
  const input = { organizationId: school.id, userId: admin.id, scope: {} };
  expect(await settleRows(inSchool(school), { ...input, choice })).toEqual({
    ok: false,
    reason: "NO_CLASS",
  });
  const settled = await settleRows(inSchool(school), {
    ...input,
    choice: { ...choice, division: "3E Z" },
  });
  expect(settled).toEqual({ ok: true, settled: 4 });
  expect((await kept()).map(({ lastName, division }) => [lastName, division])).toEqual([
    ...[
      ["Un", "3E B"],
      ["Deux", "3E C"],
    ],
    ...[
      ["Trois", "3E D"],
      ["Quatre", "3E Z"],
    ],
  ]);
});

test("the same file again corrects a class that was typed for all, not one that was chosen for one result", async () => {
  const { school, ask, kept, enter } = await aSchoolWithPupil();
  const [one, two, mine] = [aRow({ Nom: "Un" }), aRow({ Nom: "Deux" }), aRow()];
  for (const row of [one, two]) {
    await aResult(school, {
      ...{ number: String(row["Numéro de certification"]), division: "3E Z" },
      ...{ lastName: String(row.Nom), firstName: "Lili" },
    });
  }
  await ask("PATCH", String(two["Numéro de certification"]), { division: "3E Y" });
  const again = await enter([one, two, mine], "20260714_resultats_3E B.csv");
  expect(again.counts).toMatchObject({ added: 1, corrected: 2 });
  const classes = async () =>
    Object.fromEntries((await kept()).map(({ lastName, division }) => [lastName, division]));
  // The base knows the class of the third, and the base has priority.
  expect(await classes()).toEqual({ Un: "3E B", Deux: "3E Y", Oxford: "3E A" });
  const once = await enter([one, two, mine], "20260714_resultats_3E B.csv");
  expect(once.counts).toMatchObject({ added: 0, corrected: 0, unchanged: 3 });
  // A file without a class does not remove the class; a file with a class column sets it.
  await enter([one], "session.csv");
  expect((await classes()).Un).toBe("3E B");
  await enter([{ ...one, Classe: "3E C" }], "session.csv", ["Classe"]);
  expect((await classes()).Un).toBe("3E C");
});

test("the same file again gives a result kept outside the base to its pupil, once the base has them", async () => {
  const { school, admin, kept, enter } = await aSchoolWithPupil();
  const row = aRow({ Nom: "Nouvelle" });
  await aResult(school, {
    ...{ number: String(row["Numéro de certification"]), division: "3E Z" },
    ...{ lastName: "Nouvelle", firstName: "Lili" },
  });
  const pupils = [PUPIL, { ...PUPIL, lastName: "NOUVELLE", division: "3E N" }];
  await importAnyway(school, admin, aSiecleFile(school, pupils, { year: "2025" }));
  await enter([row], "a.csv");
  const base = await theBase(school);
  const pupil = base.find(({ last_name: name }) => name === "NOUVELLE");
  expect(await kept()).toMatchObject([{ pupilId: pupil?.id, division: "3E N" }]);
});

test("the page of a result accepts a search of any length, and reports a class that is too long", async () => {
  const { school, admin } = await aSchoolWithPupil();
  const { number } = await aResult(school, { division: "3E A" });
  const go = aVisitor({ cookie: admin.cookie });
  const page = `/etablissements/${school.uai}/certifications/resultats/${number}`;
  for (const search of ["é".repeat(10_000), `O'"%_\\ é`, "\u0000"]) {
    const found = await go(page, { intent: "find", search });
    expect([found.status, found.text], search.slice(0, 9)).toEqual([
      200,
      expect.stringContaining('"candidates":[]'),
    ]);
  }
  const refused = await go(page, { intent: "change", division: "a".repeat(6_000) });
  expect([refused.status, refused.text]).toEqual([400, expect.stringContaining("CLASS_TOO_LONG")]);
});

test("a change is refused with a message when a colleague changed or deleted the result meanwhile", async () => {
  const { school, admin, kept } = await aSchoolWithPupil();
  const { number } = await aResult(school, { division: "3E A" });
  const page = `/etablissements/${school.uai}/certifications/resultats/${number}`;
  const go = aVisitor({ cookie: admin.cookie, draws: true });
  const { text } = await go(page);
  const seen = /name="seen" value="([^"]*)"/.exec(text)?.[1]?.replaceAll("&quot;", '"') ?? "";
  expect(seen).toContain("3E A");
  const change = { intent: "change", year: "2025-2026", seen };
  expect((await go(page, { ...change, division: "3E B" })).status).toBe(303);
  const second = await go(page, { ...change, division: "3E C" });
  expect(second.status).toBe(409);
  expect(second.text).toContain("Un collègue a modifié ce résultat");
  expect(second.text).toMatch(/name="division"[^>]*value="3E B"/);
  expect(await kept()).toMatchObject([{ division: "3E B" }]);
  const detach = await go(page, { intent: "change", pupilId: "", seen });
  expect(detach.status).toBe(409);

  expect((await go(page, { intent: "remove-result" })).status).toBe(303);
  for (const form of [{ intent: "remove-result" }, { ...change, division: "3E C" }]) {
    const late = await go(page, form);
    expect([late.status, /<h1[^>]*>([^<]*)/.exec(late.text)?.[1]]).toEqual([
      404,
      "Rien n’a été enregistré",
    ]);
  }
});

test("the sheet of a pupil leads to the page that changes each of their results", async () => {
  const { school, admin, pupilId } = await aSchoolWithPupil();
  const { number } = await aResult(school, { division: "3E A", pupilId });
  const go = aVisitor({ cookie: admin.cookie, draws: true });
  const { text } = await go(`/etablissements/${school.uai}/eleves/${pupilId}`);
  expect(text).toContain(`href="/etablissements/${school.uai}/certifications/resultats/${number}"`);
});

test("the class typed with a file follows the rule of classes", async () => {
  const { school, admin, kept } = await aSchoolWithPupil();
  const send = async (division: string) => {
    const path = `/api/organizations/${school.uai}/certifications/results`;
    const headers = { "X-Filename": "a.csv" };
    const query = new URLSearchParams({ division });
    const body = aResultFile([aRow({ Nom: "OXFORD", Prénom: "Lili" })]);
    const sent = { method: "POST", as: admin, headers, body: new Uint8Array(body) };
    const answer = await call(`${path}?${query}`, sent);
    return [answer.status, (await answer.json<{ code?: string }>()).code];
  };
  expect(await send("a".repeat(300))).toEqual([422, "CLASS_TOO_LONG"]);
  expect(await send("3Ã¨me")).toEqual([422, "CLASS_UNREADABLE"]);
  expect(await kept()).toEqual([]);
  expect(await send(" 3e\u0301\u00a0 \u200bA ")).toEqual([200, undefined]);
  expect(await send("\u200b")).toEqual([200, undefined]);
  expect(await journalOf(school.id)).toHaveLength(2);
});
