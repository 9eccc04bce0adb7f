import { zipSync } from "fflate";
import { expect, test, vi } from "vitest";
import { replace } from "#tests/support/broken-bindings.ts";
import { anEssaiFile, ESSAI_SCHOOL, registerEssai } from "#tests/support/essai-format.ts";
import {
  aMember,
  anUpload,
  aSchool,
  call,
  deliver,
  env,
  folderIn,
  importFile,
  inSchool,
  settle,
  theBase,
} from "#tests/support/factories.ts";
import { aFregataFile } from "#tests/support/fregata-file.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import type { Organization } from "#worker/organizations/access.ts";
import { loadImport } from "../store.ts";
import { runImport } from "./run-import.ts";

function fregataLine(ine: string, sex = "Féminin"): string {
  return `${ine};Zoé;LEFÈVRE;${sex};04/09/2009;80021;;80;99100;ST;2472111411;2NDE  GT`;
}

const TWO_LINES = [fregataLine("123456789AB"), fregataLine("1234567890C")];

test("one message delivered five times in parallel imports the pupils once", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const id = await anUpload(school, admin, aSiecleFile(school, somePupils(300)));
  await Promise.all(
    Array.from({ length: 5 }, () =>
      deliver("imports", { v: 1, organizationId: school.id, importId: id, epoch: 0 }),
    ),
  );
  const done = await settle(id);
  expect(done).toMatchObject({ status: "done", counts: { added: 300, unchanged: 0 } });
  expect(await theBase(school)).toHaveLength(300);
  const version = await inSchool(school)
    .DB.prepare("SELECT base_version FROM school WHERE id = ?1")
    .bind(school.id)
    .first();
  expect(version).toEqual({ base_version: 1 });
  const changes = await inSchool(school)
    .DB.prepare(
      "SELECT count(*) AS n FROM pupil_change WHERE (organization_id, import_number) = (SELECT organization_id, number FROM import WHERE id = ?1)",
    )
    .bind(id)
    .first();
  expect(changes).toEqual({ n: 300 });
});

test("a runner whose file is gone because another one ended the import has nothing left to do", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const id = await anUpload(school, admin, aSiecleFile(school, somePupils(2)));
  const get: R2Bucket["get"] = async (...wanted: Parameters<R2Bucket["get"]>) => {
    await settle(id);
    return await env.FILES.get(...wanted);
  };
  const overtaken = { ...env, FILES: replace(env.FILES, "get", get) };
  await runImport(overtaken, { organizationId: school.id, importId: id, epoch: 0 });
  expect((await loadImport(inSchool(school), id))?.status).toBe("done");
  expect(await theBase(school)).toHaveLength(2);
});

test("a message of an older epoch changes nothing", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const id = await anUpload(school, admin, aSiecleFile(school, somePupils(2)));
  await settle(id);
  await inSchool(school)
    .DB.prepare("UPDATE import SET status = 'applying', epoch = 4 WHERE id = ?1")
    .bind(id)
    .run();
  await runImport(env, { organizationId: school.id, importId: id, epoch: 3 });
  expect((await loadImport(inSchool(school), id))?.status).toBe("applying");
  await inSchool(school)
    .DB.prepare("UPDATE import SET status = 'done' WHERE id = ?1")
    .bind(id)
    .run();
});

test("a message of unknown form is acknowledged and ignored", async () => {
  const result = await deliver("imports", { hello: "world" });
  expect(result.explicitAcks).toHaveLength(1);
  expect((await deliver("mails", { hello: "world" })).explicitAcks).toHaveLength(1);
});

test.each(["imports", "imports-dead", "documents", "documents-dead"])(
  "a message of %s for a school that does not exist is logged once and never comes again",
  async (queue) => {
    const lines: Array<{ event: string; id: string }> = [];
    vi.spyOn(console, "error").mockImplementation((line) => void lines.push(JSON.parse(line)));
    const [importId, documentId] = [crypto.randomUUID(), crypto.randomUUID()];
    const body = { v: 1, organizationId: 987_654, importId, documentId, epoch: 0 };
    const result = await deliver(queue, body);
    vi.restoreAllMocks();
    expect(result).toMatchObject({ explicitAcks: [expect.any(String)], retryMessages: [] });
    expect(lines).toMatchObject([{ event: "message.refused", queue }]);
    expect([importId, documentId]).toContainEqual(lines.map(({ id }) => id)[0]);
  },
);

