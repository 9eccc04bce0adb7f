import fc from "fast-check";
import { expect, test } from "vitest";
import {
  aMember,
  aSchool,
  call,
  env,
  homeOfImport,
  inSchool,
  settle,
  theBase,
} from "#tests/support/factories.ts";
import { aSiecleFile, type SiecleFilePupil, somePupils } from "#tests/support/siecle-file.ts";
import { receiveUpload } from "../receive/receive-upload.ts";
import { runImport } from "../run/run-import.ts";
import { readPupilHistory } from "../show/read-history.ts";
import { readImportPage } from "../show/read-imports.ts";
import { listChanges, listSkipped } from "../show/read-lists.ts";
import { loadImport } from "../store.ts";
import type { Import, LevelMove } from "../view.ts";
import { cancelImport, confirmImport, undoImport } from "./decide.ts";

type Wish = { wanted: boolean; remember: boolean } | null;

async function aSeeingSchool() {
  const school = await aSchool();
  const admin = await aMember(school);
  const asked = (importId: string) => ({
    ...{ organizationId: school.id, importId, userId: admin.id },
  });
  async function upload(file: Uint8Array, preview: Wish) {
    const outcome = await receiveUpload(inSchool(school), {
      ...{ organization: school, user: admin, filename: "base.xml", preview },
      body: new Response(new Uint8Array(file)).body,
      size: file.byteLength,
    });
    if (!outcome.ok) throw new Error(outcome.code);
    return await settle(outcome.import.id);
  }
  return {
    school,
    admin,
    send: (pupils: SiecleFilePupil[], preview: Wish = null) =>
      upload(aSiecleFile(school, pupils), preview),
    async yes({ id }: Import) {
      expect(await confirmImport(inSchool(school), asked(id))).toEqual({ ok: true });
      return await settle(id);
    },
    cancel: async ({ id }: Import) =>
      expect(await cancelImport(inSchool(school), asked(id))).toEqual({ ok: true }),
    undo: async ({ id }: Import) =>
      expect(await undoImport(inSchool(school), asked(id))).toEqual({ ok: true }),
    async lists({ id: importId }: Import) {
      const input = { organizationId: school.id, importId, page: "all" as const };
      return {
        changes: await listChanges(inSchool(school), input),
        skipped: await listSkipped(inSchool(school), input),
      };
    },
    page: async () => await readImportPage(inSchool(school), { organizationId: school.id }),
  };
}

const ASK = { wanted: true, remember: false };

test("an import with preview stops before applying and lists its changes", async () => {
  const { school, admin, send, page } = await aSeeingSchool();
  await send(somePupils(4));
  const before = await theBase(school);
  const [same, changed, , leaver] = somePupils(4);
  const waits = await send([{ ...same }, { ...changed, division: "3Z" }, { ine: "" }, {}], ASK);
  expect(waits).toMatchObject({
    ...{ status: "awaiting-confirmation", reasons: ["asked"] },
    counts: { added: 1, changed: 1, unchanged: 1, deactivated: 2, skipped: 1 },
  });
  expect(await theBase(school)).toEqual(before);

  const base = `/api/organizations/${school.uai}/imports/${waits.id}`;
  const get = async (path: string) => await call(`${base}${path}`, { as: admin });
  expect(await (await get("/changes")).json()).toMatchObject({
    total: 4,
    changes: [
      { kind: "changed", before: { division: "5A" }, after: { division: "3Z" } },
      { kind: "added" },
      { kind: "deactivated", reason: "ABSENT" },
      { kind: "deactivated", pupil: `${leaver?.firstName} ${leaver?.lastName}` },
    ],
  });
  expect(await (await get("/changes?kind=deactivated&format=csv")).text()).toContain(
    "Absent du fichier",
  );
  expect(await (await get("/skipped")).json()).toMatchObject({ total: 1 });
  expect((await page()).confirmation?.levels).toEqual([
    { level: "6e", before: 4, after: 3, stays: 2, movesOut: 0, movesIn: 0, leaves: 2, arrives: 1 },
  ] satisfies LevelMove[]);
});

