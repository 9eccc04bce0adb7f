import { createExecutionContext } from "cloudflare:test";
import { expect, test } from "vitest";
import {
  aDirectory,
  aUai,
  DIRECTORY_HEADER,
  type DirectoryRow,
  manySchools,
} from "#tests/support/directory-file.ts";
import { aSchool, call, env, inSchool } from "#tests/support/factories.ts";
import worker from "#tests/support/worker-entry.ts";
import type { DirectoryReport } from "./annuaire/report.ts";

const TOKEN = "Bearer demo-operator";
const PATH = "/api/operator/organizations";

async function load(file: string | Uint8Array, query = ""): Promise<DirectoryReport> {
  const answer = await send(file, query);
  expect(answer.status).toBe(200);
  return await answer.json();
}

function send(file: string | Uint8Array, query = "", authorization = TOKEN): Promise<Response> {
  const headers = { Authorization: authorization };
  return call(`${PATH}${query}`, { method: "PUT", body: file.slice(), headers });
}

async function stored(uai: string) {
  return await env.DB.prepare("SELECT * FROM organization WHERE uai = ?1")
    .bind(uai)
    .first<Record<string, unknown>>();
}

test("a directory loaded twice changes nothing the second time", async () => {
  const file = aDirectory(manySchools(600));
  const first = await load(file);
  expect(first.counts).toMatchObject({
    rows: 600,
    added: 600,
    changed: 0,
    unchanged: 0,
    closed: 12,
  });
  expect(first.counts).toMatchObject({ leftOut: 0, unusable: 0, warnings: 0 });
  const before = await env.DB.prepare("SELECT * FROM organization ORDER BY uai").all();
  const second = await load(file);
  expect(second.counts).toEqual({ ...first.counts, added: 0, unchanged: 600 });
  const after = await env.DB.prepare("SELECT * FROM organization ORDER BY uai").all();
  expect(after.results).toEqual(before.results);
});

test("a school that its database lost, gone back to an earlier hour, has its place again", async () => {
  const school = await aSchool();
  const placesOf = async () => {
    const sql = "SELECT count(*) AS many FROM school WHERE id = ?1";
    const asked = [env.SCHOOLS_1, env.SCHOOLS_2].map((db) =>
      db.prepare(sql).bind(school.id).first<number>("many"),
    );
    return await Promise.all(asked);
  };
  const before = await placesOf();
  await inSchool(school).DB.prepare("DELETE FROM school WHERE id = ?1").bind(school.id).run();
  expect(await placesOf()).toEqual([0, 0]);
  await load(aDirectory([{ uai: school.uai }]));
  expect(await placesOf()).toEqual(before);
  // Where it is now, not where a new one would be.
  const shard = school.shard === 1 ? 2 : 1;
  await env.DB.prepare("UPDATE organization SET shard = ?2 WHERE id = ?1")
    .bind(school.id, shard)
    .run();
  await inSchool(school).DB.prepare("DELETE FROM school WHERE id = ?1").bind(school.id).run();
  await load(aDirectory([{ uai: school.uai }]));
  expect(await placesOf()).toEqual(before.toReversed());
});

test("a school that changed is corrected in place, and closed when the directory says so", async () => {
  const school = await aSchool();
  await env.DB.prepare("UPDATE organization SET mailbox = 'ce@ecole.test' WHERE id = ?1")
    .bind(school.id)
    .run();
  const row = { uai: school.uai, name: "Collège Renommé", academy: "Lille", state: "FERME" };
  expect((await load(aDirectory([row]))).counts).toMatchObject({ changed: 1, closed: 1, added: 0 });
  expect(await stored(school.uai)).toMatchObject({
    id: school.id,
    name: "Collège Renommé",
    academy: "Lille",
    state: "closed",
    postal_code: "80000",
    type: "Collège",
    mailbox: "ce@ecole.test",
  });
  await load(aDirectory([{ ...row, mail: "ce.autre@ac-lille.fr", state: "OUVERT" }]));
  expect(await stored(school.uai)).toMatchObject({
    state: "open",
    mailbox: "ce.autre@ac-lille.fr",
  });
});

test("comma, BOM and columns in another order are read; other columns are ignored", async () => {
  const uai = aUai(90_001);
  const rows: DirectoryRow[] = [{ uai, name: "Lycée, dit « des Essais »", type: "Lycée" }];
  const text = aDirectory(rows, {
    delimiter: ",",
    header: DIRECTORY_HEADER.map((name) => name.toLowerCase()),
  });
  const flipped = text
    .trimEnd()
    .split("\r\n")
    .map((line) => `x,${line}`)
    .join("\n");
  expect((await load(`\uFEFF${flipped}`)).counts).toMatchObject({ added: 1 });
  expect(await stored(uai)).toMatchObject({ name: "Lycée, dit « des Essais »" });
});

