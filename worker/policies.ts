import type { Register } from "react-router";

/**
 * Who may do what: every route and method of the product, in one table. A route without a line here, or a
 * line without a route, fails `policies.test.ts`; `walk-policies.workers.test.ts` calls each of them in
 * every role. The guards themselves are beside the routes: this table states the result they must give. A
 * page without a POST line takes no form.
 *
 * public: anybody · signed-in: any account, even without a school · member, administrator: of the school in the
 * path · operator: `OPERATOR_TOKEN` · demo: anybody, only with DEMO on a local host.
 */
export type Policy = "public" | "signed-in" | "member" | "administrator" | "operator" | "demo";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
/** The paths of `app/routes.ts`, as React Router wrote their types; any path in a program that has not read these. */
type Pages = Register extends { pages: infer Known } ? Known : Record<string, unknown>;
/** Without those that answer any other path. */
type Page = Exclude<Extract<keyof Pages, string>, `${string}/*`>;
type ApiKey = `${Method} /${"api" | "demo" | "healthz"}${string}`;
export type RouteKey = keyof typeof POLICIES;
export type ApiPath =
  Extract<RouteKey, ApiKey> extends infer Key
    ? Key extends `${Method} ${infer Path}`
      ? Path
      : never
    : never;

export const POLICIES = {
  "GET /healthz": "public",
  "POST /api/auth/sign-in/email": "public",
  "POST /api/auth/sign-out": "public",
  "GET /api/me": "signed-in",
  "GET /api/me/export": "signed-in",
  "GET /api/operator/status": "operator",
  "GET /api/operator/imports/:id": "operator",
  "GET /api/operator/schools": "operator",
  "POST /api/operator/schools/:uai/move": "operator",
  "POST /api/operator/accounts/erase": "operator",
  "PUT /api/operator/organizations": "operator",
  "PUT /api/operator/certifications": "operator",
  "GET /api/operator/mails": "operator",
  "POST /api/operator/mails/resend": "operator",
  "POST /demo/seed": "demo",
  "GET /demo/mails": "demo",
  "GET /demo/mails.json": "demo",

  "POST /api/organizations/:uai/imports": "administrator",
  "GET /api/organizations/:uai/imports": "member",
  "GET /api/organizations/:uai/imports/live": "member",
  "GET /api/organizations/:uai/imports/:id": "member",
  "GET /api/organizations/:uai/imports/:id/errors": "administrator",
  "GET /api/organizations/:uai/imports/:id/skipped": "administrator",
  "GET /api/organizations/:uai/imports/:id/changes": "administrator",
  "POST /api/organizations/:uai/imports/:id/confirm": "administrator",
  "POST /api/organizations/:uai/imports/:id/cancel": "administrator",
  "POST /api/organizations/:uai/imports/:id/undo": "administrator",
  "POST /api/organizations/:uai/imports/:id/retry": "administrator",
  "GET /api/organizations/:uai/pupils": "member",
  "GET /api/organizations/:uai/pupils/:id/export": "administrator",
  "GET /api/organizations/:uai/campaigns": "member",
  "POST /api/organizations/:uai/campaigns": "administrator",
  "GET /api/organizations/:uai/campaigns/waiting": "administrator",
  "POST /api/organizations/:uai/campaigns/waiting": "administrator",
  "POST /api/organizations/:uai/campaigns/results": "administrator",
  "POST /api/organizations/:uai/campaigns/results/undo": "administrator",
  "POST /api/organizations/:uai/campaigns/archive": "administrator",
  "GET /api/organizations/:uai/campaigns/sheets.pdf": "member",
  "GET /api/organizations/:uai/campaigns/:id": "member",
  "PATCH /api/organizations/:uai/campaigns/:id": "administrator",
  "PUT /api/organizations/:uai/campaigns/:id/exceptions": "administrator",
  "GET /api/organizations/:uai/campaigns/:id/participants": "member",
  "POST /api/organizations/:uai/campaigns/:id/reminders": "administrator",
  "GET /api/organizations/:uai/certifications/divisions": "administrator",
  "GET /api/organizations/:uai/certifications/results.csv": "administrator",
  "POST /api/organizations/:uai/certifications/results": "administrator",
  "PATCH /api/organizations/:uai/certifications/:number": "administrator",
  "DELETE /api/organizations/:uai/certifications/:number": "administrator",
  "GET /api/organizations/:uai/certifications/attestations.pdf": "administrator",
  "POST /api/organizations/:uai/certifications/documents": "administrator",
  "GET /api/organizations/:uai/certifications/documents/:id": "administrator",
  "POST /api/organizations/:uai/certifications/archives": "administrator",
  "GET /api/organizations/:uai/certifications/archives/:id": "administrator",
  "GET /api/organizations/:uai/certifications/archives/:id/file": "administrator",
  "GET /api/organizations/:uai/journal": "administrator",
  // Listed after the routes whose documents it deletes: `walk-policies.workers.test.ts` calls the routes in this order.
  "POST /api/organizations/:uai/pupils/:id/erase": "administrator",

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
  "GET /etablissements/:uai": "member",
  // Listed before the pages that erase pupils: `walk-policies.workers.test.ts` calls the routes in this order.
  "GET /etablissements/:uai/campagnes": "member",
  // A results file, or the undo of the last one.
  "POST /etablissements/:uai/campagnes": "administrator",
  "GET /etablissements/:uai/campagnes/creer": "administrator",
  "POST /etablissements/:uai/campagnes/creer": "administrator",
  "GET /etablissements/:uai/campagnes/a-rattacher": "administrator",
  "POST /etablissements/:uai/campagnes/a-rattacher": "administrator",
  "GET /etablissements/:uai/campagnes/archives": "member",
  "POST /etablissements/:uai/campagnes/archives": "administrator",
  "GET /etablissements/:uai/campagnes/:id": "member",
  "POST /etablissements/:uai/campagnes/:id": "administrator",
  "GET /etablissements/:uai/campagnes/:id/classes/:division": "member",
  "POST /etablissements/:uai/campagnes/:id/classes/:division": "administrator",
  "GET /etablissements/:uai/eleves": "member",
  "GET /etablissements/:uai/eleves/listes": "member",
  "GET /etablissements/:uai/eleves/:pupilId": "member",
  // Shows the INE, or erases the pupil.
  "POST /etablissements/:uai/eleves/:pupilId": "administrator",
  "GET /etablissements/:uai/eleves/import": "administrator",
  "POST /etablissements/:uai/eleves/import": "administrator",
  "GET /etablissements/:uai/eleves/import/:importId/:liste": "administrator",
  "GET /etablissements/:uai/equipe": "member",
  // A member leaves with it; acting on others requires an administrator.
  "POST /etablissements/:uai/equipe": "member",
  "GET /etablissements/:uai/equipe/invitations": "administrator",
  "POST /etablissements/:uai/equipe/invitations": "administrator",
  "GET /etablissements/:uai/equipe/inviter": "administrator",
  "POST /etablissements/:uai/equipe/inviter": "administrator",
  "GET /etablissements/:uai/journal": "administrator",
  "GET /etablissements/:uai/recherche": "member",
  "GET /etablissements/:uai/certifications": "administrator",
  "POST /etablissements/:uai/certifications": "administrator",
  "GET /etablissements/:uai/certifications/archives": "administrator",
  "POST /etablissements/:uai/certifications/archives": "administrator",
  "GET /etablissements/:uai/certifications/a-rattacher": "administrator",
  "POST /etablissements/:uai/certifications/a-rattacher": "administrator",
  "GET /etablissements/:uai/certifications/resultats/:number": "administrator",
  "POST /etablissements/:uai/certifications/resultats/:number": "administrator",
} satisfies Record<`GET ${Page}`, Policy> &
  Partial<Record<`POST ${Page}`, Policy>> &
  Record<ApiKey, Policy>;