test("a step that fails by our fault writes nothing and is retried later", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const id = await anUpload(school, admin, aSiecleFile(school, somePupils(2)));
  await settle(id);
  // A missing object is our failure, not a fault of the file.
  await inSchool(school)
    .DB.prepare(
      "UPDATE import SET status = 'reading', plain_key = 'imports/none', cursor = NULL WHERE id = ?1",
    )
    .bind(id)
    .run();
  const before = await theBase(school);
  const result = await deliver("imports", {
    v: 1,
    organizationId: school.id,
    importId: id,
    epoch: 0,
  });
  expect(result.retryMessages).toHaveLength(1);
  expect(await theBase(school)).toEqual(before);
  await deliver("pix-orga-production-imports-dead", {
    v: 1,
    organizationId: school.id,
    importId: id,
    epoch: 0,
  });
  expect((await loadImport(inSchool(school), id))?.status).toBe("failed");
});

test("a file of several windows gives the same base as a small one", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const pupils = somePupils(4000).map((pupil) => ({
    ...pupil,
    extra: `<ADRESSE>${"x".repeat(900)}</ADRESSE><!-- </ELEVE> -->`,
  }));
  const file = aSiecleFile(school, pupils);
  expect(file.byteLength).toBeGreaterThan(5 * 2 ** 20);
  const done = await importFile(school, admin, zipSync({ "a.xml": file }), "a.zip");
  expect(done).toMatchObject({ status: "done", counts: { added: 4000, skipped: 0 } });
  expect(done.progress).toEqual({
    bytes: file.byteLength,
    totalBytes: file.byteLength,
    rows: 4000,
  });
  const classes = await inSchool(school)
    .DB.prepare("SELECT count(DISTINCT division) AS n FROM pupil WHERE organization_id = ?1")
    .bind(school.id)
    .first();
  expect(classes).toEqual({ n: 4 });
});

test("an archive inflated to more than one part is read whole", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const pupils = somePupils(11_000).map((pupil, index) => ({
    ...pupil,
    extra: `<LIGNE1_ADRESSE>${"rue ".repeat(200)}${index}</LIGNE1_ADRESSE>`,
  }));
  const file = aSiecleFile(school, pupils);
  expect(file.byteLength).toBeGreaterThan(9 * 2 ** 20);
  const done = await importFile(school, admin, zipSync({ "a.xml": file }), "a.zip");
  expect(done.counts.added).toBe(11_000);
});

test("each refusal of an archive is reported, the base is unchanged, and no object is left behind", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const xml = aSiecleFile(school, [{}]);
  const whole = zipSync({ "a.xml": xml });
  const refusals: Array<[Uint8Array, string]> = [
    [zipSync({ "a.txt": xml }), "ARCHIVE_CONTENT"],
    [zipSync({ "a.xml": xml, "b.XML": xml }), "ARCHIVE_CONTENT"],
    [whole.slice(0, whole.length - 30), "FILE_INVALID"],
    [zipSync({ "a.xml": new Uint8Array(3 * 2 ** 20) }), "ARCHIVE_SUSPICIOUS"],
    [zipSync({ "a.xml": whole }), "FILE_INVALID"],
  ];
  for (const [file, code] of refusals) {
    const told = await importFile(school, admin, file, "a.zip");
    expect(told).toMatchObject({ status: "refused", errors: [{ code }] });
  }
  expect(await theBase(school)).toEqual([]);
  await vi.waitFor(async () =>
    expect((await env.FILES.list({ prefix: folderIn(school, "imports") })).objects).toEqual([]),
  );
});

test("a Fregata file is imported, with the school year of the day", async () => {
  const school = await aSchool("sco-masa");
  const admin = await aMember(school);
  const done = await importFile(school, admin, aFregataFile(TWO_LINES), "fregata.csv");
  expect(done).toMatchObject({ status: "done", counts: { added: 2 } });
  const year = await inSchool(school)
    .DB.prepare(
      "SELECT DISTINCT year || '-' || (year + 1) AS school_year FROM schooling WHERE organization_id = ?1",
    )
    .bind(school.id)
    .all<{ school_year: string }>();
  expect(year.results).toHaveLength(1);
  expect(year.results[0]?.school_year).toMatch(/^20\d\d-20\d\d$/);

  const twice = "123456789AB";
  const bad = [fregataLine(""), fregataLine(twice, ""), fregataLine(twice, "x")];
  const told = await importFile(school, admin, aFregataFile(bad), "fregata.csv");
  expect(told.errors.map(({ line: at, code, field }) => [at, code, field])).toEqual([
    [2, "FIELD_REQUIRED", "Identifiant unique*"],
    [3, "FIELD_REQUIRED", "Code sexe*"],
    [4, "INE_DUPLICATED", "Identifiant unique*"],
    [4, "SEX_INVALID", "Code sexe*"],
  ]);
});

