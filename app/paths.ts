/** Every URL of the app. `uai` is the school of the page: two tabs can hold two schools. */

export const LISTS = ["ajoutes", "modifies", "reactives", "desactives", "non-importes"] as const;
/** The five lists of an import, by their segment of the URL. */
export type ListName = (typeof LISTS)[number];

type ApiFile = { uai: string; importId: string };

export const paths = {
  home: () => "/",
  /** `back`: the page asked for before signing in; `state`: why the person must sign in again. */
  signIn: (back?: string | null, state?: string) => withQuery("/connexion", back, state),
  signInCode: (back?: string | null) => withQuery("/connexion/code", back),
  signOut: () => "/deconnexion",
  activation: () => "/demande-administration-sco",
  /** `warned`: the form already warned about this UAI. */
  activationSent: (uai: string, warned = false) =>
    `/demande-administration-sco/envoyee?uai=${uai}${warned ? "&vu=oui" : ""}`,
  join: () => "/rejoindre",
  forgottenPassword: () => "/mot-de-passe-oublie",
  account: () => "/compte",
  accountPassword: () => "/compte/mot-de-passe",
  secondFactor: () => "/compte/double-authentification",
  accountData: () => "/compte/donnees",
  confirmAddress: () => "/compte/confirmation",
  terms: () => "/conditions",
  documentation: () => "/documentation",
  guide: (page: string) => `/documentation/${page}`,
  errorGuide: (code: string) => `/documentation/erreurs/${code}`,
  accessibility: () => "/accessibilite",
  privacy: () => "/donnees-personnelles",
  legal: () => "/mentions-legales",
  pieces: () => "/pieces",
  sample: (file: string) => `/exemples/${file}`,
  school: (uai: string) => `/etablissements/${uai}`,
  find: (uai: string) => `/etablissements/${uai}/recherche`,
  pupils: (uai: string) => `/etablissements/${uai}/eleves`,
  classLists: (uai: string, divisions: string[]) => {
    const query = new URLSearchParams(divisions.map((division) => ["division", division]));
    return `/etablissements/${uai}/eleves/listes${query.size > 0 ? `?${query}` : ""}`;
  },
  pupilErased: (uai: string) => `/etablissements/${uai}/eleves?fait=efface`,
  pupil: (uai: string, pupilId: string) => `/etablissements/${uai}/eleves/${pupilId}`,
  campaigns: (uai: string, year?: string) =>
    `/etablissements/${uai}/campagnes${year ? `?year=${year}` : ""}`,
  createCampaigns: (uai: string) => `/etablissements/${uai}/campagnes/creer`,
  waitingLines: (uai: string) => `/etablissements/${uai}/campagnes/a-rattacher`,
  archivedCampaigns: (uai: string) => `/etablissements/${uai}/campagnes/archives`,
  campaign: (uai: string, id: string) => `/etablissements/${uai}/campagnes/${id}`,
  campaignClass: (uai: string, id: string, division: string) =>
    `/etablissements/${uai}/campagnes/${id}/classes/${encodeURIComponent(division)}`,
  certifications: (uai: string) => `/etablissements/${uai}/certifications`,
  unmatchedResults: (uai: string) => `/etablissements/${uai}/certifications/a-rattacher`,
  keptResult: (uai: string, number: string) =>
    `/etablissements/${uai}/certifications/resultats/${number}`,
  archives: (uai: string) => `/etablissements/${uai}/certifications/archives`,
  team: (uai: string) => `/etablissements/${uai}/equipe`,
  invitations: (uai: string) => `/etablissements/${uai}/equipe/invitations`,
  invite: (uai: string) => `/etablissements/${uai}/equipe/inviter`,
  journal: (uai: string) => `/etablissements/${uai}/journal`,
  importPupils: (uai: string) => `/etablissements/${uai}/eleves/import`,
  importList: (uai: string, importId: string, list: ListName) =>
    `/etablissements/${uai}/eleves/import/${importId}/${list}`,
  api: {
    upload: (uai: string, preview: boolean) =>
      `/api/organizations/${uai}/imports?preview=${preview ? 1 : 0}&remember=1`,
    journalCsv: (uai: string, filters: URLSearchParams) =>
      `/api/organizations/${uai}/journal?${filters}${filters.size > 0 ? "&" : ""}format=csv`,
    pupilsCsv: (uai: string, query: URLSearchParams) =>
      `/api/organizations/${uai}/pupils?${new URLSearchParams([...query, ["format", "csv"]])}`,
    pupilData: (uai: string, pupilId: string, format: "json" | "csv") =>
      `/api/organizations/${uai}/pupils/${pupilId}/export?format=${format}`,
    accountData: () => "/api/me/export",
    live: (uai: string) => `/api/organizations/${uai}/imports/live`,
    errorsCsv: ({ uai, importId }: ApiFile) =>
      `/api/organizations/${uai}/imports/${importId}/errors?format=csv`,
    skippedCsv: ({ uai, importId }: ApiFile) =>
      `/api/organizations/${uai}/imports/${importId}/skipped?format=csv`,
    participants: (uai: string, id: string, query: URLSearchParams) =>
      `/api/organizations/${uai}/campaigns/${id}/participants?${new URLSearchParams([...query, ["format", "csv"]])}`,
    sheets: (uai: string, query: URLSearchParams) =>
      `/api/organizations/${uai}/campaigns/sheets.pdf?${query}`,
    results: (uai: string, query: URLSearchParams) =>
      `/api/organizations/${uai}/certifications/results.csv?${query}`,
    documents: (uai: string, query: URLSearchParams) =>
      `/api/organizations/${uai}/certifications/documents?${query}`,
    document: (uai: string, id: string) =>
      `/api/organizations/${uai}/certifications/documents/${id}`,
    attestations: (uai: string, query: URLSearchParams) =>
      `/api/organizations/${uai}/certifications/attestations.pdf?${query}`,
    archiveFile: (uai: string, id: string) =>
      `/api/organizations/${uai}/certifications/archives/${id}/file`,
    changesCsv: ({ uai, importId }: ApiFile, kind: string) =>
      `/api/organizations/${uai}/imports/${importId}/changes?kind=${kind}&format=csv`,
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