/**
 * The body that a writing route takes: a page takes a form of short fields, the other routes a short JSON or nothing.
 * Listed here are those that take a file: as the whole body, which the route bounds and streams itself, or in the form
 * of a page.
 */
const TAKES_FILE: Partial<Record<RouteKey, "file" | "file-form">> = {
  "PUT /api/operator/organizations": "file",
  "PUT /api/operator/certifications": "file",
  "POST /api/organizations/:uai/imports": "file",
  "POST /api/organizations/:uai/campaigns/results": "file",
  "POST /api/organizations/:uai/certifications/results": "file",
  "POST /etablissements/:uai/eleves/import": "file-form",
  "POST /etablissements/:uai/campagnes": "file-form",
  "POST /etablissements/:uai/certifications": "file-form",
};

export type BodyKind = "form" | "file-form" | "json" | "file";

/** What this request may carry; null for a path that takes no write. A page has one action for all methods. */
export function bodyOf(method: string, pathname: string): BodyKind | null {
  const page = isPage(pathname);
  const route = findRoute(page ? "POST" : method, pathname);
  if (!route) return null;
  return TAKES_FILE[route] ?? (page ? "form" : "json");
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
  const fitting = PATTERNS.filter(
    ({ segments }) =>
      segments.length === asked.length &&
      segments.every((segment, at) => segment.startsWith(":") || segment === asked[at]),
  ).toSorted((a, b) => a.params - b.params);
  // A page is found by its path alone: `/eleves/listes` takes no form, although `/eleves/:pupilId` does.
  const [best] = fitting;
  const candidates = isPage(path)
    ? fitting.filter(({ params }) => params === best?.params)
    : fitting;
  return candidates.find((each) => each.method === method)?.key ?? null;
}

function isPage(pathname: string): boolean {
  return !/^\/(api|demo|healthz)(\/|$)/.test(pathname);
}
