import { assertInBatch, isGuardRefusal, runGuarded } from "../platform/database.ts";
import {
  listShards,
  onShard,
  type SchoolEnv,
  type SchoolStatement,
} from "../platform/school-env.ts";
import { findSchool } from "./find-school.ts";

export type MoveOutcome =
  | { ok: true; from: number; to: number; rows: number; ms: number }
  /** `BUSY`: a file is being read, or the school was used meanwhile; nothing has changed, try again. */
  | { ok: false; reason: "UNKNOWN_SCHOOL" | "UNKNOWN_DATABASE" | "ALREADY_THERE" | "BUSY" };

const OF_SCHOOL = "organization_id = ?1";
const OF_IMPORT = "import_id IN (SELECT id FROM import WHERE organization_id = ?1)";

/** What moves, each table after those it refers to. Documents are made again on request. */
const MOVED: readonly { table: string; where: string }[] = [
  ...["pupil", "schooling", "import", "pupil_change"].map((table) => ({ table, where: OF_SCHOOL })),
  ...["import_error", "import_skip", "import_anomaly"].map((table) => ({
    table,
    where: OF_IMPORT,
  })),
  ...["certification_import", "certification", "certification_row", "certification_history"].map(
    (table) => ({ table, where: OF_SCHOOL }),
  ),
  ...["campaign", "campaign_file", "campaign_line", "campaign_answer", "campaign_exception"].map(
    (table) => ({ table, where: OF_SCHOOL }),
  ),
  ...["campaign_archived", "departure", "certification_figure"].map((table) => ({
    table,
    where: OF_SCHOOL,
  })),
  { table: "journal", where: OF_SCHOOL },
];
/** What is deleted at the former place without having moved. */
const LEFT = [
  { table: "document", where: OF_SCHOOL },
  { table: "campaign_reading", where: OF_SCHOOL },
  { table: "import_row", where: OF_IMPORT },
  { table: "import_class", where: OF_IMPORT },
];
const ROWS_AT_A_TIME = 500;

/**
 * Moves a school to another school database. Its row in `school` is the fence: a negative `base_version` refuses
 * imports meanwhile, and once the row is gone nothing of the school can be written at the former place. The directory
 * changes when everything is copied; then the former rows are deleted, in one transaction that fails if any of them
 * changed since the copy: in that case the school stays where it was. Running it again after a crash finishes the work.
 */
export async function moveSchool(env: Env, uai: string, to: number): Promise<MoveOutcome> {
  const started = Date.now();
  const school = await findSchool(env, uai);
  if (!school) return { ok: false, reason: "UNKNOWN_SCHOOL" };
  if (!listShards(env).includes(to)) return { ok: false, reason: "UNKNOWN_DATABASE" };
  const { id, shard } = school;
  const target = onShard(env, to);
  const from = shard === to ? await findFormer(env, id, to) : shard;
  if (from === null) return { ok: false, reason: "ALREADY_THERE" };
  const source = onShard(env, from);
  if (shard !== to && !(await closeSource(source, id))) return { ok: false, reason: "BUSY" };
  const copied = await countAll(source, id);
  if (shard !== to) {
    await deleteAll(target, id);
    await copyAll(source, target, id);
    await setShard(env, id, { from, to });
  }
  if (await deleteSource(source, id, copied)) {
    const rows = copied.reduce((sum, many) => sum + many, 0);
    return { ok: true, from, to, rows, ms: Date.now() - started };
  }
  await setShard(env, id, { from: to, to: from });
  await deleteAll(target, id);
  await openSource(source, id);
  return { ok: false, reason: "BUSY" };
}

/** The database where a move that was interrupted left the former rows. */
async function findFormer(env: Env, id: number, here: number): Promise<number | null> {
  for (const shard of listShards(env)) {
    if (shard === here) continue;
    const left = await onShard(env, shard)
      .DB.prepare("SELECT 1 FROM school WHERE id = ?1 AND base_version < 0")
      .bind(id)
      .first();
    if (left !== null) return shard;
  }
  return null;
}

/** Refuses imports from now on; false while a file is being read. */
async function closeSource(env: SchoolEnv, id: number): Promise<boolean> {
  return await runGuarded(env, [
    assertInBatch(
      env,
      `NOT EXISTS (SELECT 1 FROM import WHERE organization_id = ?1 AND finished_at IS NULL)
       AND NOT EXISTS (SELECT 1 FROM certification_import WHERE organization_id = ?1 AND state = 'staging')
       AND NOT EXISTS (SELECT 1 FROM campaign_reading WHERE organization_id = ?1)`,
      id,
    ),
    env.DB.prepare(
      "UPDATE school SET base_version = -1 - base_version WHERE id = ?1 AND base_version >= 0",
    ).bind(id),
  ]);
}

