import { crc32 } from "node:zlib";
import { unzipSync } from "fflate";
import { beforeEach, expect, test, vi } from "vitest";
import { aCampaignFile } from "#tests/support/campaign-file.ts";
import {
  aMember,
  aSchool,
  call,
  deliver,
  env,
  folderIn,
  importAnyway,
  importFile,
  inSchool,
} from "#tests/support/factories.ts";
import { aResult } from "#tests/support/results.ts";
import { anIne, aSiecleFile } from "#tests/support/siecle-file.ts";
import { enterCampaignFile } from "../campaigns/files/enter-file.ts";
import { claimDocument, loadDocument } from "../documents/store.ts";
import { makeArchive } from "./make-archive.ts";
import { readArchiveOffer } from "./read-archives.ts";

let school: Awaited<ReturnType<typeof aSchool>>;
let admin: Awaited<ReturnType<typeof aMember>>;

beforeEach(async () => {
  school = await aSchool();
  admin = await aMember(school);
});

function base(): string {
  return `/api/organizations/${school.uai}/certifications/archives`;
}

async function ask(): Promise<string> {
  const asked = await call(base(), { method: "POST", as: admin });
  expect(asked.status).toBe(202);
  return (await asked.json<{ id: string }>()).id;
}

async function waitForArchive(id: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const told = await (await call(`${base()}/${id}`, { as: admin })).json();
      expect(told).toMatchObject({ id, status: "done" });
    },
    { timeout: 20_000 },
  );
}

async function download(id: string): Promise<Uint8Array> {
  const answer = await call(`${base()}/${id}/file`, { as: admin });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("Content-Type")).toBe("application/zip");
  return await answer.bytes();
}

async function anArchive(): Promise<Record<string, Uint8Array>> {
  const id = await ask();
  await waitForArchive(id);
  return unzipSync(await download(id));
}

function text(bytes: Uint8Array | undefined): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** A row as a crash leaves it: no message was sent. */
async function aWaitingArchive(): Promise<string> {
  const id = crypto.randomUUID();
  await inSchool(school)
    .DB.prepare(
      `INSERT INTO document (id, organization_id, kind, status, total, requested_by, created_at,
       heartbeat_at, expires_at)
     VALUES (?1, ?2, 'archive', 'queued', 1, ?3, ?4, ?4, ?4 + 1000000)`,
    )
    .bind(id, school.id, admin.id, Date.now())
    .run();
  return id;
}

async function objects(): Promise<string[]> {
  const { objects } = await env.FILES.list({ prefix: folderIn(school, "archives") });
  return objects.map(({ key }) => key);
}

const DAY = "\\d{8}";

test("the archive holds the results and attestations of every class and year, and an index page", async () => {
  await aResult(school, { lastName: "Un", division: "3E A" });
  await aResult(school, { lastName: "Deux", division: "3E A", status: "rejected", score: 0 });
  await aResult(school, { lastName: "Trois", division: "3E B", status: "cancelled" });
  await aResult(school, { lastName: "Quatre", division: "TLE 1", schoolYear: "2024-2025" });
  const files = await anArchive();
  const names = Object.keys(files).sort();
  expect(names).toHaveLength(7);
  for (const [index, path] of [
    "2024-2025/TLE 1/DAY_attestations_TLE 1.pdf",
    "2024-2025/TLE 1/DAY_resultats_TLE 1.csv",
    "2025-2026/3E A/DAY_attestations_3E A.pdf",
    "2025-2026/3E A/DAY_resultats_3E A.csv",
    "2025-2026/3E B/DAY_resultats_3E B.csv",
    "DAY_resultats_Collège des Essais.csv",
    "index.html",
  ].entries()) {
    expect(names[index]).toMatch(new RegExp(`^${path.replace("DAY", DAY)}$`));
  }
  const csv = text(files[names.find((name) => name.includes("resultats_3E A")) ?? ""]);
  expect(csv.startsWith('\uFEFF"Numéro de certification";')).toBe(true);
  expect(csv.split("\n")).toHaveLength(3);
  const whole = text(files[names[5] ?? ""]).split("\n");
  expect(whole).toHaveLength(5);
  expect(whole.filter((line) => line.includes("Numéro de certification"))).toHaveLength(1);
  expect(whole[1]).toContain(';"2025-2026"');
  expect(whole[4]).toContain('"TLE 1";"2024-2025"');
});

test("the index page of the archive links to every file, and only to them", async () => {
  await aResult(school, { division: "3E A" });
  await aResult(school, { division: "3/É & #1 100%" });
  const files = await anArchive();
  const page = text(files["index.html"]);
  const links = Array.from(page.matchAll(/href="([^"]*)"/g), ([, href]) =>
    decodeURIComponent(href ?? ""),
  );
  expect(links.sort()).toEqual(
    Object.keys(files)
      .filter((name) => name !== "index.html")
      .sort(),
  );
  expect(page).toContain('<html lang="fr">');
  expect(page).toContain('<th scope="row">3/É &amp; #1 100%</th>');
  expect(page).not.toMatch(/<script|https?:/);
});

