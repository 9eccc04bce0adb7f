import fc from "fast-check";
import { expect, test } from "vitest";
import {
  aMember,
  aSchool,
  env,
  homeOfImport,
  inSchool,
  type Person,
  settle,
} from "#tests/support/factories.ts";
import { deliverSent, differ } from "#tests/support/fault-walk.ts";
import { type FaultyEnv, faultyEnv, type SentMessage } from "#tests/support/faulty-env.ts";
import { aSiecleFile } from "#tests/support/siecle-file.ts";
import type { Organization } from "../organizations/access.ts";
import { cancelImport, confirmImport, type Decision, undoImport } from "./decide/decide.ts";
import { receiveUpload } from "./receive/receive-upload.ts";
import { commitImport } from "./run/commit-import.ts";
import { loadImport } from "./store.ts";

/**
 * Plays random histories of one school: uploads, messages delivered in any order, twice, at the same time or
 * from an older attempt, and decisions in between. Afterwards the base must match the journal of the ended
 * imports, and each must have been applied once. `HISTORIES` sets how many histories are played.
 */

/** The files a school may send: some of four pupils, with their class. */
const FILES = [
  ["A 6A", "B 6A", "C 6A"],
  ["A 6A", "B 5A", "D 6B"],
  ["C 4A", "D 6B"],
  ["A 3A", "B 3A", "C 3A", "D 3A"],
];

type Step =
  | { kind: "upload"; file: number }
  | { kind: "deliver"; message: number; times: number }
  | { kind: "decide"; what: "confirm" | "cancel" | "undo" };

const aStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("upload" as const), file: fc.nat(FILES.length - 1) }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("deliver" as const),
      message: fc.nat(20),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  fc.record({
    kind: fc.constant("decide" as const),
    what: fc.constantFrom("confirm" as const, "cancel" as const, "undo" as const),
  }),
);

function fileOf(school: Organization, place: number): Uint8Array {
  const pupils = (FILES[place] ?? []).map((line) => {
    const [letter = "", division = ""] = line.split(" ");
    const ine = `40000000${letter.charCodeAt(0) - 64}KA`;
    return { id: letter, ine, firstName: letter, division };
  });
  return aSiecleFile(school, pupils);
}

type Player = { school: Organization; admin: Person; faulty: FaultyEnv; messages: SentMessage[] };

async function play(step: Step, player: Player): Promise<void> {
  const { school, admin, faulty, messages } = player;
  if (step.kind === "upload") {
    const file = fileOf(school, step.file);
    await receiveUpload(inSchool(school, faulty.env), {
      organization: school,
      user: admin,
      filename: String(step.file),
      body: new Response(new Uint8Array(file)).body,
      size: file.byteLength,
    });
  } else if (step.kind === "deliver") {
    const message = messages[step.message % Math.max(messages.length, 1)];
    const sent = message ? [message] : [];
    await Promise.all(
      Array.from(
        { length: step.times },
        async () => await deliverSent({ ...faulty, sent: [...sent] }),
      ),
    );
  } else {
    const newest = await newestImport(school);
    if (!newest) return;
    const decision: Decision = {
      organizationId: school.id,
      importId: newest.id,
      userId: admin.id,
    };
    await { confirm: confirmImport, cancel: cancelImport, undo: undoImport }[step.what](
      inSchool(school, faulty.env),
      decision,
    );
  }
  messages.push(...faulty.sent.splice(0));
}

async function newestImport(school: Organization) {
  return await inSchool(school)
    .DB.prepare(
      "SELECT id, status FROM import WHERE organization_id = ?1 ORDER BY number DESC LIMIT 1",
    )
    .bind(school.id)
    .first<{ id: string; status: string }>();
}

/** Computes the base from the journal, in its order: a file applied, or the last one undone. */
async function expectedBase(school: Organization): Promise<string[]> {
  const { results } = await inSchool(school)
    .DB.prepare(
      `SELECT j.event, i.filename FROM journal j JOIN import i
       ON i.organization_id = j.organization_id AND CAST(i.number AS TEXT) = j.subject
     WHERE j.organization_id = ?1 AND j.event IN ('import.done', 'import.undone') ORDER BY j.at, j.n`,
    )
    .bind(school.id)
    .all<{ event: string; filename: string }>();
  let [base, before]: [string[], string[]] = [[], []];
  for (const { event, filename } of results) {
    if (event === "import.undone") base = before;
    else [before, base] = [base, FILES[Number(filename)] ?? []];
  }
  return base;
}

async function findProblems(school: Organization): Promise<string[]> {
  const { results } = await inSchool(school)
    .DB.prepare(
      `SELECT first_name || ' ' || division AS line FROM pupil
     WHERE organization_id = ?1 AND deactivated_at IS NULL ORDER BY ine`,
    )
    .bind(school.id)
    .all<{ line: string }>();
  const counted = await inSchool(school)
    .DB.prepare(
      `SELECT (SELECT base_version FROM school WHERE id = ?1) AS version,
       (SELECT count(*) FROM journal WHERE organization_id = ?1
          AND event IN ('import.done', 'import.undone')) AS lines,
       (SELECT count(*) FROM journal WHERE organization_id = ?1 AND event = 'import.done') AS done,
       (SELECT count(*) FROM import WHERE organization_id = ?1
          AND status IN ('done', 'undone')) AS applied`,
    )
    .bind(school.id)
    .first<{ version: number; lines: number; done: number; applied: number }>();
  return [
    ...differ(
      "the base",
      results.map(({ line }) => line),
      await expectedBase(school),
    ),
    ...differ("changes of the base", counted?.version, counted?.lines),
    ...differ("imports applied", counted?.done, counted?.applied),
  ];
}

async function aPlayer(withoutGuards = false): Promise<Player> {
  const school = await aSchool();
  const admin = await aMember(school);
  const faulty = faultyEnv(env, { at: 0, mode: "before", withoutGuards });
  return { school, admin, faulty, messages: [] };
}

async function playHistory(steps: Step[], player: Player): Promise<string[]> {
  for (const step of steps) await play(step, player);
  const last = await newestImport(player.school);
  if (last) await settle(last.id);
  return await findProblems(player.school);
}

test("each import is applied once, whatever the order of messages and decisions", async () => {
  const history = fc.array(aStep, { minLength: 3, maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      expect(await playHistory(steps, await aPlayer())).toEqual([]);
    }),
    { numRuns: Number(env.TEST_HISTORIES) },
  );
}, 300_000);

/** Plays a runner that loaded the import before its commit, and commits it again after the end. */
async function commitLate(player: Player): Promise<string[]> {
  await playHistory([{ kind: "upload", file: 0 }], player);
  const id = (await newestImport(player.school))?.id ?? "";
  const row = await loadImport(await homeOfImport(id), id);
  if (!row) throw new Error("no import");
  await commitImport(inSchool(row.organizationId, player.faulty.env), {
    ...row,
    status: "applying",
    seq: row.seq - 1,
  });
  return await findProblems(player.school);
}

test("a late runner changes nothing, and without its guards the check detects the damage", async () => {
  expect(await commitLate(await aPlayer())).toEqual([]);
  expect(await commitLate(await aPlayer(true))).not.toEqual([]);
});