async function openSource(env: SchoolEnv, id: number): Promise<void> {
  await env.DB.prepare(
    "UPDATE school SET base_version = -1 - base_version WHERE id = ?1 AND base_version < 0",
  )
    .bind(id)
    .run();
}

async function copyAll(source: SchoolEnv, target: SchoolEnv, id: number): Promise<void> {
  const row = await source.DB.prepare("SELECT * FROM school WHERE id = ?1").bind(id).first();
  if (!row) throw new Error("a school without its row");
  const opened = { ...row, base_version: -1 - Number(row.base_version) };
  await insertRows(target, "school", [opened]);
  for (const { table, where } of MOVED) {
    for (let offset = 0; ; offset += ROWS_AT_A_TIME) {
      const { results } = await source.DB.prepare(
        `SELECT * FROM ${table} WHERE ${where} ORDER BY 1, 2, 3 LIMIT ?2 OFFSET ?3`,
      )
        .bind(id, ROWS_AT_A_TIME, offset)
        .all();
      await insertRows(target, table, results);
      if (table === "import") await keepRevisions(target, id, results);
      if (results.length < ROWS_AT_A_TIME) break;
    }
  }
}

/** Lines of the journal may be there already: of a move that was taken back, or from before a move away. */
async function insertRows(
  env: SchoolEnv,
  table: string,
  rows: Record<string, unknown>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const values = rows.map((row) => columns.map((column) => row[column]));
  await env.DB.prepare(
    `INSERT ${table === "journal" ? "OR IGNORE " : ""}INTO ${table} (${columns.join(", ")})
     SELECT ${columns.map((_, at) => `value ->> ${at}`).join(", ")} FROM json_each(?1)`,
  )
    .bind(JSON.stringify(values))
    .run();
}

/** A trigger gives each inserted import a revision of its own: the order of what moved last is that of before. */
async function keepRevisions(
  env: SchoolEnv,
  id: number,
  imports: Record<string, unknown>[],
): Promise<void> {
  const kept = imports.map(({ number, revision }) => [number, revision]);
  await env.DB.prepare(
    `UPDATE import SET revision = v.value ->> 1 FROM json_each(?2) v
     WHERE organization_id = ?1 AND number = v.value ->> 0`,
  )
    .bind(id, JSON.stringify(kept))
    .run();
}

async function setShard(env: Env, id: number, way: { from: number; to: number }): Promise<void> {
  await env.DB.prepare("UPDATE organization SET shard = ?3 WHERE id = ?1 AND shard = ?2")
    .bind(id, way.from, way.to)
    .run();
}

/** How many rows of each table of `MOVED`. */
async function countAll(env: SchoolEnv, id: number): Promise<number[]> {
  const found = await env.DB.batch<{ many: number }>(
    MOVED.map(({ table, where }) =>
      env.DB.prepare(`SELECT count(*) AS many FROM ${table} WHERE ${where}`).bind(id),
    ),
  );
  return found.map(({ results }) => results[0]?.many ?? 0);
}

/** Deletes the former rows and the fence; false when they are not those that were copied any more. */
async function deleteSource(env: SchoolEnv, id: number, copied: number[]): Promise<boolean> {
  const same = MOVED.map(({ table, where }, at) =>
    assertInBatch(env, `(SELECT count(*) FROM ${table} WHERE ${where}) = ?2`, id, copied[at]),
  );
  try {
    await env.DB.batch([...same, ...deletions(env, id)]);
    return true;
  } catch (error) {
    if (isGuardRefusal(error)) return false;
    throw error;
  }
}

async function deleteAll(env: SchoolEnv, id: number): Promise<void> {
  await env.DB.batch(deletions(env, id));
}

/** Except the journal: its triggers keep it twelve months, unseen where the school no longer is. */
function deletions(env: SchoolEnv, id: number): SchoolStatement[] {
  const tables = [...LEFT, ...MOVED.filter(({ table }) => table !== "journal").toReversed()];
  return [
    ...tables.map(({ table, where }) =>
      env.DB.prepare(`DELETE FROM ${table} WHERE ${where}`).bind(id),
    ),
    env.DB.prepare("DELETE FROM school WHERE id = ?1").bind(id),
  ];
}
