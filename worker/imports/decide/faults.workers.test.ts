import { expect } from "vitest";
import {
  aMember,
  anAbandonedImport,
  aSchool,
  homeOfImport,
  importFile,
  inSchool,
  settle,
} from "#tests/support/factories.ts";
import { type Deed, testDeeds } from "#tests/support/fault-walk.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { receiveUpload } from "../receive/receive-upload.ts";
import { failImport } from "../run/end-import.ts";
import { loadImport } from "../store.ts";
import { cancelImport, confirmImport, type Decision, retryImport, undoImport } from "./decide.ts";

/** One fault at each call of a decision about an import: the answer is true, also to a person who decides again. */

async function aSchoolWithBase() {
  const school = await aSchool();
  const admin = await aMember(school);
  const { id } = await importFile(school, admin, aSiecleFile(school, somePupils(4)));
  return { school, admin, id };
}

/** An import that shows its changes first. */
async function aWaitingImport() {
  const { school, admin } = await aSchoolWithBase();
  const file = aSiecleFile(school, somePupils(3));
  const sent = await receiveUpload(inSchool(school), {
    ...{ organization: school, user: admin, filename: "base.xml", size: file.byteLength },
    preview: { wanted: true, remember: false },
    body: new Response(new Uint8Array(file)).body,
  });
  if (!sent.ok) throw new Error(sent.code);
  const { id, status } = await settle(sent.import.id);
  expect(status).toBe("awaiting-confirmation");
  return { school, admin, id };
}

async function aFailedImport() {
  const school = await aSchool();
  const admin = await aMember(school);
  const id = await anAbandonedImport(school, admin.id);
  const row = await loadImport(inSchool(school), id);
  expect(row && (await failImport(inSchool(school), row))).toBe(true);
  return { school, admin, id };
}

/** `goes`: the import goes on by itself, and may have ended when it is read. */
async function readState({ id, goes }: { id: string; goes: boolean }) {
  const row = await (await homeOfImport(id)).DB.prepare(
    `SELECT status, epoch, (SELECT json_group_array(event) FROM journal j WHERE j.organization_id = i.organization_id
       AND j.subject = CAST(i.number AS TEXT) AND j.event LIKE 'import.%'
       AND j.user_id IS NOT NULL AND j.event NOT IN ('import.done', 'import.received')) AS lines
     FROM import i WHERE id = ?1`,
  )
    .bind(id)
    .first<{ status: string; epoch: number; lines: string }>();
  const decided = goes && row?.lines !== "[]";
  return decided ? { ...row, status: "goes on" } : row;
}

type Decide = (env: SchoolEnv, decision: Decision) => Promise<{ ok: boolean }>;
type Prepared = Awaited<ReturnType<typeof aSchoolWithBase>>;

function aDecision(prepare: () => Promise<Prepared>, decide: Decide, goes: boolean) {
  return async (): Promise<Deed> => {
    const { school, admin, id } = await prepare();
    const decision = { organizationId: school.id, importId: id, userId: admin.id };
    return {
      ask: async (faulty) => (await decide(inSchool(school, faulty), decision)).ok,
      state: () => readState({ id, goes }),
    };
  };
}

testDeeds({
  confirm: aDecision(aWaitingImport, confirmImport, true),
  cancel: aDecision(aWaitingImport, cancelImport, false),
  undo: aDecision(aSchoolWithBase, undoImport, false),
  retry: aDecision(aFailedImport, retryImport, true),
});
