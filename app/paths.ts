import { href } from "react-router";
import type { ApiPath } from "#worker/policies.ts";

/**
 * Every URL of the app. `uai` is the school of the page: two tabs can hold two schools. `href` takes only paths of
 * `routes.ts`, and `api` only those of the table of policies: another one does not compile.
 */

export const LISTS = ["ajoutes", "modifies", "reactives", "desactives", "non-importes"] as const;
/** The five lists of an import, by their segment of the URL. */
export type ListName = (typeof LISTS)[number];

type ApiFile = { uai: string; importId: string };

type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamsOf<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** As `href`, for the API. */
function api<Path extends ApiPath>(path: Path, params: Record<ParamsOf<Path>, string>): string {
  return (href as (path: string, params: Record<string, string>) => string)(path, params);
}

export const paths = {
  home: () => href("/"),
  /** Where a person arrives after signing in: their first school, else the page that says they have none. */
  first: (uai: string | null) => (uai === null ? paths.home() : paths.school(uai)),
  /** `back`: the page asked for before signing in; `state`: why the person must sign in again. */
  signIn: (back?: string | null, state?: string) => withQuery(href("/connexion"), back, state),
  signInCode: (back?: string | null) => withQuery(href("/connexion/code"), back),
  signOut: () => href("/deconnexion"),
  activation: () => href("/demande-administration-sco"),
  /** `warned`: the form already warned about this UAI. */
  activationSent: (uai: string, warned = false) =>
    `${href("/demande-administration-sco/envoyee")}?uai=${uai}${warned ? "&vu=oui" : ""}`,
  join: () => href("/rejoindre"),
  forgottenPassword: () => href("/mot-de-passe-oublie"),
  account: () => href("/compte"),
  accountPassword: () => href("/compte/mot-de-passe"),
  secondFactor: () => href("/compte/double-authentification"),
  accountData: () => href("/compte/donnees"),
  confirmAddress: () => href("/compte/confirmation"),
  terms: () => href("/conditions"),
  documentation: () => href("/documentation"),
  guide: (page: string) => href("/documentation/:page", { page }),
  errorGuide: (code: string) => href("/documentation/erreurs/:code", { code }),
  accessibility: () => href("/accessibilite"),
  privacy: () => href("/donnees-personnelles"),
  legal: () => href("/mentions-legales"),
  pieces: () => href("/pieces"),
  sample: (file: string) => `/exemples/${file}`,
  school: (uai: string) => href("/etablissements/:uai", { uai }),
  find: (uai: string) => href("/etablissements/:uai/recherche", { uai }),
  pupils: (uai: string) => href("/etablissements/:uai/eleves", { uai }),
  classLists: (uai: string, divisions: string[]) => {
    const query = new URLSearchParams(divisions.map((division) => ["division", division]));
    return (
      href("/etablissements/:uai/eleves/listes", { uai }) + (query.size > 0 ? `?${query}` : "")
    );
  },
  pupilErased: (uai: string) => `${href("/etablissements/:uai/eleves", { uai })}?fait=efface`,
  pupil: (uai: string, pupilId: string) =>
    href("/etablissements/:uai/eleves/:pupilId", { uai, pupilId }),
  campaigns: (uai: string, year?: string) =>
    href("/etablissements/:uai/campagnes", { uai }) + (year ? `?year=${year}` : ""),
  createCampaigns: (uai: string) => href("/etablissements/:uai/campagnes/creer", { uai }),
  waitingLines: (uai: string) => href("/etablissements/:uai/campagnes/a-rattacher", { uai }),
  archivedCampaigns: (uai: string) => href("/etablissements/:uai/campagnes/archives", { uai }),
  campaign: (uai: string, id: string) => href("/etablissements/:uai/campagnes/:id", { uai, id }),
  campaignClass: (uai: string, id: string, division: string) =>
    href("/etablissements/:uai/campagnes/:id/classes/:division", { uai, id, division }),
  certifications: (uai: string) => href("/etablissements/:uai/certifications", { uai }),
  unmatchedResults: (uai: string) =>
    href("/etablissements/:uai/certifications/a-rattacher", { uai }),
  keptResult: (uai: string, number: string) =>
    href("/etablissements/:uai/certifications/resultats/:number", { uai, number }),
  archives: (uai: string) => href("/etablissements/:uai/certifications/archives", { uai }),
  team: (uai: string) => href("/etablissements/:uai/equipe", { uai }),
  invitations: (uai: string) => href("/etablissements/:uai/equipe/invitations", { uai }),
  invite: (uai: string) => href("/etablissements/:uai/equipe/inviter", { uai }),
  journal: (uai: string) => href("/etablissements/:uai/journal", { uai }),
  importPupils: (uai: string) => href("/etablissements/:uai/eleves/import", { uai }),
  importList: (uai: string, importId: string, list: ListName) =>
    href("/etablissements/:uai/eleves/import/:importId/:liste", { uai, importId, liste: list }),
  api: {
    upload: (uai: string, preview: boolean) =>
      `${api("/api/organizations/:uai/imports", { uai })}?preview=${preview ? 1 : 0}&remember=1`,
    journalCsv: (uai: string, filters: URLSearchParams) =>
      `${api("/api/organizations/:uai/journal", { uai })}?${filters}${filters.size > 0 ? "&" : ""}format=csv`,
    pupilsCsv: (uai: string, query: URLSearchParams) =>
      `${api("/api/organizations/:uai/pupils", { uai })}?${new URLSearchParams([...query, ["format", "csv"]])}`,
    pupilData: (uai: string, pupilId: string, format: "json" | "csv") =>
      `${api("/api/organizations/:uai/pupils/:id/export", { uai, id: pupilId })}?format=${format}`,
    accountData: () => api("/api/me/export", {}),
    live: (uai: string) => api("/api/organizations/:uai/imports/live", { uai }),
    errorsCsv: ({ uai, importId }: ApiFile) =>
      `${api("/api/organizations/:uai/imports/:id/errors", { uai, id: importId })}?format=csv`,
    skippedCsv: ({ uai, importId }: ApiFile) =>
      `${api("/api/organizations/:uai/imports/:id/skipped", { uai, id: importId })}?format=csv`,
    participants: (uai: string, id: string, query: URLSearchParams) =>
      `${api("/api/organizations/:uai/campaigns/:id/participants", { uai, id })}?${new URLSearchParams([...query, ["format", "csv"]])}`,
    sheets: (uai: string, query: URLSearchParams) =>
      `${api("/api/organizations/:uai/campaigns/sheets.pdf", { uai })}?${query}`,
    results: (uai: string, query: URLSearchParams) =>
      `${api("/api/organizations/:uai/certifications/results.csv", { uai })}?${query}`,
    documents: (uai: string, query: URLSearchParams) =>
      `${api("/api/organizations/:uai/certifications/documents", { uai })}?${query}`,
    document: (uai: string, id: string) =>
      api("/api/organizations/:uai/certifications/documents/:id", { uai, id }),
    attestations: (uai: string, query: URLSearchParams) =>
      `${api("/api/organizations/:uai/certifications/attestations.pdf", { uai })}?${query}`,
    archiveFile: (uai: string, id: string) =>
      api("/api/organizations/:uai/certifications/archives/:id/file", { uai, id }),
    changesCsv: ({ uai, importId }: ApiFile, kind: string) =>
      `${api("/api/organizations/:uai/imports/:id/changes", { uai, id: importId })}?kind=${kind}&format=csv`,
  },
};

function withQuery(path: string, back?: string | null, state?: string): string {
  const query = new URLSearchParams();
  if (back) query.set("retour", back);
  if (state) query.set("etat", state);
  return query.size > 0 ? `${path}?${query}` : path;
}

/** `?etat=` of the sign-in page when a session ended while a page was open. */
export const SESSION_OVER = "session-finie";

/** The page asked for before signing in, if it is a page of this site; null otherwise. */
export function localPath(raw: string | null): string | null {
  // Browsers drop tabs and line ends: `/<tab>/evil.test` would lead there.
  return raw !== null && /^\/(?![/\\])[\x21-\x7e]*$/.test(raw) ? raw : null;
}
