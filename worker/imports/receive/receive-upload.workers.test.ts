import { afterEach, expect, test, vi } from "vitest";
import {
  aMember,
  anAbandonedImport,
  anUpload,
  aSchool,
  env,
  folderIn,
  inSchool,
  settle,
} from "#tests/support/factories.ts";
import { aSiecleFile, type SiecleFilePupil } from "#tests/support/siecle-file.ts";
import { listSkipped } from "../show/read-lists.ts";
import { dayOf, loadImport } from "../store.ts";
import { MAX_UPLOAD_BYTES, receiveUpload } from "./receive-upload.ts";

afterEach(() => {
  vi.useRealTimers();
});

/** A body of `size` bytes that starts like XML, with the number of its pieces that were requested. */
function aLongBody(size: number) {
  const MEBIBYTE = 2 ** 20;
  const told = { pulls: 0 };
  let left = size;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        told.pulls += 1;
        const piece = new Uint8Array(Math.min(left, MEBIBYTE)).fill(0x20);
        if (left === size) piece[0] = 0x3c;
        left -= piece.byteLength;
        controller.enqueue(piece);
        if (left === 0) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return { body, told };
}

async function send(size: number, school?: Awaited<ReturnType<typeof aSchool>>) {
  const organization = school ?? (await aSchool());
  const user = await aMember(organization);
  const { body, told } = aLongBody(size);
  const outcome = await receiveUpload(inSchool(organization), {
    organization,
    user,
    filename: "x.xml",
    body,
    size,
  });
  return { outcome, pulls: told.pulls };
}

test("a file of exactly 50 MiB is stored whole; one byte more is refused without reading", async () => {
  const { outcome } = await send(50 * 2 ** 20);
  expect(outcome).toMatchObject({ ok: true, import: { status: "received" } });
  if (outcome.ok) expect((await settle(outcome.import.id)).progress.totalBytes).toBe(50 * 2 ** 20);
  const over = await send(MAX_UPLOAD_BYTES + 1);
  const refused = { ok: false, code: "PAYLOAD_TOO_LARGE", detail: { file: "x.xml" } };
  expect(over).toEqual({ outcome: refused, pulls: 0 });
});

test("a file of another type is refused at once, and its type is named", async () => {
  const found = async (name: string, text: string, kind: "sco-menj" | "sco-masa" = "sco-menj") => {
    const organization = await aSchool(kind);
    const user = await aMember(organization);
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const body = new Blob([bytes]).stream();
    const upload = { organization, user, filename: name, body, size: bytes.length };
    const outcome = await receiveUpload(inSchool(upload.organization), upload);
    return outcome.ok || !("detail" in outcome) ? outcome : [outcome.code, outcome.detail];
  };
  const refused = (file: string, what?: string) => [
    "FORMAT_NOT_SUPPORTED",
    what === undefined ? { file } : { file, found: what },
  ];
  const pdf = await found("eleves.xml", "%PDF-1.7 ...");
  expect(pdf).toEqual(refused("eleves.xml", "pdf"));
  const page = await found("ExportXML.xml", "<!DOCTYPE html><html><form>");
  expect(page).toEqual(refused("ExportXML.xml", "web-page"));
  expect(await found("liste.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")).toEqual(
    refused("liste.doc", "old-office"),
  );
  expect(await found("a.csv", "Identifiant unique*;Division*\n")).toEqual(refused("a.csv", "csv"));
  expect(await found("f.csv", "Identifiant unique*;Premier pr\xe9nom*\n")).toEqual(
    refused("f.csv", "fregata"),
  );
  expect(await found("a.xml", "<BEE_ELEVES>", "sco-masa")).toEqual(refused("a.xml", "xml"));
  expect(await found("a.txt", "Bonjour")).toEqual(refused("a.txt"));
  const results = "Num\xe9ro de certification;Nom;Date de passage de la certification\n";
  const ours = "Nom;Classe;Niveau;INE;Nom d'usage;D\xe9sactiv\xe9 le;Motif\n";
  for (const kind of ["sco-menj", "sco-masa"] as const) {
    expect(await found("r.csv", results, kind)).toEqual(refused("r.csv", "results"));
    expect(await found("e.csv", ours, kind)).toEqual(refused("e.csv", "pupil-list"));
  }
});

test("while another import is active, a body is refused without reading and nothing is stored", async () => {
  const school = await aSchool();
  const active = await anAbandonedImport(school, (await aMember(school)).id);
  const { outcome, pulls } = await send(3 * 2 ** 20, school);
  expect(outcome).toEqual({ ok: false, code: "IMPORT_ACTIVE" });
  expect(pulls).toBe(0);
  const { objects } = await env.FILES.list({ prefix: folderIn(school, "imports") });
  expect(objects.map(({ key }) => key)).toEqual([`${folderIn(school, "imports")}${active}/source`]);
});

test.each([0, 10, 100_000])(
  "a body interrupted after %i bytes is reported as such, and leaves nothing",
  async (sent) => {
    const organization = await aSchool();
    const user = await aMember(organization);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(`<${" ".repeat(sent)}`));
      },
      pull: (controller) => controller.error(new Error("Network connection lost.")),
    });
    const upload = { organization, user, filename: "x.xml", body, size: 500_000 };
    expect(await receiveUpload(inSchool(upload.organization), upload)).toEqual({
      ok: false,
      code: "BODY_INTERRUPTED",
    });
    expect((await env.FILES.list({ prefix: folderIn(organization, "imports") })).objects).toEqual(
      [],
    );
    const imports = await inSchool(organization)
      .DB.prepare("SELECT id FROM import WHERE organization_id = ?1")
      .bind(organization.id)
      .all();
    expect(imports.results).toEqual([]);
  },
);

test("today is the day in Paris: at 22:30 UTC in summer, a pupil leaving the next day has left", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const leaving = (firstName: string, day: string): SiecleFilePupil => ({
    firstName,
    extra: `<DATE_SORTIE>${day}</DATE_SORTIE>`,
  });
  const file = aSiecleFile(school, [
    {},
    leaving("Abel", "02/07/2026"),
    leaving("Basile", "03/07/2026"),
  ]);
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-07-01T22:30:00Z") });
  const id = await anUpload(school, admin, file);
  vi.useRealTimers();
  const stored = await loadImport(inSchool(school), id);
  expect(stored && dayOf(stored)).toBe("2026-07-02");
  expect((await settle(id)).counts).toMatchObject({ added: 2, skipped: 1 });
  const list = await listSkipped(inSchool(school), {
    organizationId: school.id,
    importId: id,
    page: 1,
  });
  expect(list?.skipped).toMatchObject([{ reason: "LEFT", pupil: "Abel MOREAU" }]);
});
