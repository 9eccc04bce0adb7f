import { type Context, Hono, type HonoRequest, type MiddlewareHandler, type Next } from "hono";
import { NONCE, secureHeaders } from "hono/secure-headers";
import { problems } from "#words/problems.ts";
import { authRoutes } from "./accounts/routes.ts";
import { accessTo, findSession } from "./accounts/session.ts";
import { archiveRoutes } from "./archives/routes.ts";
import { campaignRoutes } from "./campaigns/routes.ts";
import { documentRoutes } from "./certifications/documents/routes.ts";
import { keptResultRoutes, resultFeedRoutes, resultRoutes } from "./certifications/routes.ts";
import { demoRoutes } from "./demo/routes.ts";
import { isSeeded } from "./demo/seed.ts";
import { gate, type HttpEnv, type SentBody } from "./gate.ts";
import { openLive } from "./imports/desk/live.ts";
import { importRoutes } from "./imports/routes.ts";
import { recordRefusal } from "./journal/record-refusal.ts";
import { journalRoutes } from "./journal/routes.ts";
import { mailOperatorRoutes } from "./mail/operator-routes.ts";
import { statusRoutes } from "./operator/routes.ts";
import { type Member, notFound, unauthorized } from "./organizations/member.ts";
import { operatorRoutes } from "./organizations/operator-routes.ts";
import { gatherReads } from "./platform/gather-reads.ts";
import { findUnwritable } from "./platform/health.ts";
import { causeText, log } from "./platform/log.ts";
import { isLocalHost, isSameOrigin } from "./platform/origin.ts";
import { problem } from "./platform/problem.ts";
import { drain } from "./platform/read-body.ts";
import { DRAIN_MS, MAX_DRAINED_BYTES } from "./platform/request-bounds.ts";
import { withRequestId } from "./platform/request-id.ts";
import { onShard } from "./platform/school-env.ts";
import { asOpenRequest } from "./platform/traffic.ts";
import { hasPolicy, routeOf } from "./policies.ts";
import { pupilRoutes } from "./pupils/routes.ts";
import { accountRightsRoutes } from "./rights/account-routes.ts";
import { accountOperatorRoutes } from "./rights/operator-routes.ts";
import { pupilRightsRoutes } from "./rights/pupil-routes.ts";

/** Renders a page: React Router in production, a stub in the tests, which have no build to render with. */
export type RenderPage = (
  request: Request,
  env: Env,
  page: { nonce: string; requestId: string; sent: SentBody | null },
) => Promise<Response>;

/** Every request of the product, in the order the guards must run. */
export function createHttpApp(renderPage: RenderPage, options = { contentSecurityPolicy: true }) {
  const app = new Hono<HttpEnv>();
  const protect = answerHeaders(options.contentSecurityPolicy);

  app.use(async (c, next) => {
    const requestId = crypto.randomUUID();
    c.set("requestId", requestId);
    const refused = refuseConfiguration(c.env, c.req.raw);
    if (refused) return protect(c, answering(c, refused));
    c.env = gatherReads(c.env);
    await withRequestId(requestId, async () => await asOpenRequest(next));
    await drain(c.req.raw.body, { bytes: MAX_DRAINED_BYTES, ms: DRAIN_MS });
  });

  // Registered before the middleware of the headers, because none can be written on a 101: refusals get them here.
  app.get("/api/organizations/:uai/imports/live", async (c) => {
    const answer = await openSocket(c.env, c.req.raw, c.req.param("uai"));
    return answer.status === 101 ? answer : protect(c, answering(c, answer));
  });

  app.use(protect);
  app.use(async (c, next) => {
    if (isUnsafeWrite(c.env, c.req.raw)) return foreignOrigin();
    await next();
  });
  app.use(gate);

  app.get("/healthz", async (c) => {
    const { VERSION: version, DEMO } = c.env;
    const broken = await findUnwritable(c.env);
    if (broken.length > 0) return c.json({ ok: false, version, databases: broken }, 503);
    if (DEMO === "true" && !(await isSeeded(c.env))) return c.json({ ok: false, version }, 503);
    return c.json({ ok: true, version });
  });

  app.route("/api/operator", statusRoutes);
  app.route("/api/operator", operatorRoutes);
  app.route("/api/operator/certifications", resultFeedRoutes);
  app.route("/api/operator/mails", mailOperatorRoutes);
  app.route("/api/operator/accounts", accountOperatorRoutes);
  app.route("/api/auth", authRoutes);
  app.get("/api/me", async (c) => {
    const session = await findSession(c.env, c.req.raw);
    if (!session) return unauthorized();
    return c.json({
      user: { name: session.user.name, email: session.user.email },
      organizations: session.access.map(({ organization: { uai, name, kind }, role }) => ({
        uai,
        name,
        kind,
        role,
      })),
    });
  });

  app.route("/api/me", accountRightsRoutes);

  app.use("/api/organizations/:uai/*", async (c, next) => {
    const member = await findMember(c.env, c.req.raw, c.req.param("uai"));
    if (member instanceof Response) return member;
    c.set("member", member);
    // The routes below see the database of this school as `DB`; its type is theirs (`MemberEnv`).
    const central = c.env;
    c.env = onShard(central, member.organization.shard) as unknown as Env;
    await next();
    c.env = central;
    if (c.res.status === 403) await tellRefusal(c.env, member, c.req);
  });
  app.route("/api/organizations/:uai/imports", importRoutes);
  app.route("/api/organizations/:uai/pupils", pupilRoutes);
  app.route("/api/organizations/:uai/pupils", pupilRightsRoutes);
  app.route("/api/organizations/:uai/campaigns", campaignRoutes);
  app.route("/api/organizations/:uai/certifications/archives", archiveRoutes);
  app.route("/api/organizations/:uai/certifications", documentRoutes);
  app.route("/api/organizations/:uai/certifications", resultRoutes);
  app.route("/api/organizations/:uai/certifications", keptResultRoutes);
  app.route("/api/organizations/:uai/journal", journalRoutes);
  app.all("/api/*", () => notFound());

  app.route("/demo", demoRoutes);

  app.use(async (c, next) => {
    const { method, path } = c.req;
    if (["GET", "HEAD", "OPTIONS"].includes(method) || hasPolicy("POST", path)) return await next();
    return hasPolicy("GET", path) ? methodNotAllowed() : notFound();
  });
  app.all("*", (c) =>
    renderPage(withoutBody(c.req.raw), c.env, {
      nonce: c.get("secureHeadersNonce") ?? "",
      requestId: c.get("requestId"),
      sent: c.get("form") ?? null,
    }),
  );

  app.onError((error, c) => {
    const id = c.get("requestId");
    const route = c.req.routePath;
    log(
      { event: "request.failed", id, method: c.req.method, route, cause: causeText(error) },
      error,
    );
    return problem(
      500,
      "INTERNAL",
      problems.internal,
      problems.internalText(c.env.OPERATOR_SUPPORT, id),
      { id },
    );
  });
  return app;
}

