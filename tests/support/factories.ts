import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { confirmImport } from "#worker/imports/decide/decide.ts";
import { receiveUpload } from "#worker/imports/receive/receive-upload.ts";
import { runImport } from "#worker/imports/run/run-import.ts";
import { readImport } from "#worker/imports/show/read-imports.ts";
import { loadImport } from "#worker/imports/store.ts";
import type { Import } from "#worker/imports/view.ts";
import type { Organization, Role } from "#worker/organizations/access.ts";
import {
  folderOf,
  listShards,
  type ObjectKind,
  onShard,
  type SchoolEnv,
} from "#worker/platform/school-env.ts";
import { consumeQueue } from "#worker/queues.ts";
import { schoolNumber } from "#worker/school-files/uai.ts";
import { placeSchools } from "#worker/schools/place-schools.ts";
import { anIne, aSiecleFile } from "./siecle-file.ts";
import worker from "./worker-entry.ts";

/** Ready-made objects in real storage, each with its own ids so that tests never share them. */

let counter = 0;

function nextUai(): string {
  counter += 1;
  return `${String(1_000_000 + Math.floor(Math.random() * 8_000_000) + counter).slice(0, 7)}A`;
}

export async function aSchool(kind: Organization["kind"] = "sco-menj"): Promise<Organization> {
  const uai = nextUai();
  const id = schoolNumber(uai);
  const shard = shardOf(id);
  const school = { id, uai, name: "Collège des Essais", kind, city: "Amiens", shard };
  await placeSchools(env, [school]);
  await env.DB.prepare(
    "INSERT INTO organization (id, uai, name, kind, city, shard) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
  )
    .bind(school.id, school.uai, school.name, school.kind, school.city, school.shard)
    .run();
  return school;
}

/** Every other school is in the other school database, so that every test runs on both. */
function shardOf(id: number): number {
  return 1 + (id % 2);
}

/** The bindings as the rooms of this school's data see them; `school` may be its number. */
export function inSchool(
  school: number | { id: number } | { shard: number },
  bindings: Env = env,
): SchoolEnv {
  if (typeof school === "number") return onShard(bindings, shardOf(school));
  return onShard(bindings, "shard" in school ? school.shard : shardOf(school.id));
}

/** The same, for the school of this import. */
export async function homeOfImport(importId: string, bindings: Env = env): Promise<SchoolEnv> {
  for (const shard of listShards(env)) {
    if (await loadImport(onShard(env, shard), importId)) return onShard(bindings, shard);
  }
  throw new Error("no such import");
}

/** Where the objects of this school are, as the prefix of a listing. */
export function folderIn(school: { id: number }, kind: ObjectKind): string {
  return `${folderOf(inSchool(school), kind, school.id)}/`;
}

export type Person = { id: string; name: string; email: string };

export async function aPerson(name = "Camille Essai"): Promise<Person> {
  const [person, insert] = newPerson(name);
  await insert.run();
  return person;
}

function newPerson(name = "Camille Essai"): [Person, D1PreparedStatement] {
  const id = crypto.randomUUID();
  const person = { id, name, email: `${id}@essai.test` };
  const insert = env.DB.prepare(
    `INSERT INTO user (id, name, email, email_verified, created_at, updated_at)
     VALUES (?1, ?2, ?3, 1, 1, 1)`,
  ).bind(person.id, person.name, person.email);
  return [person, insert];
}

/** A signed-in person of the school: `cookie` is what their browser sends. */
export async function aMember(
  school: Organization,
  role: Role = "admin",
): Promise<Person & { cookie: string }> {
  const [person, insertPerson] = newPerson();
  const join = env.DB.prepare(
    "INSERT INTO membership (organization_id, user_id, role, joined_at) VALUES (?1, ?2, ?3, 1)",
  ).bind(school.id, person.id, role);
  const [cookie, insertSession] = await newSession(person);
  await env.DB.batch([insertPerson, join, insertSession]);
  return { ...person, cookie };
}

/** A session row and its cookie, signed as better-auth signs it. */
export async function aCookie(person: Person): Promise<string> {
  const [cookie, insert] = await newSession(person);
  await insert.run();
  return cookie;
}

async function newSession(person: Person): Promise<[string, D1PreparedStatement]> {
  const token = crypto.randomUUID().replaceAll("-", "");
  const insert = env.DB.prepare(
    `INSERT INTO session (id, user_id, token, expires_at, created_at, updated_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?5)`,
  ).bind(crypto.randomUUID(), person.id, token, Date.now() + 3_600_000, Date.now());
  const key = await crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(env.AUTH_SECRET),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(token));
  const signature = btoa(String.fromCharCode(...new Uint8Array(mac)));
  return [`__Host-session=${encodeURIComponent(`${token}.${signature}`)}`, insert];
}

