import { zipSync } from "fflate";
import { expect, test } from "vitest";
import {
  aCookie,
  aMember,
  anUpload,
  aPerson,
  aSchool,
  call,
  env,
  folderIn,
  importFile,
  inSchool,
  settle,
  theBase,
} from "#tests/support/factories.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import type { Import } from "./view.ts";

type School = { id: number; uai: string };

function upload(
  school: School,
  as: { cookie: string } | undefined,
  file: Uint8Array,
  headers: Record<string, string> = {},
): Promise<Response> {
  return call(`/api/organizations/${school.uai}/imports`, {
    method: "POST",
    body: new Uint8Array(file),
    headers: {
      "Content-Length": String(file.byteLength),
      "X-Filename": encodeURIComponent("Élèves.xml"),
      ...headers,
    },
    ...(as && { as }),
  });
}

test("a person who decides too late is shown who decided what, and when", async () => {
  const school = await aSchool();
  const [first, second] = [await aMember(school), await aMember(school)];
  await importFile(school, first, aSiecleFile(school, somePupils(50)));
  const waiting = await importFile(school, first, aSiecleFile(school, somePupils(10)));
  const path = `/api/organizations/${school.uai}/imports/${waiting.id}`;
  const decide = (what: string) => call(`${path}/${what}`, { method: "POST", as: second });
  expect((await decide("retry")).status).toBe(409);
  await call(`${path}/cancel`, { method: "POST", as: first });
  for (const late of ["confirm", "cancel", "undo", "retry"]) {
    const answer = await decide(late);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({
      detail: expect.stringMatching(
        /^Cet import a déjà été annulé par Camille Essai le \d\d\/\d\d\/\d{4} à \d\d:\d\d\.$/,
      ),
      import: { status: "cancelled" },
    });
  }
});

test("an administrator uploads a file: 202 with its address, and the import ends as done", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const answer = await upload(school, admin, aSiecleFile(school, somePupils(3)));
  expect(answer.status).toBe(202);
  const { id, status } = await answer.json<{ id: string; status: string }>();
  expect(status).toBe("received");
  expect(answer.headers.get("Location")).toBe(`/api/organizations/${school.uai}/imports/${id}`);
  await settle(id);
  const told = await call(answer.headers.get("Location") ?? "", { as: admin });
  expect(await told.json<Import>()).toMatchObject({
    id,
    status: "done",
    filename: "Élèves.xml",
    createdBy: "Camille Essai",
    progress: { rows: 3 },
    counts: { added: 3 },
    errors: [],
    errorCount: 0,
  });
});

test("a zip is recognised by its content, whatever its name, and so is an XML", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const zip = zipSync({ "dossier/ELEVES.XML": aSiecleFile(school, somePupils(4)) });
  const asXml = await upload(school, admin, zip, { "X-Filename": "eleves.xml" });
  expect((await settle((await asXml.json<Import>()).id)).counts.added).toBe(4);
  const plain = aSiecleFile(school, somePupils(4));
  const asZip = await upload(school, admin, plain, { "X-Filename": "eleves.zip" });
  expect((await settle((await asZip.json<Import>()).id)).counts.unchanged).toBe(4);
});

test("an upload without a length is 411, one beyond 50 MiB is 413, and nothing is stored", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const file = aSiecleFile(school, [{}]);
  const path = `/api/organizations/${school.uai}/imports`;
  const absent = await call(path, { method: "POST", body: new Uint8Array(file), as: admin });
  expect(absent.status).toBe(411);
  const huge = await upload(school, admin, file, { "Content-Length": String(50 * 2 ** 20 + 1) });
  expect(huge.status).toBe(413);
  expect(await huge.json()).toMatchObject({ code: "PAYLOAD_TOO_LARGE", status: 413 });
  expect((await env.FILES.list({ prefix: folderIn(school, "imports") })).objects).toEqual([]);
});

