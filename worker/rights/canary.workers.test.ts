import { createExecutionContext, listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findInDatabase, findInFiles, holds } from "#tests/support/canaries.ts";
import {
  aMember,
  aSchool,
  env,
  importFile,
  inSchool,
  ORIGIN,
  theBase,
} from "#tests/support/factories.ts";
import { overhear } from "#tests/support/overheard.ts";
import { aResultFile, aRow } from "#tests/support/result-file.ts";
import { aResult } from "#tests/support/results.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import worker from "#tests/support/worker-entry.ts";
import { makeArchive } from "../archives/make-archive.ts";
import { claimDocument } from "../documents/store.ts";
import { receiveUpload } from "../imports/receive/receive-upload.ts";
import { runImport } from "../imports/run/run-import.ts";
import { loadImport } from "../imports/store.ts";
import { DAY } from "../platform/clock.ts";
import { runSweeps } from "../platform/sweep.ts";
import { SWEEPS } from "../sweep.ts";

/**
 * P13: pupils with unique names go through everything the product does with pupils. Their names must never be in a log
 * or a queue message, and nowhere at all once the pupils are erased or their retention has ended: database, files,
 * memory of the desks.
 */

const CANARY = {
  ine: "424242424KZ",
  lastName: "CANARISERIN",
  firstName: "Serinette",
  birthDate: "29/02/2012",
};
const LEFT_OUT = {
  ine: "434343434KZ",
  lastName: "CANARIPINSON",
  firstName: "Pinsonnette",
  division: "",
};
const NAMES = [CANARY, LEFT_OUT].flatMap(({ ine, lastName, firstName }) => [
  ine,
  lastName,
  firstName,
]);

let school: Awaited<ReturnType<typeof aSchool>>;
let admin: Awaited<ReturnType<typeof aMember>>;
let heard: ReturnType<typeof overhear>;

beforeEach(async () => {
  school = await aSchool();
  admin = await aMember(school);
  heard = overhear(env);
});
afterEach(() => {
  heard.stop();
  vi.restoreAllMocks();
});

async function ask(path: string, init: RequestInit = {}) {
  const headers = { Cookie: admin.cookie, Origin: ORIGIN, ...init.headers };
  const request = new Request(`${ORIGIN}/api/organizations/${school.uai}${path}`, {
    ...init,
    headers,
  });
  return await worker.fetch(request, heard.env, createExecutionContext());
}

/** An import through the upload and the steps of its queue, with all of its messages recorded. */
async function send(pupils: Parameters<typeof aSiecleFile>[1]): Promise<string> {
  const file = aSiecleFile(school, pupils);
  const outcome = await receiveUpload(inSchool(school, heard.env), {
    organization: school,
    user: admin,
    filename: "ElevesSansAdresses.xml",
    body: new Response(new Uint8Array(file)).body,
    size: file.byteLength,
  });
  if (!outcome.ok) throw new Error(outcome.code);
  const { id } = outcome.import;
  for (let turn = 0; turn < 100; turn += 1) {
    const row = await loadImport(inSchool(school), id);
    if (!row || row.finishedAt !== null) break;
    await runImport(heard.env, { organizationId: school.id, importId: id, epoch: row.epoch });
  }
  return id;
}