test("each empty Fregata identifier is an error, but they are not duplicates of each other", async () => {
  const school = await aSchool("sco-masa");
  const file = aFregataFile([fregataLine(""), fregataLine("")]);
  const told = await importFile(school, await aMember(school), file, "fregata.csv");
  expect(told.errors.map(({ line: at, code }) => [at, code])).toEqual([
    [2, "FIELD_REQUIRED"],
    [3, "FIELD_REQUIRED"],
  ]);
});

test("a Fregata file with its header alone is refused as EMPTY: no pupil is deactivated", async () => {
  const school = await aSchool("sco-masa");
  const admin = await aMember(school);
  await importFile(school, admin, aFregataFile(TWO_LINES), "a.csv");
  const told = await importFile(school, admin, aFregataFile([]), "b.csv");
  expect(told).toMatchObject({ status: "refused", errors: [{ code: "EMPTY" }] });
  expect((await theBase(school)).map((pupil) => pupil.deactivated_at)).toEqual([null, null]);
});

test("a file whose pupils are all left out is refused early, instead of being staged for hours", async () => {
  const school = await aSchool("sco-masa");
  const admin = await aMember(school);
  const file = aFregataFile(Array.from({ length: 200_001 }, () => "x"));
  const told = await importFile(school, admin, file, "long.csv");
  expect(told).toMatchObject({ status: "refused", errors: [{ code: "FILE_INVALID" }] });
  expect(told.errors[0]?.message).toMatch(/long\.csv.*plus de 20 000/);
  expect(told.progress.rows).toBeLessThan(40_000);
}, 60_000);

test("a third format is imported, and refused with its own sentences, once it is in the registry", async () => {
  registerEssai();
  const school = await aSchool(ESSAI_SCHOOL);
  const admin = await aMember(school);
  const zoe = ["123456789AB", "LEFÈVRE", "Zoé", "F", "2009-09-04", "2NDE"];
  const done = await settle(await anUpload(school, admin, anEssaiFile([zoe]), "a.essai"));
  expect(done).toMatchObject({ status: "done", counts: { added: 1 } });
  expect(await theBase(school)).toMatchObject([{ last_name: "LEFÈVRE", division: "2NDE" }]);

  const nameless = ["123456789CD", "", "Noé", "M", "2009-09-04", "2NDE"];
  const refused = await settle(
    await anUpload(school, admin, anEssaiFile([zoe, zoe, nameless]), "b.essai"),
  );
  expect(refused).toMatchObject({ status: "refused", errorCount: 2 });
  expect(
    refused.errors.map(({ code, message }) => ({
      code,
      message: message.replace(/[\u00a0\u202f]/g, " "),
    })),
  ).toEqual([
    {
      code: "INE_DUPLICATED",
      message:
        "Ligne 3 (Zoé LEFÈVRE) : INE déjà présent ligne 2 (Zoé LEFÈVRE, 2NDE). Valeur trouvée : « 123456789AB ». Dans Essai, faites un nouvel export.",
    },
    {
      code: "FIELD_REQUIRED",
      message: "Ligne 4 (Noé) : champ nom vide. Dans Essai, remplissez ce champ.",
    },
  ]);
  expect(await theBase(school)).toHaveLength(1);
});

test("a file of another format is refused by a school of a third one, and its file by the others", async () => {
  registerEssai();
  const send = async (kind: Organization["kind"], file: Uint8Array) => {
    const school = await aSchool(kind);
    const admin = await aMember(school);
    const answer = await call(`/api/organizations/${school.uai}/imports`, {
      method: "POST",
      as: admin,
      headers: { "X-Filename": "fichier", "Content-Length": String(file.byteLength) },
      body: new Uint8Array(file),
    });
    return { status: answer.status, ...(await answer.json<{ code: string; detail: string }>()) };
  };
  expect(await send(ESSAI_SCHOOL, aFregataFile(TWO_LINES))).toMatchObject({
    status: 415,
    code: "FORMAT_NOT_SUPPORTED",
    detail: expect.stringContaining("et non un export d’Essai"),
  });
  expect(await send("sco-masa", anEssaiFile([]))).toMatchObject({ status: 415 });
});