test("a file that is neither zip, XML nor a known CSV is 415, and so is the other ministry's format", async () => {
  const menj = await aSchool("sco-menj");
  const masa = await aSchool("sco-masa");
  const [head, rural] = [await aMember(menj), await aMember(masa)];
  const csv = new TextEncoder().encode("Identifiant unique*;Premier prénom*\n1;2\n");
  const pdf = new TextEncoder().encode("%PDF-1.7 …");
  for (const [school, person, file] of [
    [menj, head, pdf],
    [menj, head, csv],
    [masa, rural, aSiecleFile(masa, [{}])],
    [masa, rural, zipSync({ "eleves.csv": csv })],
  ] as const) {
    const answer = await upload(school, person, file);
    expect(answer.status).toBe(415);
    expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
    const body = await answer.json<{ code: string; detail: string }>();
    expect(body.code).toBe("FORMAT_NOT_SUPPORTED");
    expect(body.detail).toContain(school.kind === "sco-menj" ? ".xml" : ".csv");
  }
});

test("an empty file is accepted, then refused as invalid", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  for (const file of [new Uint8Array(), new TextEncoder().encode("\uFEFF \n")]) {
    const answer = await upload(school, admin, file);
    expect(answer.status).toBe(202);
    const told = await settle((await answer.json<Import>()).id);
    expect(told).toMatchObject({ status: "refused", errors: [{ code: "FILE_INVALID" }] });
  }
});

test("an XML in UTF-16 without its BOM is accepted, then refused for its encoding", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const bytes = aSiecleFile(school, [{}]);
  for (const low of [0, 1]) {
    const file = new Uint8Array(2 * bytes.length);
    for (const [at, byte] of bytes.entries()) file[2 * at + low] = byte;
    const answer = await upload(school, admin, file);
    expect(answer.status).toBe(202);
    const told = await settle((await answer.json<Import>()).id);
    expect(told).toMatchObject({ status: "refused", errors: [{ code: "ENCODING_NOT_SUPPORTED" }] });
  }
});

test("the file's name is shown without its invisible characters, in the journal too", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const name = "dossier/a\u0007\u202eb.xml";
  const answer = await upload(school, admin, aSiecleFile(school, [{}]), {
    "X-Filename": encodeURIComponent(name),
  });
  const told = await settle((await answer.json<Import>()).id);
  expect(told.filename).toBe("ab.xml");
  const line = await inSchool(school)
    .DB.prepare(
      "SELECT detail FROM journal WHERE organization_id = ?1 AND event = 'import.received'",
    )
    .bind(school.id)
    .first<string>("detail");
  expect(JSON.parse(line ?? "")).toEqual({ filename: "ab.xml" });
});

test("a second upload during an import is 409 and names the first import; its file is not kept", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, somePupils(50)));
  const waiting = await importFile(school, admin, aSiecleFile(school, somePupils(5)));
  const second = await upload(school, admin, aSiecleFile(school, somePupils(50)));
  expect(second.status).toBe(409);
  expect(await second.json()).toMatchObject({
    code: "IMPORT_ACTIVE",
    import: { id: waiting.id, status: "awaiting-confirmation" },
  });
  const kept = (await env.FILES.list({ prefix: folderIn(school, "imports") })).objects;
  expect(kept.every(({ key }) => key.includes(waiting.id))).toBe(true);
});

test("of ten simultaneous uploads, one opens an import and nine are 409, and no file is left behind", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const files = Array.from({ length: 10 }, () => aSiecleFile(school, somePupils(40)));
  const answers = await Promise.all(files.map((file) => upload(school, admin, file)));
  const accepted = answers.filter(({ status }) => status === 202);
  expect(answers.every(({ status }) => status === 202 || status === 409)).toBe(true);
  for (const answer of accepted) await settle((await answer.json<Import>()).id);
  expect(await theBase(school)).toHaveLength(40);
  await expect
    .poll(async () => (await env.FILES.list({ prefix: folderIn(school, "imports") })).objects)
    .toEqual([]);
});

