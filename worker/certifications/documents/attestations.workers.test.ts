import { extractText, getDocumentProxy } from "unpdf";
import { beforeEach, expect, test, vi } from "vitest";
import {
  aMember,
  aSchool,
  call,
  deliver,
  env,
  folderIn,
  importFile,
  inSchool,
  theBase,
} from "#tests/support/factories.ts";
import { aResult } from "#tests/support/results.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { loadDocument } from "../../documents/store.ts";
import { serveAttestations } from "./serve-attestations.ts";

let school: Awaited<ReturnType<typeof aSchool>>;
let admin: Awaited<ReturnType<typeof aMember>>;

beforeEach(async () => {
  school = await aSchool();
  admin = await aMember(school);
});

function pathOf(query: Record<string, string>): string {
  return `/api/organizations/${school.uai}/certifications/attestations.pdf?${new URLSearchParams(query)}`;
}

async function get(query: Record<string, string>): Promise<Response> {
  return await call(pathOf(query), { as: admin });
}

async function read(answer: Response): Promise<string[]> {
  expect(answer.status).toBe(200);
  const pdf = await getDocumentProxy(new Uint8Array(await answer.arrayBuffer()));
  return (await extractText(pdf)).text.map((page) => page.replace(/\s+/g, " "));
}

const CLASS = { year: "2025-2026", division: "3E A" };

async function documents() {
  const { results } = await inSchool(school)
    .DB.prepare("SELECT * FROM document WHERE organization_id = ?1")
    .bind(school.id)
    .all<{ id: string; status: string; attempt: number; object_key: string }>();
  return results;
}

test("a class is one PDF with a page per pupil in the French order, old and new certifications together", async () => {
  for (const lastName of ["Zola", "Élan", "Ecosse", "ÉCOT", "d’Arc"])
    await aResult(school, { lastName });
  await aResult(school, { lastName: "Martin", version: "v2", level: "", score: 400 });
  await aResult(school, { lastName: "Ailleurs", division: "3E B" });
  const answer = await get(CLASS);
  expect(answer.headers.get("Content-Type")).toBe("application/pdf");
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  const names = (await read(answer)).map((page) => /Lila (.*?) Date de naissance/.exec(page)?.[1]);
  expect(names).toEqual(["d’Arc", "Ecosse", "ÉCOT", "Élan", "Martin", "Zola"]);
});

test("a pupil has the latest validated result, even when a later one was cancelled", async () => {
  const pupil = { firstName: "Nadia", lastName: "DEUX" };
  await aResult(school, { ...pupil, number: "1", takenOn: "2025-11-10", score: 100, level: "" });
  await aResult(school, { ...pupil, number: "2", takenOn: "2026-02-10", score: 612, level: "" });
  await aResult(school, { ...pupil, number: "3", takenOn: "2026-05-10", status: "cancelled" });
  await aResult(school, { lastName: "REJET", status: "rejected", score: 0 });
  const pages = await read(await get(CLASS));
  expect(pages).toHaveLength(1);
  expect(pages[0]).toContain("612 pix");
});

test("a class without any result is answered 404 with a message, one without a validated result 400", async () => {
  const empty = await get(CLASS);
  expect(empty.status).toBe(404);
  expect(await empty.json()).toMatchObject({
    code: "NO_RESULT",
    detail: "Aucune attestation de certification pour la classe 3E A.",
  });
  await aResult(school, { status: "rejected", score: 0 });
  await aResult(school, { status: "cancelled", score: null });
  const answer = await get(CLASS);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    code: "NO_ATTESTATION",
    detail:
      "Aucun résultat validé pour la classe 3E A\u00a0: il n’y a pas d’attestation à imprimer.",
  });
});

