import { setTimeout as delay } from "node:timers/promises";
import { zipSync } from "fflate";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import type { Import } from "#worker/imports/view.ts";
import { readMarks, watchBase } from "./base-reader.ts";
import { judge, type Observation } from "./judge.ts";
import { END_LIMIT_MS, killWorkerd, type Scene, until } from "./server.ts";

export const PUPILS = 8000;
/** The time that a commit of this many pupils takes; a kill falls anywhere within it. */
const COMMIT_MS = 400;
const IMPORT_MS = 900;

export type ImportRound = {
  outcome: "done" | "failed" | "lost";
  problems: string[];
  recoveryMs: number;
  reads: number;
  /** The mark of the current base. */
  mark: string;
};

/** Imports a file without a kill: the base for the first round. */
export async function importFirstBase({ client, uai }: Scene): Promise<string> {
  const sending = { filename: "V0", limitMs: END_LIMIT_MS };
  const told = await client.importFile(uai, markedFile(uai, "V0"), sending);
  if (told.status !== "done") throw new Error(`the first import is ${told.status}`);
  return "V0";
}

/**
 * Uploads a file that renames every pupil and kills workerd: at a random moment of the import, or, with `aimed`, during
 * its commit. A reader checks the base all the while.
 */
export async function killAnImport(
  scene: Scene,
  round: { number: number; before: string; aimed: boolean },
): Promise<ImportRound> {
  const { app, client, file, uai } = scene;
  const after = `V${round.number}`;
  const watch = watchBase(file, { uai, pupils: PUPILS });
  const uploaded = client.upload(uai, markedFile(uai, after), after).catch(() => null);
  if (round.aimed) await untilCommitting(scene, after);
  await delay(Math.random() * (round.aimed ? COMMIT_MS : IMPORT_MS));
  killWorkerd(app);
  const killedAt = Date.now();
  await uploaded;

  const newest = await until("an answer after the kill", async () => {
    const [first] = await client.listImports(uai);
    return first ?? null;
  });
  const told = await client.waitForEnd(uai, newest.id, END_LIMIT_MS);
  const recoveryMs = Date.now() - killedAt;
  const seen = await observe(scene, told);
  const { reads, mixed } = watch.stop();
  // After a kill before the INSERT, the newest import is the previous one: nothing happened.
  const opened = newest.filename === after;
  const expected = { before: round.before, after: opened ? after : round.before, pupils: PUPILS };
  const wrong = judge(seen, expected);
  return {
    outcome: opened ? (told.status === "done" ? "done" : "failed") : "lost",
    problems: [...(wrong ? [wrong] : []), ...mixed.map((base) => `a reader saw ${base}`)],
    recoveryMs,
    reads,
    mark: opened && told.status === "done" ? after : round.before,
  };
}

/** Resolves when the import is about to be applied, or has already ended. */
async function untilCommitting({ file }: Scene, filename: string): Promise<void> {
  for (let tries = 0; tries < 4000; tries += 1) {
    const [row] = file.all("SELECT status FROM import WHERE filename = ?", filename);
    if (row && !["received", "reading", "checking"].includes(String(row.status))) return;
    await delay(2);
  }
}

/** Reads the file after the time that the cleaning of an ended import takes. */
async function observe({ file, uai }: Scene, told: Import): Promise<Observation> {
  const staged = () =>
    file.count("SELECT count(*) AS n FROM import_row WHERE import_id = ?", told.id);
  for (let tries = 0; tries < 50 && staged() > 0; tries += 1) await delay(100);
  return { marks: readMarks(file, uai), status: told.status, stagedRows: staged() };
}

/** The same pupils each time, all marked with the file they come from. */
function markedFile(uai: string, mark: string): Uint8Array {
  const pupils = somePupils(PUPILS).map((pupil) => ({
    ...pupil,
    extra: `<NOM_USAGE>${mark}</NOM_USAGE><LIGNE1_ADRESSE>${"rue des essais ".repeat(20)}</LIGNE1_ADRESSE>`,
  }));
  return zipSync({ "ElevesSansAdresses.xml": aSiecleFile({ uai }, pupils) });
}
