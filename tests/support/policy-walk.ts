import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { enterResults } from "#worker/certifications/enter/enter-results.ts";
import { seedDemo } from "#worker/demo/seed.ts";
import type { Organization } from "#worker/organizations/access.ts";
import { DAY } from "#worker/platform/clock.ts";
import { POLICIES, type Policy } from "#worker/policies.ts";
import { aCampaign } from "./campaigns.ts";
import {
  aCookie,
  aPerson,
  aSchool,
  importFile,
  inSchool,
  ORIGIN,
  type Person,
  theBase,
} from "./factories.ts";
import { INTENTS } from "./intents.ts";
import { appWithPages } from "./page-worker.ts";
import { aResultFile, aRow } from "./result-file.ts";
import { aResult } from "./results.ts";
import { aSiecleFile, somePupils } from "./siecle-file.ts";

/** The base of the walk over routes and roles: two schools, one person per role, and requests for each route. */

export type Walked = {
  school: Organization;
  importId: string;
  /** A file of results with two rows that wait. */
  resultsId: string;
  userId: string;
  invitationId: string;
  documentId: string;
  pupilId: string;
  /** Two kept results: the page removes the one, the API the other. */
  resultOfPage: string;
  resultOfApi: string;
  /** Another pupil, whom the walk erases before it reads the first one's record. */
  erasedId: string;
  campaignId: string;
};
export type Route = { key: string; method: string; path: string; policy: Policy; isPage: boolean };

export const ROUTES: Route[] = Object.entries(POLICIES).map(([key, policy]) => {
  const [method = "", path = ""] = key.split(" ");
  return { key, method, path, policy, isPage: !/^\/(api|demo|healthz)(\/|$)/.test(path) };
});

/**
 * What must appear in no answer to a person of another school: the marks in the names of people, pupils, files and
 * mails.
 */
export const CANARY = /canari/i;
/** The same, without the names of people. */
export const CANARY_OF_SCHOOL = /canari(eleve|sansine|\.xml)|collège canari/i;

async function join(school: Organization, person: Person, role: string, removedAt: number | null) {
  await env.DB.prepare(
    `INSERT INTO membership (organization_id, user_id, role, joined_at, removed_at)
     VALUES (?1, ?2, ?3, 1, ?4)`,
  )
    .bind(school.id, person.id, role, removedAt)
    .run();
}

/** A person of the school whose name and address are canaries. */
async function aMemberOf(school: Organization, role: string, removedAt: number | null = null) {
  const person = await aPerson("Canari Personne");
  await env.DB.prepare("UPDATE user SET email = 'canari-' || email WHERE id = ?1")
    .bind(person.id)
    .run();
  await join(school, person, role, removedAt);
  return person;
}

/** A school with some of every kind of data, and canaries in all of it. */
async function aFullSchool(
  school: Organization,
  { admin, member }: { admin: Person; member: Person },
): Promise<Walked> {
  const pupils = [
    ...somePupils(3).map((pupil) => ({ ...pupil, lastName: "CANARIELEVE" })),
    { ine: "", lastName: "CANARISANSINE" },
  ];
  // An import before the one that the walk undoes: its pupils stay.
  await importFile(school, admin, aSiecleFile(school, pupils.slice(0, 2)), "canari.xml");
  const [pupilId = "", erasedId = ""] = (await theBase(school)).map(({ id }) => id);
  const told = await importFile(school, admin, aSiecleFile(school, pupils), "canari.xml");
  await env.DB.prepare("UPDATE organization SET name = 'Collège Canari' WHERE id = ?1")
    .bind(school.id)
    .run();
  const invitationId = crypto.randomUUID();
  await env.DB.prepare(
    `INSERT INTO invitation (id, organization_id, purpose, email, role, token_hash, sent_at,
       expires_at, outbox_id)
     VALUES (?1, ?2, 'invitation', 'canari-invitee@essai.test', 'member', ?1, 1, ?3, ?1)`,
  )
    .bind(invitationId, school.id, Date.now() + DAY)
    .run();
  const resultsId = await aFileOfResults(school, admin);
  const documentId = await anArchive(school, admin);
  const [ofPage, ofApi] = [await aCanary(school), await aCanary(school)];
  const campaignId = await aCampaign(school);
  const ids = {
    ...{ campaignId, importId: told.id, resultsId, invitationId, documentId, pupilId, erasedId },
    ...{ resultOfPage: ofPage.number, resultOfApi: ofApi.number },
  };
  return { school, userId: member.id, ...ids };
}