test("campaigns are in the archive, with states and percentages, even without any certification", async () => {
  const pupils = [{ ine: anIne(), lastName: "MARTIN", firstName: "Alix", division: "6A" }];
  await importFile(school, admin, aSiecleFile(school, pupils));
  const input = { organizationId: school.id, user: admin, filename: "resultats.csv" };
  for (const code of ["ABCDEF234", "BCDEFG345"]) {
    const line = { ...pupils[0], lastName: "MARTIN", firstName: "Alix", shared: true };
    const body = aCampaignFile([{ ...line, sharedOn: "13/10/2026 11:00" }], {
      code,
      externalId: code,
    });
    expect(await enterCampaignFile(inSchool(school), { ...input, body })).toMatchObject({
      ok: true,
    });
  }
  const files = await anArchive();
  const path = "campagnes/2026-2027/Rentrée sixième";
  expect(Object.keys(files).sort()).toEqual([`${path} (2).csv`, `${path}.csv`, "index.html"]);
  expect(text(files[`${path}.csv`])).toMatch(/MARTIN Alix.*6A.*Reçu.*13\/10\/2026.*0,75/);
  const page = text(files["index.html"]);
  expect(page).toContain("Rentrée sixième");
  expect(page.match(/href=/g)).toHaveLength(2);
});