/** Pages get the body that the gate read, never the stream. */
function withoutBody(request: Request): Request {
  if (["GET", "HEAD"].includes(request.method)) return request;
  const { url, method, headers, signal } = request;
  return new Request(url, { method, headers, signal });
}

/** Configurations that must never serve: a deployed demo, a missing or weak secret. */
function refuseConfiguration(env: Env, request: Request): Response | null {
  const reason =
    env.DEMO === "true" && !isLocalHost(request)
      ? "demo on a host that is not local"
      : (env.AUTH_SECRET ?? "").length < 32
        ? "AUTH_SECRET missing or shorter than 32 characters"
        : null;
  if (reason === null) return null;
  log({ event: "config.refused", reason });
  return problem(503, "NOT_CONFIGURED", problems.notConfiguredTitle, problems.notConfigured);
}

async function openSocket(env: Env, request: Request, uai: string): Promise<Response> {
  if (!isSameOrigin(env, request)) return foreignOrigin();
  const member = await findMember(env, request, uai);
  return member instanceof Response ? member : await openLive(env, request, member);
}

/** The end of a middleware chain: `answer`, copied so that headers can be added. */
function answering(c: Context<HttpEnv>, answer: Response): Next {
  return async () => {
    c.res = new Response(answer.body, answer);
  };
}

async function findMember(env: Env, request: Request, uai: string): Promise<Member | Response> {
  const session = await findSession(env, request);
  if (!session) return unauthorized();
  const access = accessTo(session, uai);
  if (!access) return notFound();
  return { user: session.user, sessionId: session.sessionId, ...access };
}

/** Records in the school's journal who tried a route for administrators. */
async function tellRefusal(env: Env, member: Member, { method, path }: HonoRequest) {
  await recordRefusal(env, {
    organizationId: member.organization.id,
    userId: member.user.id,
    route: routeOf(method, path),
    at: Date.now(),
  });
}

/**
 * A write from a browser, or with a cookie, must come from our own pages: another site could otherwise sign somebody in
 * to an account of its own. A program sends none of these headers.
 */
function isUnsafeWrite(env: Env, request: Request): boolean {
  const { method, headers } = request;
  if (["GET", "HEAD", "OPTIONS"].includes(method)) return false;
  const fromBrowser = ["Cookie", "Origin", "Sec-Fetch-Site"].some((name) => headers.has(name));
  return fromBrowser && !isSameOrigin(env, request);
}

/** React Router would answer in English, and with the names of our files, that this page takes no form. */
function methodNotAllowed(): Response {
  const answer = problem(405, "METHOD_NOT_ALLOWED", problems.methodTitle, problems.method);
  answer.headers.set("Allow", "GET, HEAD");
  return answer;
}

function foreignOrigin(): Response {
  return problem(403, "FOREIGN_ORIGIN", problems.originTitle, problems.origin);
}

/**
 * The headers of every answer: they protect pages, and forbid storing unless the route allows it. The CSP is off only
 * in development: hot reloading writes inline scripts.
 */
function answerHeaders(withPolicy: boolean): MiddlewareHandler<HttpEnv> {
  const writeSecurity = secureHeaders({
    ...(withPolicy && { contentSecurityPolicy: contentSecurityPolicy() }),
    strictTransportSecurity: "max-age=31536000; includeSubDomains",
    xFrameOptions: "DENY",
    // Not "no-referrer", which makes browsers send `Origin: null` with forms posted without JavaScript.
    referrerPolicy: "same-origin",
    crossOriginOpenerPolicy: "same-origin",
    crossOriginResourcePolicy: "same-origin",
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  });
  return async (c, next) => {
    await writeSecurity(c, next);
    c.header("X-Request-Id", c.get("requestId"));
    if (!c.res.headers.has("Cache-Control")) c.header("Cache-Control", "no-store");
  };
}

function contentSecurityPolicy() {
  return {
    defaultSrc: ["'none'"],
    scriptSrc: [NONCE, "'strict-dynamic'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'", (c: Context) => c.req.url.replace(/^http(s?:\/\/[^/]+).*/, "ws$1")],
    manifestSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    objectSrc: ["'none'"],
  };
}