function aCanary(school: Organization) {
  return aResult(school, { lastName: "CANARIELEVE", filename: "canari.xml" });
}

/** One row corrects a result; another has an unknown pupil, and the third an unknown class. */
async function aFileOfResults(school: Organization, user: Person): Promise<string> {
  const { number } = await aResult(school, { firstName: "Lila", lastName: "CANARIELEVE" });
  const Nom = "CANARIELEVE";
  const rows = [
    aRow({ Nom, Prénom: "Lila", "Numéro de certification": Number(number) }),
    aRow({ Nom, Prénom: "Inconnue" }),
    aRow({ Nom, Prénom: "Sans Classe" }),
  ];
  const organizationId = school.id;
  const entered = await enterResults(inSchool(school), {
    organizationId,
    user,
    filename: "canari.xml",
    body: new Blob([new Uint8Array(aResultFile(rows))]).stream(),
  });
  if (!entered.ok) throw new Error("the results of the walk were refused");
  await inSchool(school)
    .DB.prepare(
      `UPDATE certification_row SET reason = 'NO_CLASS',
       pupil_id = (SELECT id FROM pupil WHERE organization_id = ?2 LIMIT 1)
     WHERE import_id = ?1 AND line = 4`,
    )
    .bind(entered.importId, school.id)
    .run();
  return entered.importId;
}

async function anArchive(school: Organization, admin: Person): Promise<string> {
  const id = crypto.randomUUID();
  const key = `documents/${school.id}/${id}`;
  await env.FILES.put(key, "canari.xml");
  await inSchool(school)
    .DB.prepare(
      `INSERT INTO document (id, organization_id, kind, status, total, object_key, size, requested_by,
       created_at, heartbeat_at, expires_at)
     VALUES (?1, ?2, 'archive', 'done', 1, ?3, 10, ?4, ?5, ?5, ?6)`,
    )
    .bind(id, school.id, key, admin.id, Date.now(), Date.now() + DAY)
    .run();
  return id;
}

export async function aWorld() {
  // `/healthz` says 503 in the demo until it is seeded.
  await seedDemo(env);
  const [here, elsewhere] = [await aSchool(), await aSchool()];
  const admin = await aMemberOf(here, "admin");
  const member = await aMemberOf(here, "member");
  const stranger = await aPerson("Autre Administrateur");
  await join(elsewhere, stranger, "admin", null);
  return {
    walked: await aFullSchool(here, { admin, member }),
    elsewhere,
    people: {
      anonymous: null,
      none: await aPerson("Sans École"),
      removed: await aMemberOf(here, "admin", 2),
      stranger,
      member,
      admin,
    },
  };
}

/** The path with its parameters: the ids of `ids`, under the school `uai`. */
export function pathOf(
  route: Route,
  uai: string,
  ids: Pick<
    Walked,
    | "importId"
    | "documentId"
    | "pupilId"
    | "erasedId"
    | "resultOfPage"
    | "resultOfApi"
    | "campaignId"
  >,
): string {
  const isDocument = /\/(documents|archives)\//.test(route.path);
  const isCampaign = /\/(campaigns|campagnes)\//.test(route.path);
  const isPupil = route.path.includes("/pupils/:id");
  const ofRoute = isDocument ? ids.documentId : isPupil ? ids.erasedId : ids.importId;
  const values: Record<string, string> = {
    uai,
    id: isCampaign ? ids.campaignId : ofRoute,
    importId: ids.importId,
    pupilId: ids.pupilId,
    number: route.isPage ? ids.resultOfPage : ids.resultOfApi,
    page: "importer",
    code: "SEX_REQUIRED",
    liste: "ajoutes",
    division: "6A",
  };
  return route.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`say in policy-walk.ts what :${name} is`);
    return value;
  });
}

type Sent = { route: Route; path: string; as: Person | null; smuggle?: Walked };

