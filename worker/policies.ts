/**
 * Who may do what: every route and method of the product, in one table. A route without a line here, or a
 * line without a route, fails `policies.test.ts`; `walk-policies.workers.test.ts` calls each of them in
 * every role. The guards themselves stand with the routes: this table states the result they must give. A
 * page without a POST line takes no form.
 *
 * public: anybody · signed-in: any account, even without a school · member, administrator: of the school in the
 * path · operator: `OPERATOR_TOKEN` · demo: anybody, only with DEMO on a local host.
 */
export type Policy = "public" | "signed-in" | "member" | "administrator" | "operator" | "demo";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type RouteKey = `${Method} ${string}`;

const SCHOOL_API = "/api/organizations/:uai";
const SCHOOL = "/etablissements/:uai";

export const POLICIES: Record<RouteKey, Policy> = {
  "GET /healthz": "public",
  "POST /api/auth/sign-in/email": "public",
  "POST /api/auth/sign-out": "public",
  "GET /api/me": "signed-in",
  "GET /api/me/export": "signed-in",
  "GET /api/operator/status": "operator",
  "GET /api/operator/imports/:id": "operator",
  "GET /api/operator/schools": "operator",
  "PUT /api/operator/organizations": "operator",
  "PUT /api/operator/certifications": "operator",
  "GET /api/operator/mails": "operator",
  "POST /api/operator/mails/resend": "operator",
  "POST /demo/seed": "demo",
  "GET /demo/mails": "demo",
  "GET /demo/mails.json": "demo",

  [`POST ${SCHOOL_API}/imports`]: "administrator",
  [`GET ${SCHOOL_API}/imports`]: "member",
  [`GET ${SCHOOL_API}/imports/live`]: "member",
  [`GET ${SCHOOL_API}/imports/:id`]: "member",
  [`GET ${SCHOOL_API}/imports/:id/errors`]: "administrator",
  [`GET ${SCHOOL_API}/imports/:id/skipped`]: "administrator",
  [`GET ${SCHOOL_API}/imports/:id/changes`]: "administrator",
  [`POST ${SCHOOL_API}/imports/:id/confirm`]: "administrator",
  [`POST ${SCHOOL_API}/imports/:id/cancel`]: "administrator",
  [`POST ${SCHOOL_API}/imports/:id/undo`]: "administrator",
  [`POST ${SCHOOL_API}/imports/:id/retry`]: "administrator",
  [`GET ${SCHOOL_API}/pupils`]: "member",
  [`GET ${SCHOOL_API}/pupils/:id/export`]: "administrator",
  [`GET ${SCHOOL_API}/campaigns`]: "member",
  [`POST ${SCHOOL_API}/campaigns`]: "administrator",
  [`GET ${SCHOOL_API}/campaigns/waiting`]: "administrator",
  [`POST ${SCHOOL_API}/campaigns/waiting`]: "administrator",
  [`POST ${SCHOOL_API}/campaigns/results`]: "administrator",
  [`POST ${SCHOOL_API}/campaigns/results/undo`]: "administrator",
  [`POST ${SCHOOL_API}/campaigns/archive`]: "administrator",
  [`GET ${SCHOOL_API}/campaigns/sheets.pdf`]: "member",
  [`GET ${SCHOOL_API}/campaigns/:id`]: "member",
  [`PATCH ${SCHOOL_API}/campaigns/:id`]: "administrator",
  [`PUT ${SCHOOL_API}/campaigns/:id/exceptions`]: "administrator",
  [`GET ${SCHOOL_API}/campaigns/:id/participants`]: "member",
  [`POST ${SCHOOL_API}/campaigns/:id/reminders`]: "administrator",
  [`GET ${SCHOOL_API}/certifications/divisions`]: "administrator",
  [`GET ${SCHOOL_API}/certifications/results.csv`]: "administrator",
  [`POST ${SCHOOL_API}/certifications/results`]: "administrator",
  [`PATCH ${SCHOOL_API}/certifications/:number`]: "administrator",
  [`DELETE ${SCHOOL_API}/certifications/:number`]: "administrator",
  [`GET ${SCHOOL_API}/certifications/attestations.pdf`]: "administrator",
  [`POST ${SCHOOL_API}/certifications/documents`]: "administrator",
  [`GET ${SCHOOL_API}/certifications/documents/:id`]: "administrator",
  [`POST ${SCHOOL_API}/certifications/archives`]: "administrator",
  [`GET ${SCHOOL_API}/certifications/archives/:id`]: "administrator",
  [`GET ${SCHOOL_API}/certifications/archives/:id/file`]: "administrator",
  [`GET ${SCHOOL_API}/journal`]: "administrator",
  // After the routes whose documents it deletes, for the walk.
  [`POST ${SCHOOL_API}/pupils/:id/erase`]: "administrator",

  // Pages: GET is the loader, POST the action.
  "GET /": "signed-in",
  "GET /connexion": "public",
  "POST /connexion": "public",
  "GET /connexion/code": "public",
  "POST /connexion/code": "public",
  "GET /mot-de-passe-oublie": "public",
  "POST /mot-de-passe-oublie": "public",
  "GET /compte": "signed-in",
  "POST /compte": "signed-in",
  "GET /compte/mot-de-passe": "signed-in",
  "POST /compte/mot-de-passe": "signed-in",
  "GET /compte/double-authentification": "signed-in",
  "POST /compte/double-authentification": "signed-in",
  "GET /compte/donnees": "signed-in",
  "POST /compte/donnees": "signed-in",
  // The link of a mail, which may be opened in any browser.
  "GET /compte/confirmation": "public",
  "POST /compte/confirmation": "public",
  "GET /deconnexion": "public",
  "POST /deconnexion": "public",
  "GET /demande-administration-sco": "public",
  "POST /demande-administration-sco": "public",
  "GET /demande-administration-sco/envoyee": "public",
  "GET /rejoindre": "public",
  "POST /rejoindre": "public",
  "GET /documentation": "public",
  "GET /documentation/:page": "public",
  "GET /documentation/erreurs/:code": "public",
  "GET /accessibilite": "public",
  "GET /donnees-personnelles": "public",
  "GET /mentions-legales": "public",
  "GET /conditions": "public",
  "GET /pieces": "demo",
  [`GET ${SCHOOL}`]: "member",
  // Before the pages that erase pupils, for the walk.
  [`GET ${SCHOOL}/campagnes`]: "member",
  // A results file, or the undo of the last one.
  [`POST ${SCHOOL}/campagnes`]: "administrator",
  [`GET ${SCHOOL}/campagnes/creer`]: "administrator",
  [`POST ${SCHOOL}/campagnes/creer`]: "administrator",
  [`GET ${SCHOOL}/campagnes/a-rattacher`]: "administrator",
  [`POST ${SCHOOL}/campagnes/a-rattacher`]: "administrator",
  [`GET ${SCHOOL}/campagnes/archives`]: "member",
  [`POST ${SCHOOL}/campagnes/archives`]: "administrator",
  [`GET ${SCHOOL}/campagnes/:id`]: "member",
  [`POST ${SCHOOL}/campagnes/:id`]: "administrator",
  [`GET ${SCHOOL}/campagnes/:id/classes/:division`]: "member",
  [`POST ${SCHOOL}/campagnes/:id/classes/:division`]: "administrator",
  [`GET ${SCHOOL}/eleves`]: "member",
  [`GET ${SCHOOL}/eleves/:pupilId`]: "member",
  // Shows the INE, or erases the pupil.
  [`POST ${SCHOOL}/eleves/:pupilId`]: "administrator",
  [`GET ${SCHOOL}/eleves/import`]: "administrator",
  [`POST ${SCHOOL}/eleves/import`]: "administrator",
  [`GET ${SCHOOL}/eleves/import/:importId/:liste`]: "administrator",
  [`GET ${SCHOOL}/equipe`]: "member",
  // A member leaves with it; acting on others requires an administrator.
  [`POST ${SCHOOL}/equipe`]: "member",
  [`GET ${SCHOOL}/equipe/invitations`]: "administrator",
  [`POST ${SCHOOL}/equipe/invitations`]: "administrator",
  [`GET ${SCHOOL}/equipe/inviter`]: "administrator",
  [`POST ${SCHOOL}/equipe/inviter`]: "administrator",
  [`GET ${SCHOOL}/journal`]: "administrator",
  [`GET ${SCHOOL}/recherche`]: "member",
  [`GET ${SCHOOL}/certifications`]: "administrator",
  [`POST ${SCHOOL}/certifications`]: "administrator",
  [`GET ${SCHOOL}/certifications/archives`]: "administrator",
  [`POST ${SCHOOL}/certifications/archives`]: "administrator",
  [`GET ${SCHOOL}/certifications/a-rattacher`]: "administrator",
  [`POST ${SCHOOL}/certifications/a-rattacher`]: "administrator",
  [`GET ${SCHOOL}/certifications/resultats/:number`]: "administrator",
  [`POST ${SCHOOL}/certifications/resultats/:number`]: "administrator",
};

