import { createPartWriter } from "../../platform/part-writer.ts";
import { folderOf, type SchoolEnv } from "../../platform/school-env.ts";
import { yieldToEventLoop } from "../../platform/yield-to-event-loop.ts";
import { findXmlEntry } from "../archive/directory.ts";
import { inflateEntry } from "../archive/inflate.ts";
import type { FileFault } from "../records.ts";
import { type ImportRecord, moveImport } from "../store.ts";
import { deleteStaging } from "./clean-import.ts";
import { giveUp, refuseFile } from "./end-import.ts";

/**
 * From `received` to `reading`: deletes the staging of an earlier attempt, then makes the file readable by
 * ranges. A zip is inflated to a separate object, since inflating cannot be resumed in the middle.
 * Null when another runner moved the import: the unneeded object is deleted.
 */
export async function prepareSource(
  env: SchoolEnv,
  row: ImportRecord,
): Promise<ImportRecord | null> {
  // Every later attempt has a higher epoch, and only `reading` stages rows.
  if (row.epoch > 0) await deleteStaging(env, row);
  if (row.format === "empty") {
    return await refuseFile(env, row, [{ code: "FILE_INVALID", detail: { reason: "empty" } }]);
  }
  if (!row.sourceKey || !(await env.FILES.head(row.sourceKey))) return await giveUp(env, row);
  if (row.format !== "zip") {
    return await startReading(env, row, { key: row.sourceKey, size: row.sourceSize });
  }
  const inflated = await inflateSource(env, row, row.sourceKey);
  if (inflated === "moved") return null;
  if (!inflated.ok) return await refuseFile(env, inflated.row, [inflated.fault]);
  const started = await startReading(env, inflated.row, inflated);
  if (!started) await env.FILES.delete(inflated.key);
  return started;
}

async function startReading(
  env: SchoolEnv,
  row: ImportRecord,
  plain: { key: string; size: number },
): Promise<ImportRecord | null> {
  return await moveImport(env, row, [
    env.DB.prepare(
      `UPDATE import SET status = 'reading', plain_key = ?2, total_bytes = ?3, bytes = 0,
         row_count = 0, cursor = NULL, seq = seq + 1, heartbeat_at = ?4 WHERE id = ?1`,
    ).bind(row.id, plain.key, plain.size, Date.now()),
  ]);
}

type Inflated =
  | { ok: true; row: ImportRecord; key: string; size: number }
  | { ok: false; row: ImportRecord; fault: FileFault }
  | "moved";

async function inflateSource(
  env: SchoolEnv,
  row: ImportRecord,
  sourceKey: string,
): Promise<Inflated> {
  const found = await findXmlEntry({
    size: row.sourceSize,
    read: (offset, length) => readRange(env, sourceKey, offset, length),
  });
  if (!found.ok) return { ok: false, row, fault: found.fault };
  const compressed = await env.FILES.get(sourceKey, {
    range: { offset: found.entry.dataOffset, length: found.entry.compressedSize },
  });
  if (!compressed) throw new Error("source object vanished");

  const folder = folderOf(env, "imports", row.organizationId);
  const key = `${folder}/${row.id}/plain-${crypto.randomUUID()}`;
  let current: ImportRecord | null = row;
  const writer = createPartWriter(env, key, async () => {
    current = current && (await heartbeat(env, current));
    if (!current) throw new Moved();
    await yieldToEventLoop();
  });
  try {
    const outcome = await inflateEntry(found.entry, compressed.body, writer.write);
    if (!outcome.ok) {
      await writer.abort();
      return { ok: false, row: current, fault: outcome.fault };
    }
    await writer.complete();
    return { ok: true, row: current, key, size: outcome.size };
  } catch (error) {
    await writer.abort();
    if (error instanceof Moved) return "moved";
    throw error;
  }
}

class Moved extends Error {}

/** Heartbeat: bumps `seq` for each stored part; a concurrent runner fails its guard. */
async function heartbeat(env: SchoolEnv, row: ImportRecord): Promise<ImportRecord | null> {
  return await moveImport(env, row, [
    env.DB.prepare("UPDATE import SET seq = seq + 1, heartbeat_at = ?2 WHERE id = ?1").bind(
      row.id,
      Date.now(),
    ),
  ]);
}

/** Reads exactly these bytes of an object; throws if the object no longer exists. */
export async function readRange(
  env: SchoolEnv,
  key: string,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  if (length <= 0) return new Uint8Array();
  const object = await env.FILES.get(key, { range: { offset, length } });
  if (!object) throw new Error("object vanished");
  return new Uint8Array(await object.arrayBuffer());
}
