import { expect, test } from "vitest";
import { aMember, aSchool, call, env, inSchool } from "#tests/support/factories.ts";
import { aResultFile, aRow, bodyOf } from "#tests/support/result-file.ts";
import { enterFeed } from "../show/operator-feed.ts";
import { commitResults } from "./commit-results.ts";
import { enterResults } from "./enter-results.ts";
import { openImport, STALE_MS, stageWindow } from "./open-import.ts";

/** A body whose chunks the test sends one by one. */
function aSlowBody() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  return {
    body: readable,
    send: (bytes: Uint8Array) => writer.write(bytes),
    end: () => writer.close(),
    lose: () => writer.abort(new Error("the network is gone")),
  };
}

async function aSchoolWithAdmin() {
  const school = await aSchool();
  const user = await aMember(school);
  const input = { organizationId: school.id, user, filename: "resultats.csv" };
  const post = (bytes: Uint8Array) =>
    call(`/api/organizations/${school.uai}/certifications/results`, {
      method: "POST",
      as: user,
      body: new Uint8Array(bytes),
    });
  return { school, user, input, post };
}

async function staging(organizationId: number): Promise<number> {
  const found = await inSchool(organizationId)
    .DB.prepare(
      `SELECT (SELECT count(*) FROM certification_import WHERE organization_id = ?1 AND state = 'staging')
       + (SELECT count(*) FROM certification_row r JOIN certification_import i ON i.id = r.import_id
          WHERE r.organization_id = ?1 AND i.state = 'staging') AS n`,
    )
    .bind(organizationId)
    .first<number>("n");
  return found ?? 0;
}

const FILE = aResultFile([aRow()]);

test("while a file is imported, another one of the school is refused with a message, then accepted", async () => {
  const { school, input, post } = await aSchoolWithAdmin();
  const slow = aSlowBody();
  const first = enterResults(inSchool(school), { ...input, body: slow.body });
  await slow.send(FILE.subarray(0, 300));

  const refused = await post(FILE);
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({
    code: "BUSY",
    title: "Ajout déjà en cours",
    detail: expect.stringMatching(/^Un autre fichier de résultats est en cours d’ajout/),
  });
  const operator = await enterFeed(env, {
    body: bodyOf(aResultFile([aRow({ UAI: school.uai })], "C", ["UAI"])),
    filename: "tout.csv",
  });
  expect(operator).toMatchObject({ ok: false, faults: [{ code: "BUSY", value: school.uai }] });
  const { post: neighbour } = await aSchoolWithAdmin();
  expect((await neighbour(FILE)).status).toBe(200);

  await slow.send(FILE.subarray(300));
  await slow.end();
  expect(await first).toMatchObject({ ok: true, counts: { rows: 1 } });
  expect((await post(FILE)).status).toBe(200);
});

test("a wrong file, or an interrupted upload, leaves nothing behind and blocks no other file", async () => {
  const { school, input, post } = await aSchoolWithAdmin();
  const rows = Array.from({ length: 3_000 }, () => aRow());
  expect((await post(aResultFile([...rows, aRow({ Nom: "" })]))).status).toBe(422);
  expect(await staging(school.id)).toBe(0);

  const slow = aSlowBody();
  const entered = enterResults(inSchool(school), { ...input, body: slow.body });
  await slow.send(aResultFile(rows));
  await slow.lose();
  expect(await entered).toMatchObject({ ok: false, faults: [{ code: "INTERRUPTED" }] });
  expect(await staging(school.id)).toBe(0);
  expect((await post(FILE)).status).toBe(200);
});

