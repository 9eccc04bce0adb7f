import { waitUntil } from "cloudflare:workers";
import { createContext, data, RouterContextProvider, redirect } from "react-router";
import { accessTo, findSession, type Session } from "#worker/accounts/session.ts";
import type { SentBody } from "#worker/gate.ts";
import { recordRefusal } from "#worker/journal/record-refusal.ts";
import {
  type Access,
  hasJustJoined,
  type Organization,
  type Role,
} from "#worker/organizations/access.ts";
import { touchMembership } from "#worker/organizations/touch-membership.ts";
import { readCookie } from "#worker/platform/cookies.ts";
import { onShard, type SchoolEnv } from "#worker/platform/school-env.ts";
import { routeOf } from "#worker/policies.ts";
import { paths, SESSION_OVER } from "./paths.ts";

/** What one page request carries: set once by the Worker, read by loaders, actions and `entry.server`. */
type PageRequest = {
  env: Env;
  request: Request;
  nonce: string;
  requestId: string;
  sent: SentBody | null;
};

const pageRequest = createContext<PageRequest>();
const sessionPromise = createContext<{ found: Promise<Session | null> }>();
const memberPromise = createContext<{ found: Promise<CurrentMember | null> }>();

export type PageContext = Readonly<RouterContextProvider>;

export function createPageContext(
  env: Env,
  request: Request,
  page: { nonce: string; requestId: string; sent: SentBody | null },
): RouterContextProvider {
  const context = new RouterContextProvider();
  context.set(pageRequest, { env, request, ...page });
  // Several loaders of a page need them: D1 is read once.
  context.set(
    sessionPromise,
    once(() => findSession(env, request)),
  );
  context.set(
    memberPromise,
    once(() => findMember(context)),
  );
  return context;
}

/** Calls `find` the first time that the value is needed, and never again. */
function once<T>(find: () => Promise<T>): { found: Promise<T> } {
  let found: Promise<T> | null = null;
  return {
    get found() {
      found ??= find();
      return found;
    },
  };
}

export function getEnv(context: PageContext): Env {
  return context.get(pageRequest).env;
}

export function getNonce(context: PageContext): string {
  return context.get(pageRequest).nonce;
}

export function getRequestId(context: PageContext): string {
  return context.get(pageRequest).requestId;
}

/** The body of the request, as the gate read it; null for a request without a body. */
export function getSent(context: PageContext): SentBody | null {
  return context.get(pageRequest).sent;
}

export async function getSession(context: PageContext): Promise<Session | null> {
  return await context.get(sessionPromise).found;
}

export type SchoolSummary = Pick<Organization, "uai" | "name" | "kind" | "city"> & { role: Role };

/** The schools this person may switch to, the last one opened first. */
export function listSchools({ access }: Session): SchoolSummary[] {
  return access.map(({ organization: { uai, name, kind, city }, role }) => ({
    uai,
    name,
    kind,
    city,
    role,
  }));
}

export type CurrentMember = {
  /** The bindings of the school's database; `env.CENTRAL` for people, access and mails. */
  env: SchoolEnv;
  user: Session["user"];
  organization: Organization;
  role: Role;
  /** True in the first minutes after joining by a link. */
  isNew: boolean;
  schools: SchoolSummary[];
};

/**
 * The guard of every page below `/etablissements/:uai`: it reads the person and the school from D1 at each request.
 * Throws a redirect to the sign-in page, 404 for a school this person is not in (or that does not exist), 403 without
 * the role. A refused form, unlike a followed link, is written in the school's journal.
 */
export async function requireMember(context: PageContext, role?: "admin"): Promise<CurrentMember> {
  const { env, request } = context.get(pageRequest);
  const member = await context.get(memberPromise).found;
  const sends = !["GET", "HEAD"].includes(request.method);
  if (!member) throw sends ? lateForm(404) : data(null, { status: 404 });
  if (role !== "admin" || member.role === "admin") return member;
  // Opening a page follows a link; sending a form is an attempt.
  if (!sends) throw data(null, { status: 403 });
  await recordRefusal(env, {
    organizationId: member.organization.id,
    userId: member.user.id,
    route: routeOf(request.method, new URL(request.url).pathname),
    at: Date.now(),
  });
  throw lateForm(403);
}

/** Finds the person and the school of this page, and records the visit. Null if the person is no member of that school. */
async function findMember(context: PageContext): Promise<CurrentMember | null> {
  const { env, request } = context.get(pageRequest);
  const session = await requireSession(context);
  const access = accessOf(session, new URL(request.url));
  if (!access) return null;
  const now = Date.now();
  waitUntil(touchMembership(env, { userId: session.user.id, access, now }));
  const { organization, role } = access;
  return {
    env: onShard(env, organization.shard),
    user: session.user,
    organization,
    role,
    isNew: hasJustJoined(access, now),
    schools: listSchools(session),
  };
}

/**
 * Thrown by an action when the object of its form is gone (404), or when its sender may not, or may no longer, send it
 * (403): the page then says that nothing was saved.
 */
export function lateForm(status: 403 | 404) {
  return data({ lateForm: true }, { status });
}

/**
 * The guard of the pages about a person's own account. Throws a redirect to the sign-in page, which
 * leads back here.
 */
export async function requireSession(context: PageContext): Promise<Session> {
  const session = await getSession(context);
  if (session) return session;
  const { request } = context.get(pageRequest);
  throw redirect(paths.signIn(returnPath(new URL(request.url)), hadSession(request)));
}

function accessOf(session: Session, url: URL): Access | null {
  const uai = /^\/etablissements\/(\w+)(?=[/.]|$)/.exec(url.pathname)?.[1];
  return uai === undefined ? null : accessTo(session, uai);
}

/** `SESSION_OVER` when the request comes from an open page or still carries the cookie: its session has ended. */
function hadSession(request: Request): string | undefined {
  const open = request.method !== "GET" || new URL(request.url).pathname.endsWith(".data");
  return open || readCookie(request, "session") !== null ? SESSION_OVER : undefined;
}

/** Client navigations ask for `….data?_routes=…`: the person comes back to the page itself. */
function returnPath(url: URL): string {
  const query = new URLSearchParams(url.search);
  query.delete("_routes");
  const path = url.pathname.replace(/(\/_root|\/_)?\.data$/, "") || "/";
  return query.size > 0 ? `${path}?${query}` : path;
}