test("every row is counted: kept, left out with its reason, or unusable with its line", async () => {
  const [kept, twice] = [aUai(91_000), aUai(91_001)];
  const report = await load(
    aDirectory([
      { uai: kept, mail: "pas une adresse" },
      { uai: "123" },
      { uai: aUai(91_002), type: "Ecole" },
      { uai: aUai(91_003), sector: "Privé", contract: "HORS CONTRAT" },
      { uai: twice },
      { uai: twice, name: "Un autre nom" },
      { uai: "9191999X", ministry: "MINISTERE DE L'AGRICULTURE" },
    ]),
  );
  expect(report.counts).toEqual({
    rows: 7,
    added: 3,
    changed: 0,
    unchanged: 0,
    closed: 0,
    leftOut: 2,
    unusable: 2,
    warnings: 2,
  });
  expect(report.leftOut).toMatchObject({ primary: 1, "no-contract": 1, other: 0 });
  expect(report.report.map(({ line, code }) => [line, code])).toEqual([
    [3, "UAI_MALFORMED"],
    [7, "UAI_REPEATED"],
    [2, "MAIL_MALFORMED"],
    [8, "CHECK_LETTER"],
    [5, "NO_CONTRACT"],
  ]);
  expect(report.reportTotal).toBe(5);
  expect(await stored(twice)).toMatchObject({ name: "Collège des Essais" });
  expect(await stored("9191999X")).toMatchObject({ kind: "sco-masa" });
});

test("the report names a thousand rows at most, and counts them all", async () => {
  const rows = Array.from({ length: 1200 }, () => ({ uai: "rien" }));
  const report = await load(aDirectory(rows));
  expect(report.counts.unusable).toBe(1200);
  expect([report.report.length, report.reportTotal]).toEqual([1000, 1200]);
});

test("a mailbox is only made up when the operator gives the domain of the academy", async () => {
  const [uai, other] = [aUai(92_000), aUai(92_001)];
  const file = aDirectory([
    { uai, academy: "Orléans-Tours" },
    { uai: other, academy: "Lille", mail: "ce@lille.test" },
  ]);
  await load(file);
  expect(await stored(uai)).toMatchObject({ mailbox: "" });
  const query = `?mailboxDomain=${encodeURIComponent("orleans tours=ac-orleans-tours.fr")}&mailboxDomain=Lille=ac-lille.fr`;
  expect(await load(file, query)).toMatchObject({ counts: { changed: 1 }, unknownAcademies: [] });
  const misspelt = "?mailboxDomain=Lile=ac-lille.fr";
  expect((await load(file, misspelt)).unknownAcademies).toEqual(["Lile"]);
  expect(await stored(uai)).toMatchObject({
    mailbox: `ce.${uai.toLowerCase()}@ac-orleans-tours.fr`,
  });
  expect(await stored(other)).toMatchObject({ mailbox: "ce@lille.test" });
  expect((await load(file, query)).counts).toMatchObject({ changed: 0, unchanged: 2 });
  expect((await load(file)).counts).toMatchObject({ changed: 0, unchanged: 2 });
  expect((await send(file, "?mailboxDomain=Lille")).status).toBe(400);
});

test("a file that is no directory changes nothing and says why", async () => {
  const missing = await send("Identifiant_de_l_etablissement;etat\n9100001A;OUVERT\n");
  expect(missing.status).toBe(422);
  expect(await missing.json()).toMatchObject({
    code: "COLUMNS_MISSING",
    columns: expect.arrayContaining(["Nom_etablissement", "Type_contrat_prive"]),
  });
  const latin = new Uint8Array([...new TextEncoder().encode(aDirectory([])), 0xe9, 0x0a]);
  expect(await (await send(latin)).json()).toMatchObject({ status: 422, code: "NOT_UTF8" });
  expect(await (await send("\n\n")).json()).toMatchObject({ status: 422, code: "FILE_EMPTY" });
});

test("loading requires the operator's token, and a missing or weak secret lets nobody in", async () => {
  const file = aDirectory([{ uai: aUai(93_000) }]);
  for (const wrong of [
    "",
    "Bearer",
    "Bearer demo-operato",
    "Basic demo-operator",
    "demo-operator",
  ]) {
    expect((await send(file, "", wrong)).status, wrong).toBe(401);
  }
  expect(await stored(aUai(93_000))).toBeNull();
  const request = (token: string) =>
    new Request(`http://localhost:8787${PATH}`, {
      method: "PUT",
      body: file,
      headers: { Authorization: `Bearer ${token}` },
    });
  const statusWith = async (bindings: Partial<Env>, token: string) => {
    const answer = await worker.fetch(
      request(token),
      { ...env, ...bindings },
      createExecutionContext(),
    );
    return answer.status;
  };
  const strong = "a-token-of-24-characters";
  expect(await statusWith({ DEMO: "", OPERATOR_TOKEN: "demo-operator" }, "demo-operator")).toBe(
    401,
  );
  expect(await statusWith({ DEMO: "", OPERATOR_TOKEN: undefined }, "undefined")).toBe(401);
  expect(await statusWith({ DEMO: "true", OPERATOR_TOKEN: "" }, "")).toBe(401);
  expect(await statusWith({ DEMO: "", OPERATOR_TOKEN: strong }, strong)).toBe(200);
});
