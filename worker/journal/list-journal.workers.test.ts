import { expect, test, vi } from "vitest";
import {
  aMember,
  aPerson,
  aSchool,
  call,
  env,
  importFile,
  inSchool,
} from "#tests/support/factories.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { DAY } from "../platform/clock.ts";
import { runSweeps } from "../platform/sweep.ts";
import { RETENTION_SWEEPS } from "../rights/sweep-retention.ts";
import { type JournalPage, listJournal, parseJournalFilters } from "./list-journal.ts";
import { type JournalEvent, journalStatement } from "./record.ts";

type School = { id: number; uai: string };

async function aLine(
  school: School,
  line: {
    event?: JournalEvent;
    userId?: string | null;
    at?: number;
    subject?: string;
    detail?: Record<string, string>;
  },
) {
  const { event = "pupils.exported", userId = null, at = Date.now(), subject = "x", detail } = line;
  const entry = { organizationId: school.id, at, userId, event, subject };
  await journalStatement(env, { ...entry, ...(detail && { detail }) }).run();
}

async function sentences(school: School, query = "", page: number | "all" = 1) {
  const filters = parseJournalFilters(new URLSearchParams(query));
  const found = await listJournal(inSchool(school), {
    organizationId: school.id,
    ...filters,
    page,
  });
  return found.lines.map(({ sentence }) => sentence);
}

test("an import is listed with its sender and its numbers, newest first", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, somePupils(3)), "base.xml");
  expect(await sentences(school)).toEqual([
    "L’import lancé par «\u202fCamille Essai\u202f» a été appliqué à la base élèves\u00a0: 3 ajoutés, 0 modifié, 0 réactivé, 0 désactivé, 0 non importé.",
    "«\u202fCamille Essai\u202f» a envoyé «\u202fbase.xml\u202f», un fichier de la base élèves.",
  ]);
});

test("a person who left keeps their name; lines without a person belong to the service", async () => {
  const school = await aSchool();
  const [gone, removed] = [await aPerson("Zoé Partie"), await aPerson("Noé Retiré")];
  const detail = { role: "member" };
  await aLine(school, {
    event: "member.removed",
    userId: gone.id,
    subject: removed.id,
    detail,
    at: 2,
  });
  await aLine(school, { event: "import.cancelled", at: 1 });
  await aLine(school, { event: "pupils.exported", userId: "erased", at: 0 });
  expect(await sentences(school)).toEqual([
    "«\u202fZoé Partie\u202f» a retiré « Noé Retiré » de l’espace Pix Orga.",
    "Le service a annulé un import avant qu’il ne soit appliqué.",
    "Un compte supprimé a exporté la liste de tous les élèves («\u202fx\u202f»).",
  ]);
  const filters = parseJournalFilters(new URLSearchParams());
  const { people, lines } = await listJournal(inSchool(school), {
    organizationId: school.id,
    ...filters,
    page: 1,
  });
  expect(people).toEqual([
    { id: gone.id, name: "Zoé Partie" },
    { id: "service", name: null },
  ]);
  expect(lines.map(({ who }) => who)).toEqual(["Zoé Partie", "Service", "Un compte supprimé"]);
});

test("the category, the person and the days of Paris filter the list", async () => {
  const school = await aSchool();
  const [lea, max] = [await aPerson("Léa Essai"), await aPerson("Max Essai")];
  const at = (iso: string) => Date.parse(iso);
  await aLine(school, { event: "import.undone", userId: lea.id, at: at("2026-09-01T21:59:59Z") });
  await aLine(school, { event: "member.left", userId: max.id, at: at("2026-09-01T22:00:00Z") });
  await aLine(school, { event: "import.failed", at: at("2026-09-02T21:59:59Z") });
  await aLine(school, { event: "access.refused", userId: max.id, at: at("2026-09-02T22:00:00Z") });
  const count = async (query: string) => (await sentences(school, query)).length;
  expect(await count("")).toBe(4);
  expect(await count("kind=imports")).toBe(2);
  expect(await count("kind=refusals")).toBe(1);
  expect(await count(`person=${max.id}`)).toBe(2);
  expect(await count("person=service")).toBe(1);
  expect(await count("from=2026-09-02&to=2026-09-02")).toBe(2);
  expect(await count("from=2026-09-02")).toBe(3);
  expect(await count("to=2026-09-01")).toBe(1);
  expect(await count(`kind=team&person=${max.id}&from=2026-09-02&to=2026-09-02`)).toBe(1);
  expect(await count("kind=drop&from=hier&to=2026-13-45")).toBe(4);
});