test("a class whose name holds URL and path characters is found, and gives its file a name", async () => {
  const division = "3/A & #1 100% é";
  await aResult(school, { division });
  const answer = await get({ year: "2025-2026", division });
  expect(await read(answer)).toHaveLength(1);
  const disposition = answer.headers.get("Content-Disposition") ?? "";
  const name = decodeURIComponent(disposition.split("UTF-8''")[1] ?? "");
  expect(name).toMatch(/^\d{8}_attestations_3-A & #1 100% é\.pdf$/);
  expect(disposition).toMatch(
    /^attachment; filename="attestations.pdf"; filename\*=UTF-8''[\w%.~!-]+$/,
  );
});

test("one pupil has a PDF of their own, even when their class changed", async () => {
  const mine = await aResult(school, { lastName: "Seule" });
  await aResult(school, { lastName: "Autre" });
  const pages = await read(await get({ pupil: mine.id }));
  expect(pages).toHaveLength(1);
  expect(pages[0]).toContain("Lila Seule");
});

test("the ceremony edition has its sign-off sheet", async () => {
  await aResult(school);
  const pages = await read(await get({ ...CLASS, edition: "ceremonie" }));
  expect(pages[0]).toContain("Feuille d’émargement");
});

test("several classes, in the layout of the stage, are one PDF with a sheet for each class", async () => {
  await aResult(school, { lastName: "Un" });
  await aResult(school, { lastName: "Deux", division: "3E B" });
  await aResult(school, { lastName: "Trois", division: "3E C" });
  const query = new URLSearchParams({ year: "2025-2026", edition: "ceremonie" });
  for (const division of ["3E A", "3E B"]) query.append("division", division);
  query.set("presentation", "remise");
  const path = `/api/organizations/${school.uai}/certifications/attestations.pdf?${query}`;
  const pages = await read(await call(path, { as: admin }));
  expect(
    pages.map((page) => (page.includes("Feuille") ? "Feuille" : /Lila \w+/.exec(page)?.[0])),
  ).toEqual([...["Feuille", "Lila Un", "Feuille", "Lila Deux"]]);
  expect(pages[1]).toContain("remise à");
  // A value that is none asks for the statement, as before there was a choice.
  query.set("presentation", "affiche");
  const plain = await read(await call(path.replace("remise", "affiche"), { as: admin }));
  expect(plain[1]).toContain("Niveaux par compétence");
});

test("the sex of the base decides how a birth is told", async () => {
  await importFile(school, admin, aSiecleFile(school, somePupils(1)));
  const [pupil] = await theBase(school);
  await inSchool(school)
    .DB.prepare("UPDATE pupil SET sex = 'F' WHERE id = ?1")
    .bind(pupil?.id)
    .run();
  await aResult(school, { pupilId: pupil?.id ?? "" });
  expect((await read(await get(CLASS)))[0]).toContain("Née le 04/09/2011 à Amiens");
});

test("the same content is made once with the same bytes; a corrected result makes a new document", async () => {
  const result = await aResult(school);
  const first = await (await get(CLASS)).bytes();
  const again = await (await get(CLASS)).bytes();
  expect(again).toEqual(first);
  expect(await documents()).toMatchObject([{ status: "done", attempt: 1 }]);
  await inSchool(school)
    .DB.prepare("UPDATE certification SET score = 700 WHERE number = ?1")
    .bind(result.id)
    .run();
  expect((await read(await get(CLASS)))[0]).toContain("700 pix");
  expect(await documents()).toHaveLength(2);
});

test("a lost object is made again", async () => {
  await aResult(school);
  const first = await (await get(CLASS)).bytes();
  const [made] = await documents();
  await env.FILES.delete(made?.object_key ?? "");
  expect(await (await get(CLASS)).bytes()).toEqual(first);
});

test("members, other schools and strangers get nothing", async () => {
  await aResult(school);
  const member = await aMember(school, "member");
  expect((await call(pathOf(CLASS), { as: member })).status).toBe(403);
  const other = await aMember(await aSchool());
  expect((await call(pathOf(CLASS), { as: other })).status).toBe(404);
  expect((await call(pathOf(CLASS))).status).toBe(401);
});

test("each download is in the journal, without a name", async () => {
  await aResult(school);
  await (await get(CLASS)).bytes();
  const line = await inSchool(school)
    .DB.prepare("SELECT * FROM journal WHERE organization_id = ?1")
    .bind(school.id)
    .first();
  expect(line).toMatchObject({
    event: "attestations.exported",
    user_id: admin.id,
    subject: "3E A",
    detail: JSON.stringify({ year: "2025-2026", pupils: 1 }),
  });
});

test("a page starts a document and polls its progress until it is ready", async () => {
  await aResult(school);
  const base = `/api/organizations/${school.uai}/certifications/documents`;
  const query = new URLSearchParams(CLASS);
  const asked = await call(`${base}?${query}`, { method: "POST", as: admin });
  expect(asked.status).toBe(202);
  const { id } = await asked.json<{ id: string }>();
  await vi.waitFor(async () => {
    const told = await (await call(`${base}/${id}`, { as: admin })).json();
    expect(told).toMatchObject({ id, status: "done", progress: { done: 1, total: 1 } });
  });
  const other = await aMember(await aSchool());
  expect((await call(`${base}/${id}`, { as: other })).status).toBe(404);
});

test("a document whose content changes while it waits is dropped, not made from other results", async () => {
  await aResult(school);
  await inSchool(school)
    .DB.prepare(
      `INSERT INTO document (id, organization_id, kind, status, selection, content_hash, total,
       requested_by, created_at, heartbeat_at, expires_at)
     VALUES (?1, ?2, 'attestations', 'queued', ?3, 'of-before', 1, ?4, 1, 1, 1)`,
    )
    .bind(
      "00000000-0000-4000-8000-00000000d0c1",
      school.id,
      JSON.stringify({ ...CLASS, edition: "simple" }),
      admin.id,
    )
    .run();
  const documentId = "00000000-0000-4000-8000-00000000d0c1";
  await deliver("documents", { v: 1, organizationId: school.id, documentId });
  expect(await loadDocument(inSchool(school), documentId)).toBeNull();
  expect((await env.FILES.list({ prefix: folderIn(school, "documents") })).objects).toEqual([]);
});

test("a document fails after every attempt failed, and is made when requested again", async () => {
  await aResult(school);
  const first = await (await get(CLASS)).bytes();
  const [made] = await documents();
  await inSchool(school)
    .DB.prepare("UPDATE document SET status = 'running' WHERE id = ?1")
    .bind(made?.id)
    .run();
  await deliver("documents-dead", { v: 1, organizationId: school.id, documentId: made?.id });
  expect(await documents()).toMatchObject([{ id: made?.id, status: "failed" }]);
  expect(await (await get(CLASS)).bytes()).toEqual(first);
});

test("a long document is answered with a later retry: a browser comes back by itself", async () => {
  await aResult(school);
  const organization = { ...school, name: "Collège des Essais" };
  const member = {
    user: admin,
    organization,
    role: "admin" as const,
    sessionExpiresAt: 1,
    sessionId: "none",
  };
  const ask = (accept: string) =>
    new Request(`https://x.test${pathOf(CLASS)}`, { headers: { Accept: accept } });
  const page = await serveAttestations(inSchool(school), { member, request: ask("text/html") }, 0);
  expect(page.status).toBe(202);
  expect(page.headers.get("Refresh")).toBe("2");
  expect(await page.text()).toContain("Attestations en préparation");
  await aResult(school, { lastName: "Encore" });
  const told = await serveAttestations(inSchool(school), { member, request: ask("*/*") }, 0);
  expect(told.headers.get("Retry-After")).toBe("2");
  expect(await told.json()).toMatchObject({ progress: { done: 0, total: 2 } });
});
