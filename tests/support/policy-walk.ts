import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Organization } from "#worker/organizations/access.ts";
import { POLICIES, type Policy } from "#worker/policies.ts";
import { aCookie, inSchool, ORIGIN, type Person } from "./factories.ts";
import { INTENTS } from "./intents.ts";
import { appWithPages } from "./page-worker.ts";
import type { Walked } from "./walked-world.ts";

/** The walk over routes and roles: the routes of the table of policies, and a request for each. */

export type Route = { key: string; method: string; path: string; policy: Policy; isPage: boolean };

export const ROUTES: Route[] = Object.entries(POLICIES).map(([key, policy]) => {
  const [method = "", path = ""] = key.split(" ");
  return { key, method, path, policy, isPage: !/^\/(api|demo|healthz)(\/|$)/.test(path) };
});

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