test("the errors as CSV have French columns and no internal codes, for the person who corrects them", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const pupils = [{ ine: "060000001AB", sex: "3", division: "3E1" }, { firstName: "Za\u0007ra" }];
  const refused = await importFile(school, admin, aSiecleFile(school, pupils));
  const path = `/api/organizations/${school.uai}/imports/${refused.id}/errors?format=csv`;
  const csv = await (await call(path, { as: admin })).text();
  const [header, first, second] = csv.split("\r\n");
  expect(header).toBe("Ligne;Élève;Classe;INE;Champ;Valeur trouvée;Problème;Que faire");
  expect(first).toMatch(
    /^3;Lila MOREAU;[^;]*3E1[^;]*;060000001AB;sexe;3;"?champ sexe incorrect.*;"?Dans SIECLE/,
  );
  expect(second).toMatch(/;Za␇ra MOREAU;6A;.*;prénom;Za␇ra;"?champ prénom illisible.*retapez/);
  expect(csv).not.toMatch(/[A-Z]{3,}_[A-Z]{3,}|undefined/);
});

test("a member sees the import without the details of errors, and may do nothing else", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const member = await aMember(school, "member");
  const refused = await importFile(school, admin, aSiecleFile(school, [{ sex: "" }]));
  const path = `/api/organizations/${school.uai}/imports/${refused.id}`;
  const seen = await call(path, { as: member });
  expect(await seen.json()).toMatchObject({ status: "refused", errors: [], errorCount: 1 });
  const list = await call(`/api/organizations/${school.uai}/imports`, { as: member });
  expect(await list.json()).toMatchObject({ total: 1, imports: [{ id: refused.id, errors: [] }] });
  for (const closed of ["errors", "skipped", "changes"]) {
    expect((await call(`${path}/${closed}`, { as: member })).status).toBe(403);
  }
  for (const action of ["confirm", "cancel", "undo", "retry"]) {
    expect((await call(`${path}/${action}`, { method: "POST", as: member })).status).toBe(403);
  }
  expect((await upload(school, member, aSiecleFile(school, [{}]))).status).toBe(403);
});

test("another school, another school's import and unknown ones answer the same 404", async () => {
  const [mine, theirs] = [await aSchool(), await aSchool()];
  const me = await aMember(mine);
  const foreign = await importFile(theirs, await aMember(theirs), aSiecleFile(theirs, [{}]));
  const answers = await Promise.all(
    [
      `/api/organizations/${theirs.uai}/imports/${foreign.id}`,
      `/api/organizations/${theirs.uai}/pupils`,
      "/api/organizations/9999999Z/imports",
      `/api/organizations/${mine.uai}/imports/${foreign.id}`,
      `/api/organizations/${mine.uai}/imports/${crypto.randomUUID()}`,
      `/api/organizations/${mine.uai}/imports/${foreign.id}/skipped`,
      `/api/organizations/${mine.uai}/imports/${foreign.id}/changes`,
    ].map((path) => call(path, { as: me })),
  );
  const bodies = new Set(await Promise.all(answers.map((answer) => answer.text())));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  expect(bodies.size).toBe(1);
});

test("a request without a session is 401; a write from another site is 403", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  expect((await call(`/api/organizations/${school.uai}/imports`)).status).toBe(401);
  expect((await call("/api/me")).status).toBe(401);
  const file = aSiecleFile(school, [{}]);
  const evil = await upload(school, admin, file, { Origin: "https://evil.example" });
  expect(evil.status).toBe(403);
  expect((await env.FILES.list({ prefix: folderIn(school, "imports") })).objects).toEqual([]);
});

test("/api/me returns the user and their schools, with their role in each", async () => {
  const school = await aSchool();
  const member = await aMember(school, "member");
  const answer = await call("/api/me", { as: member });
  expect(await answer.json()).toEqual({
    user: { name: member.name, email: member.email },
    organizations: [{ uai: school.uai, name: school.name, kind: "sco-menj", role: "member" }],
  });
  const nobody = await call("/api/me", { as: { cookie: await aCookie(await aPerson()) } });
  expect(await nobody.json()).toMatchObject({ organizations: [] });
});

