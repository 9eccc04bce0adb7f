import { expect, test, vi } from "vitest";
import {
  aMember,
  aSchool,
  importAnyway,
  importFile,
  inSchool,
  theBase,
} from "#tests/support/factories.ts";
import { anIne, aSiecleFile } from "#tests/support/siecle-file.ts";
import { readPupil, showIne } from "./read-pupil.ts";

async function aPupil() {
  const school = await aSchool();
  const admin = await aMember(school);
  const ine = anIne();
  const file = (division: string, year: string) =>
    aSiecleFile(school, [{ ine, lastName: "ZOLA", firstName: "Œdipe", division }], { year });
  await importAnyway(school, admin, file("6B", "2025"));
  await importFile(school, admin, file("5C", "2026"));
  const [pupil] = await theBase(school);
  if (!pupil) throw new Error("no pupil");
  return { school, admin, ine, asked: { organizationId: school.id, pupilId: pupil.id } };
}

test("a pupil's record shows the identity and the class of each year, never the INE", async () => {
  const { asked, ine } = await aPupil();
  const sheet = await readPupil(inSchool(asked.organizationId), asked);
  expect(sheet).toMatchObject({
    lastName: "ZOLA",
    firstNames: ["Œdipe"],
    sex: "F",
    birthDate: "2013-09-04",
    birthPlace: "Amiens (80)",
    level: "6e",
    division: "5C",
    deactivatedAt: null,
    classes: [
      { schoolYear: "2026-2027", division: "5C", level: "6e" },
      { schoolYear: "2025-2026", division: "6B", level: "6e" },
    ],
  });
  expect(JSON.stringify(sheet)).not.toContain(ine);
});

test("without the file of communes a pupil's record shows the code, the failure is logged, and the next reads again", async () => {
  const failures = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const { asked } = await aPupil();
  const env = inSchool(asked.organizationId);
  const fetch = vi.fn(async () => env.ASSETS.fetch("https://assets.local/communes.txt"));
  fetch.mockImplementationOnce(async () => new Response("", { status: 404 }));
  const broken = { ...env, ASSETS: { fetch } as unknown as Fetcher };
  expect(await readPupil(broken, asked)).toMatchObject({
    birthPlace: "commune de code INSEE 80021",
  });
  expect(failures.mock.calls.map(([line]) => JSON.parse(line).event)).toEqual([
    "communes.unreadable",
  ]);
  failures.mockRestore();
  for (let reads = 0; reads < 2; reads += 1) {
    expect(await readPupil(broken, asked)).toMatchObject({ birthPlace: "Amiens (80)" });
  }
  expect(fetch).toHaveBeenCalledTimes(2);
});

test("a pupil of another school is not found, and their INE is not returned", async () => {
  const { asked } = await aPupil();
  const stranger = await aSchool();
  const foreign = { ...asked, organizationId: stranger.id };
  expect(await readPupil(inSchool(foreign.organizationId), foreign)).toBeNull();
  expect(await showIne(inSchool(foreign.organizationId), { ...foreign, userId: "u" })).toBeNull();
  const told = await inSchool(stranger)
    .DB.prepare("SELECT count(*) AS n FROM journal WHERE organization_id = ?1")
    .bind(stranger.id)
    .first<{ n: number }>();
  expect(told?.n).toBe(0);
});

test("showing an INE is recorded in the journal, without the INE", async () => {
  const { asked, admin, ine } = await aPupil();
  expect(await showIne(inSchool(asked.organizationId), { ...asked, userId: admin.id })).toBe(ine);
  const line = await inSchool(asked.organizationId)
    .DB.prepare(
      "SELECT user_id, subject, detail FROM journal WHERE organization_id = ?1 AND event = 'pupil.ine_shown'",
    )
    .bind(asked.organizationId)
    .first();
  expect(line).toEqual({ user_id: admin.id, subject: asked.pupilId, detail: "{}" });
});