/**
 * The body that a writing route takes: a page takes a form of short fields, the other routes a short JSON or nothing.
 * Listed here are those that take a file: as the whole body, which the route bounds and streams itself, or in the form
 * of a page.
 */
const TAKES_FILE: Partial<Record<RouteKey, "file" | "file-form">> = {
  "PUT /api/operator/organizations": "file",
  "PUT /api/operator/certifications": "file",
  [`POST ${SCHOOL_API}/imports`]: "file",
  [`POST ${SCHOOL_API}/campaigns/results`]: "file",
  [`POST ${SCHOOL_API}/certifications/results`]: "file",
  [`POST ${SCHOOL}/eleves/import`]: "file-form",
  [`POST ${SCHOOL}/campagnes`]: "file-form",
  [`POST ${SCHOOL}/certifications`]: "file-form",
};

export type BodyKind = "form" | "file-form" | "json" | "file";

/** What this request may carry; null for a path that takes no write. A page has one action for all methods. */
export function bodyOf(method: string, pathname: string): BodyKind | null {
  const isPage = !/^\/(api|demo|healthz)(\/|$)/.test(pathname);
  const route = findRoute(isPage ? "POST" : method, pathname);
  if (!route) return null;
  return TAKES_FILE[route] ?? (isPage ? "form" : "json");
}

const PATTERNS = Object.keys(POLICIES).map((key) => {
  const [method = "", path = ""] = key.split(" ");
  return {
    key: key as RouteKey,
    method,
    segments: path.split("/"),
    params: path.split(":").length - 1,
  };
});

/**
 * The line of the table that matches a request, without any id of its URL: for the journal. A path without an exact
 * line matches the one with the fewest parameters.
 */
export function routeOf(method: string, pathname: string): string {
  return findRoute(method, pathname) ?? `${method} (autre)`;
}

/** Whether the table has this path with this method. Client navigations request pages as `….data`. */
export function hasPolicy(method: string, pathname: string): boolean {
  return findRoute(method, pathname) !== null;
}

function findRoute(method: string, pathname: string): RouteKey | null {
  const path = pathname.replace(/(\/_root|\/_)?\.data$/, "").replace(/\/$/, "") || "/";
  const asked = path.split("/");
  const [best] = PATTERNS.filter(
    (each) =>
      each.method === method &&
      each.segments.length === asked.length &&
      each.segments.every((segment, at) => segment.startsWith(":") || segment === asked[at]),
  ).toSorted((a, b) => a.params - b.params);
  return best?.key ?? null;
}