test("a person removed from the school can no longer see anything of it", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await env.DB.prepare("UPDATE membership SET removed_at = 1 WHERE user_id = ?1")
    .bind(admin.id)
    .run();
  expect((await call(`/api/organizations/${school.uai}/imports`, { as: admin })).status).toBe(404);
});

test("the lists of an import: what changed with before and after, and who was left out, in CSV too", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const pupils = somePupils(3);
  await importFile(school, admin, aSiecleFile(school, pupils));
  const changed = pupils.map((pupil, index) =>
    index === 0
      ? { ...pupil, division: "=1+1", city: "69383", sex: "2", mef: "10110013110" }
      : index === 1
        ? { ...pupil, country: "132", city: "", mef: "16410012110" }
        : pupil,
  );
  const file = aSiecleFile(school, [...changed, { firstName: "Basile", ine: "" }]);
  const done = await importFile(school, admin, file);
  const path = `/api/organizations/${school.uai}/imports/${done.id}`;
  const changes = await call(`${path}/changes?kind=changed`, { as: admin });
  expect(await changes.json()).toMatchObject({
    total: 2,
    changes: [
      {
        kind: "changed",
        before: { division: "6A", birthCityCode: "80021", mef: "10010012110" },
        after: { division: "=1+1", birthCityCode: "69383", mef: "10110013110" },
      },
      { kind: "changed" },
    ],
  });
  const csv = await call(`${path}/changes?format=csv`, { as: admin });
  expect(csv.headers.get("Content-Type")).toContain("text/csv");
  const lines = (await csv.text())
    .replaceAll("\u00a0", " ")
    .split("\r\n")
    .map((line) => line.split(";").slice(3, 5));
  expect(lines.slice(1, 3)).toEqual([
    [
      "Sexe : Masculin · Commune de naissance : Amiens (80) · Niveau : 6e · Classe : 6A",
      "Sexe : Féminin · Commune de naissance : Lyon 3e Arrondissement (69) · Niveau : 5e · Classe : =1+1",
    ],
    [
      "Commune de naissance : Amiens (80) · Pays de naissance : France · Formation : 6e (MEF 10010012110)",
      "Commune de naissance : (vide) · Pays de naissance : Royaume-Uni · Formation : 6e (MEF 16410012110)",
    ],
  ]);
  const skipped = await call(`${path}/skipped`, { as: admin });
  expect(await skipped.json()).toMatchObject({ total: 1, skipped: [{ reason: "NO_INE" }] });
  expect(await (await call(`${path}/skipped?format=csv`, { as: admin })).text()).toContain(
    "Basile",
  );
});

test("the next success deletes the errors of earlier imports; their number stays", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const refused = await importFile(school, admin, aSiecleFile(school, [{ sex: "" }, { ine: "" }]));
  const id = await anUpload(school, admin, aSiecleFile(school, [{}]));
  await settle(id);
  const path = `/api/organizations/${school.uai}/imports/${refused.id}`;
  await expect
    .poll(async () => (await call(`${path}/skipped`, { as: admin })).json())
    .toMatchObject({ total: 1, purged: true, skipped: [] });
  expect(await (await call(path, { as: admin })).json()).toMatchObject({
    errorCount: 1,
    errors: [],
  });
});

test("security headers are on every answer, and signed-in answers are never cached", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const answer = await call(`/api/organizations/${school.uai}/pupils`, { as: admin });
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(answer.headers.get("Content-Security-Policy")).toMatch(/script-src 'nonce-[^']+'/);
  expect(answer.headers.get("Content-Security-Policy")).not.toContain("unsafe");
  expect(answer.headers.get("Referrer-Policy")).toBe("same-origin");
});