test("?preview=1 always waits, without changing the school's setting; the page's checkbox changes it", async () => {
  const { school, admin, send, cancel } = await aSeeingSchool();
  const post = async (query: string) => {
    const answer = await call(`/api/organizations/${school.uai}/imports${query}`, {
      method: "POST",
      headers: { "Content-Length": String(aSiecleFile(school, somePupils(2)).byteLength) },
      body: new Uint8Array(aSiecleFile(school, somePupils(2))),
      as: admin,
    });
    return await settle((await answer.json<{ id: string }>()).id);
  };
  const first = await post("?preview=1");
  expect(first.status).toBe("awaiting-confirmation");
  await cancel(first);
  expect((await send(somePupils(2))).status).toBe("done");

  const box = await post("?preview=1&remember=1");
  await cancel(box);
  // The school's setting applies to every upload, whoever sends it.
  const next = await send(somePupils(2));
  expect(next).toMatchObject({ status: "awaiting-confirmation", reasons: ["asked"] });
  await cancel(next);
  expect((await post("?preview=0&remember=1")).status).toBe("done");
  expect((await send(somePupils(2))).status).toBe("done");
});

test("once cancelled, an import's predicted changes are on no list and on no pupil sheet", async () => {
  const { school, send, cancel, lists } = await aSeeingSchool();
  await send(somePupils(3));
  const [pupil] = await theBase(school);
  const waits = await send(somePupils(2, 1), ASK);
  const history = async () =>
    await readPupilHistory(inSchool(school), {
      organizationId: school.id,
      pupilId: pupil?.id ?? "",
    });
  expect(await history()).toHaveLength(1);
  await cancel(waits);
  expect((await lists(waits)).changes).toMatchObject({ total: 0, changes: [] });
  const left = await inSchool(school)
    .DB.prepare(
      "SELECT count(*) AS n FROM pupil_change WHERE (organization_id, import_number) = (SELECT organization_id, number FROM import WHERE id = ?1)",
    )
    .bind(waits.id)
    .first<{ n: number }>();
  expect(left?.n).toBe(0);
  expect(await history()).toHaveLength(1);
});

/** The cases of a pupil in the base and in the file: absent, or in a class, with or without a change. */
const PLACES = ["absent", "same", "moved", "no class", "left"] as const;
const aMove = fc.tuple(fc.constantFrom(...PLACES), fc.constantFrom(...PLACES));

test("the predicted changes are those applied, and undo restores the base", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aMove, { minLength: 1, maxLength: 24 }), async (moves) => {
      const { school, send, yes, undo, lists } = await aSeeingSchool();
      const file = (side: 0 | 1) =>
        somePupils(moves.length).flatMap((pupil, index) => asPlaced(pupil, moves[index]?.[side]));
      await yes(await send([...file(0), { ine: "299999999ZZ" }], ASK));
      const before = await theBase(school);

      const waits = await send([...file(1), { ine: "299999999ZZ" }], ASK);
      expect(waits.status).toBe("awaiting-confirmation");
      const predicted = await lists(waits);
      const done = await yes(waits);
      expect(done.status).toBe("done");
      expect(done.counts).toEqual(waits.counts);
      expect(await lists(done)).toEqual(predicted);
      expect(predicted.changes?.total).toBe(predicted.changes?.changes.length);
      await undo(done);
      expect(await theBase(school)).toEqual(before);
    }),
    { numRuns: 8 },
  );
});

function asPlaced(pupil: SiecleFilePupil, place: (typeof PLACES)[number] | undefined) {
  if (place === "absent" || place === undefined) return [];
  if (place === "no class") return [{ ...pupil, division: "" }];
  if (place === "moved") return [{ ...pupil, division: "4Z" }];
  if (place === "left") return [{ ...pupil, extra: "<DATE_SORTIE>01/09/2025</DATE_SORTIE>" }];
  return [pupil];
}

test("an import does not overwrite a base that changed while it waited", async () => {
  const { school, admin, send } = await aSeeingSchool();
  await send(somePupils(3));
  const waits = await send(somePupils(2), ASK);
  await inSchool(school)
    .DB.prepare("UPDATE school SET base_version = base_version + 1 WHERE id = ?1")
    .bind(school.id)
    .run();
  const before = await theBase(school);
  await confirmImport(inSchool(school), {
    organizationId: school.id,
    importId: waits.id,
    userId: admin.id,
  });
  await runImport(env, { organizationId: school.id, importId: waits.id, epoch: 0 });
  expect((await loadImport(await homeOfImport(waits.id), waits.id))?.status).toBe("applying");
  expect(await theBase(school)).toEqual(before);
});
