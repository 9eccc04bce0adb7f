import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { z } from "zod";
import { mustRun, Refusal } from "../run.ts";
import { sha256Of, writeRestorable } from "./dump.ts";
import type { Place } from "./place.ts";

const Manifest = z.object({
  of: z.string(),
  at: z.string(),
  databases: z.array(z.object({ binding: z.string(), file: z.string(), sha256: z.string() })),
  objects: z.array(z.object({ key: z.string(), file: z.string(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof Manifest>;

/** A backup that was checked: every file is present and has its checksum. */
export type Backup = { folder: string; manifest: Manifest };

/**
 * Writes every database, as SQL that an empty one takes, and every object of the bucket into `folder`, with their
 * checksums in `manifest.json`. Throws `Refusal`, before anything is written, for a folder in use and for a database without
 * tables. Databases are exported one after another: D1 answers nothing else while it exports one.
 */
export async function backUp(place: Place, folder: string): Promise<Manifest> {
  const there = statSync(folder, { throwIfNoEntry: false });
  if (there && !(there.isDirectory() && readdirSync(folder).length === 0)) {
    throw new Refusal(`${folder} is not an empty folder: give each backup a folder of its own.`);
  }
  for (const binding of place.bindings) {
    if ((await place.tablesOf(binding)).length === 0) {
      throw new Refusal(
        `${binding} of ${place.name} holds no table: is this the right place? Nothing was backed up.`,
      );
    }
  }
  mkdirSync(`${folder}/objects`, { recursive: true, mode: 0o700 });
  const databases: Manifest["databases"] = [];
  for (const binding of place.bindings) {
    console.log(`Exporting ${binding}…`);
    const file = `${binding}.sql`;
    databases.push({
      binding,
      file,
      sha256: await exportDatabase(place, binding, `${folder}/${file}`),
    });
  }
  const objects: Manifest["objects"] = [];
  for (const key of await place.files.list()) {
    const bytes = await place.files.get(key);
    const file = `objects/${objects.length + 1}`;
    writeFileSync(`${folder}/${file}`, bytes, { mode: 0o600 });
    objects.push({ key, file, sha256: hash(bytes) });
  }
  const manifest = { of: place.name, at: new Date().toISOString(), databases, objects };
  writeFileSync(`${folder}/manifest.json`, JSON.stringify(manifest, null, 2), { mode: 0o600 });
  return manifest;
}

/**
 * Reads a backup and compares its files with their checksums. Throws `Refusal` if one is missing or was changed, or if it
 * is the backup of another environment than `environment`.
 */
export async function openBackup(folder: string, environment?: string): Promise<Backup> {
  const manifest = readManifest(folder);
  if (environment !== undefined && manifest.of !== environment) {
    throw new Refusal(
      `${folder} is a backup of ${manifest.of}, not of ${environment}. Nothing was written.`,
    );
  }
  for (const { file, sha256 } of [...manifest.databases, ...manifest.objects]) {
    const path = `${folder}/${file}`;
    if (!existsSync(path) || (await sha256Of(path)) !== sha256) {
      throw new Refusal(
        `${path} is missing or is no longer what was backed up. Nothing was written.`,
      );
    }
  }
  return { folder, manifest };
}

/**
 * Restores a backup into an installation with empty databases. Each database is then exported again, and must have the
 * checksum of the backup. Throws `Refusal`, before anything is written, for a base that is not empty. `goesOn`:
 * completes a restore that stopped half way; a base that already holds its backup stays.
 */
export async function restore(
  place: Place,
  { folder, manifest }: Backup,
  { goesOn = false } = {},
): Promise<Manifest> {
  const unknown = manifest.databases.filter(({ binding }) => !place.bindings.includes(binding));
  if (unknown.length > 0) {
    const names = unknown.map(({ binding }) => binding).join(", ");
    throw new Refusal(
      `${place.name} has no ${names}: raise schoolDatabases of the environment (the local demo has two). Nothing was written.`,
    );
  }
  const empty: Manifest["databases"] = [];
  for (const database of manifest.databases) {
    const tables = await place.tablesOf(database.binding);
    if (tables.length === 0) empty.push(database);
    else await requireSame(place, folder, { ...database, tables: tables.length, goesOn });
  }
  for (const { binding, file, sha256 } of empty) {
    console.log(`Restoring ${binding}…`);
    const ingest = ["d1", "execute", binding, "--file", `${folder}/${file}`, "--yes"];
    await mustRun("wrangler", [...ingest, ...place.wrangler], { env: place.env });
    if ((await checksumOf(place, folder, { binding, file })) !== sha256)
      throw new Refusal(`${binding} does not hold what was backed up: look at it.`);
  }
  for (const { key, file } of manifest.objects) {
    await place.files.put(key, new Uint8Array(readFileSync(`${folder}/${file}`)));
  }
  for (const { key, sha256 } of manifest.objects) {
    if (hash(await place.files.get(key)) !== sha256)
      throw new Refusal(`${key} differs in the bucket.`);
  }
  return manifest;
}

type Kept = Manifest["databases"][number];

/** A base that is not empty stays only if it holds its backup, and only for a restore that goes on. */
async function requireSame(
  place: Place,
  folder: string,
  { tables, goesOn, ...kept }: Kept & { tables: number; goesOn: boolean },
): Promise<void> {
  const { binding, sha256 } = kept;
  if (!goesOn) {
    throw new Refusal(
      `${binding} is not empty (${tables} tables): a backup is only brought back into an empty one. For a base that lives, use Time Travel (docs/operations.md). A restore that stopped half way goes on with --continue. Nothing was written.`,
    );
  }
  console.log(`Comparing ${binding}, which is not empty…`);
  if ((await checksumOf(place, folder, kept)) === sha256) return;
  throw new Refusal(
    `${binding} holds something else than the backup. If it holds nothing of value, delete that database (npx wrangler d1 list, npx wrangler d1 delete NAME) and go on with --continue. Nothing was written.`,
  );
}

/** The checksum of a database as it is now. */
async function checksumOf(place: Place, folder: string, { binding, file }: Omit<Kept, "sha256">) {
  const again = `${folder}/.${file}.again`;
  const checksum = await exportDatabase(place, binding, again);
  rmSync(again);
  return checksum;
}

/** Exports one database to `file`; returns the checksum. */
async function exportDatabase(place: Place, binding: string, file: string): Promise<string> {
  const raw = `${file}.export`;
  const output = ["--output", raw, "--skip-confirmation"];
  await mustRun("wrangler", ["d1", "export", binding, ...output, ...place.wrangler], {
    env: place.env,
  });
  await writeRestorable(raw, file);
  rmSync(raw);
  return await sha256Of(file);
}

function readManifest(folder: string): Manifest {
  const path = `${folder}/manifest.json`;
  if (!existsSync(path)) throw new Refusal(`${path} is missing: this is no finished backup.`);
  const read = Manifest.safeParse(readJson(path));
  if (read.success) return read.data;
  throw new Refusal(`${path} is damaged: take another copy of this backup. Nothing was written.`);
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