test("pages hold 50 lines; the CSV holds all of them, and no cell that a spreadsheet would run", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await env.DB.batch(
    Array.from({ length: 120 }, (_, at) =>
      journalStatement(env, {
        ...{ organizationId: school.id, at, userId: null, event: "pupils.exported", subject: "x" },
      }),
    ),
  );
  const evil = await aPerson("=1+1");
  await aLine(school, { userId: evil.id, at: 500 });
  const path = `/api/organizations/${school.uai}/journal`;
  const last = await (await call(`${path}?page=3`, { as: admin })).json<JournalPage>();
  expect([last.total, last.page, last.pageSize, last.lines.length]).toEqual([121, 3, 50, 21]);
  const csv = await call(`${path}?format=csv`, { as: admin });
  expect(csv.headers.get("Content-Type")).toContain("text/csv");
  const text = await csv.text();
  expect(text.trimEnd().split("\r\n")).toHaveLength(122);
  expect(text).toContain(";'=1+1;");
});

test("another school's journal is never read, whatever the filters say", async () => {
  const [mine, other] = [await aSchool(), await aSchool()];
  const person = await aPerson("Autre École");
  await aLine(other, { userId: person.id });
  expect(await sentences(mine, `person=${person.id}`, "all")).toEqual([]);
  const filters = parseJournalFilters(new URLSearchParams());
  const found = await listJournal(inSchool(mine), { organizationId: mine.id, ...filters, page: 1 });
  expect([found.total, found.people]).toEqual([0, []]);
});

test("a member's request for a route of administrators is recorded in the journal, once an hour and route", async () => {
  const school = await aSchool();
  const member = await aMember(school, "member");
  const base = `/api/organizations/${school.uai}`;
  for (const path of ["journal", "journal?page=2", "imports/abc/errors", "imports/def/errors"]) {
    expect((await call(`${base}/${path}`, { as: member })).status).toBe(403);
  }
  const told = (await sentences(school)).toSorted();
  expect(told).toHaveLength(2);
  expect(told.join(" ")).toMatch(/le journal \(rés.*l’import de la base élèves \(rés/);
  const routes = await env.DB.prepare("SELECT subject FROM journal WHERE organization_id = ?1")
    .bind(school.id)
    .all();
  expect(routes.results).toContainEqual({
    subject: "GET /api/organizations/:uai/imports/:id/errors",
  });
});

test("lines older than twelve months are deleted, younger ones stay", async () => {
  const school = await aSchool();
  const now = Date.now();
  await aLine(school, { at: now - 366 * DAY });
  await aLine(school, { at: now - 364 * DAY });
  await runSweeps(env, RETENTION_SWEEPS, now);
  expect(await sentences(school)).toHaveLength(1);
});

test("where the journal refuses a deletion, the line stays and the school's visit counts: others have their turn", async () => {
  const school = await aSchool();
  await aLine(school, { at: Date.now() - 340 * DAY });
  await journalStatement(inSchool(school), {
    ...{ organizationId: school.id, at: Date.now() - 340 * DAY, userId: null },
    ...{ event: "pupils.exported", subject: "x" },
  }).run();
  const failures = vi.spyOn(console, "error").mockImplementation(() => undefined);
  // The clock of the trigger is a month behind that of the cron.
  const now = Date.now() + 30 * DAY;
  await runSweeps(env, RETENTION_SWEEPS, now);
  expect(failures).toHaveBeenCalledTimes(RETENTION_SWEEPS.length);
  failures.mockRestore();
  expect(await sentences(school)).toHaveLength(2);
  const visits = await Promise.all([
    env.DB.prepare("SELECT swept_at FROM organization WHERE id = ?1").bind(school.id).first(),
    inSchool(school)
      .DB.prepare("SELECT swept_at FROM school WHERE id = ?1")
      .bind(school.id)
      .first(),
  ]);
  expect(visits).toEqual([{ swept_at: now }, { swept_at: now }]);
});