test("an import left by a crash is taken over once its heartbeat stops, and can no longer be stored", async () => {
  const { school, input, post } = await aSchoolWithAdmin();
  const importId = (await openImport(inSchool(school), input)) ?? "";
  const window = { organizationId: school.id, importId, rows: [], division: null };
  expect(await stageWindow(inSchool(school), window)).toBe(true);
  expect((await post(FILE)).status).toBe(409);

  const age = (ms: number) =>
    inSchool(school)
      .DB.prepare("UPDATE certification_import SET heartbeat_at = ?2 WHERE id = ?1")
      .bind(importId, Date.now() - ms)
      .run();
  await age(STALE_MS - 5_000);
  expect((await post(FILE)).status).toBe(409);
  // Each staged window updates the heartbeat.
  await age(STALE_MS + 5_000);
  await stageWindow(inSchool(school), window);
  expect((await post(FILE)).status).toBe(409);
  await age(STALE_MS + 5_000);
  expect((await post(FILE)).status).toBe(200);

  expect(await stageWindow(inSchool(school), window)).toBe(false);
  expect(
    await commitResults(inSchool(school), { organizationId: school.id, importId, rows: 0 }),
  ).toBe(false);
});

test("of two files that arrive together, one is imported", async () => {
  const { post } = await aSchoolWithAdmin();
  const slow = aResultFile(Array.from({ length: 2_000 }, () => aRow()));
  const statuses = (await Promise.all([post(slow), post(slow), post(slow)])).map((a) => a.status);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(1);
  expect(statuses.every((status) => status === 200 || status === 409)).toBe(true);
  expect(statuses).toContain(409);
});

test("a school that imports a file during the operator's feed keeps its own, and the answer names that school", async () => {
  const [first, second] = [await aSchoolWithAdmin(), await aSchoolWithAdmin()];
  const rows = [first, second].map(({ school }) => aRow({ UAI: school.uai }));
  // The last batches are the commits: the second school imports its file just before the first of them.
  const database = (db: D1Database) =>
    new Proxy(db, {
      get(target, name) {
        if (name !== "batch") return Reflect.get(target, name).bind(target);
        return async (statements: D1PreparedStatement[]) => {
          if (statements.length > 8) {
            await inSchool(second.school)
              .DB.prepare(
                "UPDATE certification_import SET heartbeat_at = 1 WHERE organization_id = ?1",
              )
              .bind(second.school.id)
              .run();
            await openImport(inSchool(second.input.organizationId), second.input);
          }
          return await target.batch(statements);
        };
      },
    });
  const entered = await enterFeed(
    { ...env, SCHOOLS_1: database(env.SCHOOLS_1), SCHOOLS_2: database(env.SCHOOLS_2) },
    { body: bodyOf(aResultFile(rows, "C", ["UAI"])), filename: "tout.csv" },
  );
  expect(entered).toMatchObject({
    ok: true,
    counts: { rows: 1 },
    schools: [{ uai: first.school.uai }],
    busySchools: [second.school.uai],
  });
});

test("a large file is staged as it arrives and never held whole in memory", async () => {
  const { school, input } = await aSchoolWithAdmin();
  const lines = Array.from({ length: 100 }, (_, piece) =>
    Array.from({ length: 100 }, (_row, at) =>
      aRow({ "Numéro de certification": piece * 100 + at + 1 }),
    ),
  ).map((rows) => new TextDecoder().decode(aResultFile(rows)).split("\n"));
  const header = lines[0]?.[0] ?? "";
  const pieces = lines.map((rows) => new TextEncoder().encode(`${rows.slice(1).join("\n")}\n`));
  let sent = 0;
  let mostHeld = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const staged = await inSchool(school)
          .DB.prepare("SELECT count(*) AS n FROM certification_row WHERE organization_id = ?1")
          .bind(school.id)
          .first<number>("n");
        mostHeld = Math.max(mostHeld, sent * 100 - (staged ?? 0));
        if (sent === 0) controller.enqueue(new TextEncoder().encode(`${header}\n`));
        const piece = pieces[sent];
        sent += 1;
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const entered = await enterResults(inSchool(school), { ...input, body });
  expect(entered).toMatchObject({ ok: true, counts: { rows: 10_000 } });
  const size = pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
  // Two windows of 256 KiB at most, of a file of 1.4 MB.
  expect(size).toBeGreaterThan(1_400_000);
  expect(mostHeld).toBeLessThan(3_500);
  expect(mostHeld).toBeGreaterThan(500);
});