/** Every operation on pupils: added, changed, refused, skipped, searched, results, archive, failures. */
async function aLife(): Promise<string> {
  const others = somePupils(3);
  await send([...others, CANARY]);
  await send([...others, { ...CANARY, city: "80001" }, LEFT_OUT]);
  await send([...others, { ...CANARY, sex: "" }, LEFT_OUT]);
  const id = (await theBase(school)).find(({ ine }) => ine === CANARY.ine)?.id ?? "";
  const { firstName, lastName } = CANARY;
  await aResult(school, { firstName, lastName, birthDate: "2012-02-29", pupilId: id });
  const row = { Nom: CANARY.lastName, Prénom: CANARY.firstName, "Date de naissance": "29/02/2012" };
  const body = new Uint8Array(
    aResultFile([aRow(row), aRow({ ...row, "Date du passage de la certification": "12/03/2019" })]),
  );
  const entered = await ask("/certifications/results", {
    method: "POST",
    body,
    headers: { "X-Filename": "r.csv" },
  });
  expect(entered.status).toBe(200);
  await ask("/pupils?search=CANARISERIN");
  await ask(`/pupils/${id}/export`);
  // A failed request is logged without its URL and without the value that the database refused.
  const broken = { ...heard.env, DB: { ...env.DB, prepare: () => fail(CANARY.lastName) } };
  await worker.fetch(
    new Request(`${ORIGIN}/api/operator/mails?search=CANARISERIN`, {
      headers: { Authorization: "Bearer demo-operator" },
    }),
    broken as unknown as Env,
    createExecutionContext(),
  );
  const asked = await ask("/certifications/archives", { method: "POST" });
  const archive = await asked.json<{ id: string }>();
  const claimed = await claimDocument(inSchool(school, heard.env), {
    id: archive.id,
    now: Date.now(),
  });
  if (claimed) await makeArchive(inSchool(school, heard.env), claimed);
  await vi.waitFor(async () => expect(await findInFiles(NAMES)).not.toEqual([]), {
    timeout: 20_000,
  });
  return id;
}

function fail(quoted: string): never {
  throw new Error(`UNIQUE constraint failed: "${quoted}"`);
}

/** The stored memory of the desks of all schools. */
async function memoryOfDesks(): Promise<string> {
  const ids = await listDurableObjectIds(env.IMPORT_DESK);
  const kept = await Promise.all(
    ids.map((id) =>
      runInDurableObject(env.IMPORT_DESK.get(id), async (_, state) => [
        ...(await state.storage.list()),
      ]),
    ),
  );
  return JSON.stringify(kept);
}

/** The places where the names are stored now. */
async function stored(): Promise<string[]> {
  const desks = holds(await memoryOfDesks(), NAMES) ? ["desks"] : [];
  return [...(await findInDatabase(NAMES)), ...(await findInFiles(NAMES)), ...desks];
}

function expectNothingSaid() {
  const said = heard.said();
  // Proves that the recording works: it holds the events of the imports.
  expect(said).toContain("import.ended");
  expect(said).toContain("request.failed");
  expect(heard.messages()).toBeGreaterThan(3);
  const lines = said
    .split("\n")
    .filter((line) => holds(line, [...NAMES, "2012-02-29", "29/02/2012"]));
  expect(lines).toEqual([]);
}

test("erased pupils are nowhere: neither stored, nor logged, nor sent to queues", async () => {
  const id = await aLife();
  expect((await stored()).join()).toMatch(/certification\..*import_error\..*pupil\..*archives\//);
  const erased = await ask(`/pupils/${id}/erase`, { method: "POST" });
  expect(erased.status).toBe(200);
  // The skipped pupil was never in the base: a successful import deletes what was kept of it.
  await send(somePupils(3));
  expect(await stored()).toEqual([]);
  expectNothingSaid();
});

test("pupils whose retention has ended are nowhere, once the sweeps have run", async () => {
  await aLife();
  const now = Date.now();
  await inSchool(school)
    .DB.prepare("UPDATE pupil SET deactivated_at = ?2 WHERE organization_id = ?1")
    .bind(school.id, now)
    .run();
  const passing = [9, 31, 366, 5 * 366 + 300, 6 * 366 + 100, 6 * 366 + 101];
  for (const days of [...passing, 6 * 366 + 365, 6 * 366 + 366]) {
    await runSweeps(heard.env, SWEEPS, now + days * DAY);
  }
  expect(await stored()).toEqual([]);
  expectNothingSaid();
});

test("a name that is logged or sent would be detected", async () => {
  await importFile(school, admin, aSiecleFile(school, [CANARY]));
  console.log(`the pupil ${CANARY.lastName.toLowerCase()}`);
  expect(holds(heard.said(), NAMES)).toBe(true);
  heard.stop();
  heard = overhear(env);
  await heard.env.IMPORTS.send({ v: 1, organizationId: school.id, importId: CANARY.ine, epoch: 0 });
  expect(holds(heard.said(), NAMES)).toBe(true);
});