/** One request of this route by this person, as their browser would send it; `smuggle` adds another school's ids. */
export async function ask({ route, path, as, smuggle }: Sent): Promise<Answer[]> {
  const writes = route.method !== "GET";
  const intents = writes && route.isPage ? ["of no page", ...intentsOf(route)] : [""];
  const answers: Answer[] = [];
  for (const intent of intents) {
    const url = new URL(path, ORIGIN);
    const ids = smuggle ? idsOf(smuggle, route) : {};
    for (const [name, value] of Object.entries(ids)) url.searchParams.set(name, value);
    const body = writes ? bodyOf(route, { intent, ...ids }) : null;
    answers.push(await send(url, route, as, body));
  }
  return answers;
}

function intentsOf({ path }: Route): string[] {
  const intents = INTENTS[path];
  if (!intents) throw new Error(`say in intents.ts what ${path} does`);
  return intents;
}

function idsOf({ school, ...ids }: Walked, { path }: Route): Record<string, string> {
  const { id, uai } = school;
  const named = { organizationId: `${id}`, organization: `${id}`, school: `${id}`, uai };
  // The forms of both kinds of import name it `importId`.
  const importId = path.includes("/certifications") ? ids.resultsId : ids.importId;
  const answers = { role: "admin", line: "3", owner: "outside", division: "3E", sure: "yes" };
  return { ...named, ...ids, importId, id: ids.importId, ...answers };
}

function bodyOf(route: Route, fields: Record<string, string>): string | FormData {
  if (!route.isPage) return JSON.stringify(fields);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

export type Answer = { status: number; location: string | null; text: string };

export async function send(
  url: URL,
  { method, path }: { method: string; path: string },
  as: Person | null,
  body: string | FormData | null,
): Promise<Answer> {
  const headers = new Headers({ Origin: ORIGIN });
  // A new session each time: one of the routes ends it.
  if (as) headers.set("Cookie", await aCookie(as));
  if (typeof body === "string") headers.set("Content-Type", "application/json");
  if (path.endsWith("/live")) headers.set("Upgrade", "websocket");
  const request = new Request(url, { method, headers, body, redirect: "manual" });
  const answer = await appWithPages.fetch(request, env, createExecutionContext());
  if (answer.webSocket) {
    answer.webSocket.accept();
    answer.webSocket.close();
  }
  const text = answer.webSocket ? "" : await answer.text();
  return { status: answer.status, location: answer.headers.get("Location"), text };
}

const HOLDINGS = [
  // Without its timestamps and cleaning marks: the queue may still be cleaning up.
  "SELECT id, status, filename, added, changed, undone_at, organization_id FROM import",
  "SELECT * FROM pupil",
  "SELECT user_id, role, joined_at, removed_at, organization_id FROM membership",
  "SELECT * FROM invitation",
  "SELECT * FROM schooling",
  "SELECT * FROM certification",
  "SELECT * FROM certification_import",
  "SELECT * FROM certification_row",
  "SELECT * FROM certification_history",
  "SELECT id, kind, selection, organization_id FROM document",
  "SELECT * FROM campaign",
  "SELECT * FROM campaign_exception",
  "SELECT * FROM campaign_file",
  "SELECT * FROM campaign_line",
  "SELECT * FROM campaign_answer",
  "SELECT * FROM campaign_archived",
  // Without its state: the queue sends it meanwhile.
  "SELECT id, kind, recipient, organization_id FROM outbox",
  "SELECT * FROM journal WHERE event <> 'access.refused'",
];

/**
 * The data of the walked school, to check that nobody changed it without the right to; refusals may only be recorded.
 */
export async function holdingsOf({ school }: Walked): Promise<string> {
  const held = HOLDINGS.map((select) =>
    databaseOf(select, school)
      .prepare(`SELECT * FROM (${select}) WHERE organization_id = ?1 ORDER BY 1, 2, 3`)
      .bind(school.id)
      .all(),
  );
  return JSON.stringify((await Promise.all(held)).map(({ results }) => results));
}

function databaseOf(select: string, school: Organization) {
  const central = /FROM (organization|membership|invitation|outbox)\b/.test(select);
  return central ? env.DB : inSchool(school).DB;
}

/** The demo's own pages show every mail it sent, of all schools: they run on local hosts only. */
export function mayTellAll({ policy }: Route): boolean {
  return policy === "demo";
}