test("folder names are safe and unique for any class name", async () => {
  const divisions = ["3/A", "3#A", "3e a", "3E A", "CON", "..", "é & % ?", ""];
  for (const division of divisions) await aResult(school, { division });
  const files = await anArchive();
  const folders = new Set(
    Object.keys(files)
      .filter((name) => name.includes("/"))
      .map((name) => name.split("/")[1]),
  );
  expect(folders.size).toBe(divisions.length);
  for (const name of Object.keys(files)) expect(name).not.toMatch(/[#%&?*:|<>"\\]|\.\.|\/\//);
  expect(new Set(Object.keys(files).map((name) => name.toLowerCase())).size).toBe(
    Object.keys(files).length,
  );
});

test("the zip's record of each entry matches its content", async () => {
  for (const division of ["3E A", "3E É"]) await aResult(school, { division });
  const id = await ask();
  await waitForArchive(id);
  const zip = await download(id);
  const files = unzipSync(zip);
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.byteLength - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  let at = view.getUint32(end + 16, true);
  const count = view.getUint16(end + 10, true);
  expect(count).toBe(Object.keys(files).length);
  for (let entry = 0; entry < count; entry += 1) {
    const name = text(zip.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
    expect(view.getUint32(at + 16, true)).toBe(crc32(files[name] ?? new Uint8Array()));
    expect(view.getUint32(at + 24, true)).toBe(files[name]?.byteLength);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true);
  }
});

test("an import of pupils changes nothing in the archive", async () => {
  const ine = anIne();
  const both = aSiecleFile(school, [{ ine }, { ine: anIne() }]);
  expect(await importFile(school, admin, both)).toMatchObject({ status: "done" });
  const pupil = await inSchool(school)
    .DB.prepare("SELECT id FROM pupil WHERE organization_id = ?1 AND ine = ?2")
    .bind(school.id, ine)
    .first<{ id: string }>();
  await aResult(school, { pupilId: pupil?.id ?? null });
  await aResult(school, { lastName: "Autre", division: "3E B" });
  const before = await anArchive();
  const leaving = aSiecleFile(school, [{ ine: anIne() }]);
  expect(await importAnyway(school, admin, leaving)).toMatchObject({ status: "done" });
  expect(await anArchive()).toEqual(before);
});

test("a school without results has nothing to archive", async () => {
  const asked = await call(base(), { method: "POST", as: admin });
  expect(asked.status).toBe(404);
  expect(await asked.json()).toMatchObject({ code: "NO_RESULT" });
  expect(await readArchiveOffer(inSchool(school), school.id)).toEqual({
    classes: 0,
    archive: null,
  });
});

test("one archive at a time: a second request is refused with the id of the first", async () => {
  await aResult(school);
  const id = await aWaitingArchive();
  const asked = await call(base(), { method: "POST", as: admin });
  expect(asked.status).toBe(409);
  expect(await asked.json()).toMatchObject({ code: "ARCHIVE_ACTIVE", id });
  const { results } = await inSchool(school)
    .DB.prepare("SELECT n FROM journal WHERE organization_id = ?1")
    .bind(school.id)
    .all();
  expect(results).toEqual([]);
});

test("request and download are journaled; an archive that is not ready is not served", async () => {
  await aResult(school);
  const waiting = await aWaitingArchive();
  expect((await call(`${base()}/${waiting}/file`, { as: admin })).status).toBe(409);
  await inSchool(school).DB.prepare("DELETE FROM document WHERE id = ?1").bind(waiting).run();
  const id = await ask();
  await waitForArchive(id);
  await download(id);
  const { results } = await inSchool(school)
    .DB.prepare(
      "SELECT event, subject, user_id FROM journal WHERE organization_id = ?1 ORDER BY at, n",
    )
    .bind(school.id)
    .all();
  expect(results).toEqual([
    { event: "archive.requested", subject: id, user_id: admin.id },
    { event: "archive.downloaded", subject: id, user_id: admin.id },
  ]);
});

test("members, other schools and strangers get nothing", async () => {
  await aResult(school);
  const id = await ask();
  await waitForArchive(id);
  const member = await aMember(school, "member");
  const other = await aMember(await aSchool());
  for (const path of [`${base()}/${id}`, `${base()}/${id}/file`]) {
    expect((await call(path, { as: member })).status).toBe(403);
    expect((await call(path, { as: other })).status).toBe(404);
    expect((await call(path)).status).toBe(401);
  }
  expect((await call(base(), { method: "POST", as: member })).status).toBe(403);
  const away = await aSchool();
  const mine = await aMember(away);
  const borrowed = `/api/organizations/${away.uai}/certifications/archives/${id}`;
  expect((await call(borrowed, { as: mine })).status).toBe(404);
});

test("a message delivered five times at once makes one archive", async () => {
  await aResult(school);
  const documentId = await aWaitingArchive();
  await Promise.all(
    Array.from({ length: 5 }, () =>
      deliver("documents", { v: 1, organizationId: school.id, documentId }),
    ),
  );
  expect(await loadDocument(inSchool(school), documentId)).toMatchObject({
    status: "done",
    attempt: 1,
  });
  expect(await objects()).toHaveLength(1);
});

test("an attempt killed in the middle leaves nothing visible, and the next one starts over", async () => {
  await aResult(school);
  const documentId = await aWaitingArchive();
  const started = Date.now();
  // Killed: it still holds the document, left an unfinished upload, and sends no more heartbeats.
  const dead = await claimDocument(inSchool(school), { id: documentId, now: started - 120_000 });
  const upload = await env.FILES.createMultipartUpload(
    `${folderIn(school, "archives")}${documentId}-1.zip`,
  );
  await upload.uploadPart(1, new Uint8Array(5 * 1024 * 1024));
  expect(dead?.attempt).toBe(1);
  expect(await objects()).toEqual([]);
  await deliver("documents", { v: 1, organizationId: school.id, documentId });
  expect(await loadDocument(inSchool(school), documentId)).toMatchObject({
    status: "done",
    attempt: 2,
  });
  expect(Object.keys(unzipSync(await download(documentId)))).toContain("index.html");
});

test("an overtaken attempt stops, and its object is deleted", async () => {
  await aResult(school);
  const documentId = await aWaitingArchive();
  const slow = await claimDocument(inSchool(school), { id: documentId, now: Date.now() - 120_000 });
  if (!slow) throw new Error("not claimed");
  await deliver("documents", { v: 1, organizationId: school.id, documentId });
  await makeArchive(inSchool(school), slow);
  expect(await objects()).toEqual([`${folderIn(school, "archives")}${documentId}-2.zip`]);
  expect(await loadDocument(inSchool(school), documentId)).toMatchObject({
    status: "done",
    attempt: 2,
  });
});

test("the finished object of a killed attempt is deleted when the next one begins", async () => {
  await aResult(school);
  const documentId = await aWaitingArchive();
  await claimDocument(inSchool(school), { id: documentId, now: Date.now() - 120_000 });
  await env.FILES.put(
    `${folderIn(school, "archives")}${documentId}-1.zip`,
    "whole, but nobody knows",
  );
  await deliver("documents", { v: 1, organizationId: school.id, documentId });
  expect(await objects()).toEqual([`${folderIn(school, "archives")}${documentId}-2.zip`]);
});

test("a failure of ours releases the archive, which is retried at once", async () => {
  const result = await aResult(school);
  await inSchool(school)
    .DB.prepare("UPDATE certification SET competences = 'broken' WHERE number = ?1")
    .bind(result.id)
    .run();
  const documentId = await aWaitingArchive();
  const told = await deliver("documents", { v: 1, organizationId: school.id, documentId });
  expect(told.retryMessages).toHaveLength(1);
  expect(await loadDocument(inSchool(school), documentId)).toMatchObject({ status: "queued" });
  await inSchool(school)
    .DB.prepare("UPDATE certification SET competences = '[]' WHERE number = ?1")
    .bind(result.id)
    .run();
  await deliver("documents", { v: 1, organizationId: school.id, documentId });
  expect(await loadDocument(inSchool(school), documentId)).toMatchObject({ status: "done" });
});

test("a page that polls the progress wakes an archive that the queue forgot, once", async () => {
  await aResult(school);
  const documentId = await aWaitingArchive();
  await claimDocument(inSchool(school), { id: documentId, now: Date.now() - 120_000 });
  await waitForArchive(documentId);
  expect(await loadDocument(inSchool(school), documentId)).toMatchObject({ attempt: 2 });
});
