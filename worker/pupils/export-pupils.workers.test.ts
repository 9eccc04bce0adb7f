import { expect, test } from "vitest";
import { aMember, aSchool, call, importFile, inSchool } from "#tests/support/factories.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";

async function aSchoolOf(count: number) {
  const school = await aSchool();
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, somePupils(count)));
  return { school, admin };
}

async function linesOf(answer: Response): Promise<string[]> {
  return (await answer.text()).replace("\uFEFF", "").trim().split("\r\n");
}

test("the CSV holds the shown list beyond the page, in its order, and the journal records who exported it", async () => {
  const { school, admin } = await aSchoolOf(120);
  const answer = await call(
    `/api/organizations/${school.uai}/pupils?division=6A&division=5A&sort=-lastName&page=2&format=csv`,
    { as: admin },
  );
  expect(answer.headers.get("Content-Disposition")).toContain(`Eleves-${school.uai}.csv`);
  const lines = await linesOf(answer);
  expect(lines[0]).toBe("Nom;Prénom;Date de naissance;Classe;Niveau;INE;Désactivé le;Motif");
  expect(lines.length).toBe(61);
  expect(lines[1]).toBe("GARNIER0117;Inès;04/09/2013;5A;6e;200000117KB;;");
  const { results } = await inSchool(school)
    .DB.prepare(
      "SELECT user_id, subject, detail FROM journal WHERE organization_id = ?1 AND event = 'pupils.exported'",
    )
    .bind(school.id)
    .all();
  expect(results).toEqual([{ user_id: admin.id, subject: "6A, 5A", detail: '{"pupils":60}' }]);
});

test("a class that the school does not have is exported empty, and is not written in the journal", async () => {
  const { school, admin } = await aSchoolOf(6);
  const forged = encodeURIComponent("x). Camille Demo a retiré Dominique Demo (");
  const path = `/api/organizations/${school.uai}/pupils?format=csv&division=${forged}`;
  expect(await linesOf(await call(path, { as: admin }))).toHaveLength(1);
  await (await call(`${path}&division=5A&division=5A`, { as: admin })).text();
  const { results } = await inSchool(school)
    .DB.prepare(
      "SELECT subject FROM journal WHERE organization_id = ?1 AND event = 'pupils.exported' ORDER BY at, n",
    )
    .bind(school.id)
    .all();
  expect(results).toEqual([{ subject: "" }, { subject: "5A" }]);
});

test("a member exports the list without INE; a person of another school exports nothing", async () => {
  const { school } = await aSchoolOf(3);
  const member = await aMember(school, "member");
  const path = `/api/organizations/${school.uai}/pupils?format=csv`;
  const text = (await linesOf(await call(path, { as: member }))).join("\n");
  expect(text).toContain("GARNIER0002");
  expect(text).not.toContain("INE");
  expect(text).not.toMatch(/2000000\d\dKB/);
  const stranger = await aMember(await aSchool());
  expect((await call(path, { as: stranger })).status).toBe(404);
});

test("the day a pupil was deactivated is in the list that shows them", async () => {
  const { school, admin } = await aSchoolOf(30);
  await importFile(school, admin, aSiecleFile(school, somePupils(29)));
  const path = `/api/organizations/${school.uai}/pupils?include=deactivated&search=garnier0029&format=csv`;
  const [, line] = await linesOf(await call(path, { as: admin }));
  expect(line).toMatch(/;200000029KB;\d\d\/\d\d\/\d{4};Absent du fichier$/);
});