export const ORIGIN = "http://localhost:8787";

/** Calls the whole Worker as a browser of this person would. */
export async function call(
  path: string,
  init: RequestInit & { as?: { cookie: string }; bindings?: Env } = {},
): Promise<Response> {
  const headers = new Headers(init.headers);
  if (init.as) headers.set("Cookie", init.as.cookie);
  if (!headers.has("Origin") && init.method && init.method !== "GET") headers.set("Origin", ORIGIN);
  const ctx = createExecutionContext();
  return await worker.fetch(
    new Request(`${ORIGIN}${path}`, { ...init, headers }),
    init.bindings ?? env,
    ctx,
  );
}

/** What a queue answers to a message. */
export const aReceipt = async () => ({
  metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } },
});

/** The real bindings, but nothing sent to the queue of imports arrives: the test itself runs its imports, once. */
const withoutRunner: Env = { ...env, IMPORTS: { ...env.IMPORTS, send: aReceipt } };

/** Stores a file and creates its import, without running it. */
export async function anUpload(
  school: Organization,
  person: Person,
  file: Uint8Array,
  filename = "ElevesSansAdresses.xml",
  by: Env = withoutRunner,
): Promise<string> {
  const outcome = await receiveUpload(inSchool(school, by), {
    organization: school,
    user: person,
    filename,
    body: new Response(new Uint8Array(file)).body,
    size: file.byteLength,
  });
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.import.id;
}

/** An import that is not queued, as after a crash between D1 and the queue. */
export async function anAbandonedImport(
  school: { id: number; uai: string },
  userId: string,
  file = aSiecleFile(school, [{ ine: anIne() }]),
  heartbeatAt = 1,
) {
  const id = crypto.randomUUID();
  const key = `${folderIn(school, "imports")}${id}/source`;
  await env.FILES.put(key, file);
  await inSchool(school)
    .DB.prepare(
      `INSERT INTO import (id, organization_id, number, created_by, created_by_name, filename, format, kind,
       status, source_key, source_size, total_bytes, created_at, heartbeat_at)
     VALUES (?1, ?2, (SELECT coalesce(max(number), 0) + 1 FROM import WHERE organization_id = ?2),
       ?3, 'Camille Essai', 'x.xml', 'xml', 'siecle', 'received', ?4, ?5, ?5,
       ?7, ?6)`,
    )
    .bind(id, school.id, userId, key, file.byteLength, heartbeatAt, Date.parse("2026-09-02T10:00Z"))
    .run();
  return id;
}

/** Runs an import as its queue would, until it ends or waits. */
export async function settle(importId: string): Promise<Import> {
  const home = await homeOfImport(importId);
  for (let turn = 0; turn < 200; turn += 1) {
    const row = await loadImport(home, importId);
    if (!row) throw new Error("no such import");
    const settled = row.finishedAt !== null || row.status === "awaiting-confirmation";
    if (settled) {
      const told = await readImport(home, {
        organizationId: row.organizationId,
        importId,
        role: "admin",
      });
      if (told) return told;
    }
    await runImport(env, { organizationId: row.organizationId, importId, epoch: row.epoch });
  }
  throw new Error("the import never settled");
}

export async function importFile(
  school: Organization,
  person: Person,
  file: Uint8Array,
  filename?: string,
): Promise<Import> {
  return await settle(await anUpload(school, person, file, filename));
}

/** The same, confirming an import that waits: a file of last year, for example. */
export async function importAnyway(
  school: Organization,
  person: Person,
  file: Uint8Array,
): Promise<Import> {
  const { id } = await importFile(school, person, file);
  await confirmImport(inSchool(school), {
    organizationId: school.id,
    importId: id,
    userId: person.id,
  });
  return await settle(id);
}

/** Delivers one message to the consumers of `queue`; returns what was acknowledged and retried. */
export async function deliver(queue: string, body: unknown) {
  const batch = createMessageBatch(queue, [
    { id: crypto.randomUUID(), timestamp: new Date(), attempts: 1, body },
  ]);
  const ctx = createExecutionContext();
  await consumeQueue(batch, env);
  return await getQueueResult(batch, ctx);
}

export type StoredPupil = {
  ine: string;
  last_name: string;
  first_name: string;
  division: string;
  deactivated_at: number | null;
  id: string;
};

/** The base in D1, by INE. */
export async function theBase(school: { id: number }): Promise<StoredPupil[]> {
  const { results } = await inSchool(school)
    .DB.prepare("SELECT * FROM pupil WHERE organization_id = ?1 ORDER BY ine")
    .bind(school.id)
    .all<Omit<StoredPupil, "id"> & { id: number }>();
  return results.map((pupil) => ({ ...pupil, id: String(pupil.id) }));
}

export { env };
