import type { Page } from "playwright-core";
import { ROOT } from "./environment.ts";

/** A page to be photographed: one line each, taken in this order on fresh demo data. */
export type Picture = {
  name: string;
  path: string;
  /** Signed in as this person; nobody when absent. */
  as?: string;
  /** Done once, before the picture is taken: what the page must have to show. */
  before?: (page: Page) => Promise<void>;
  /** Done on each page, once it is open. */
  reach?: (page: Page) => Promise<void>;
};

const SCHOOL = "/etablissements/0808088X";
const admin = "admin@demo.test";

/** Imports a sample file and waits for the words its end is told by. */
function importing(file: string, end: string | RegExp) {
  return async (page: Page) => {
    const field = page.getByLabel("Fichier à importer");
    await field.setInputFiles(`${ROOT}/tests/fixtures/samples/${file}`);
    await page.getByText(end).first().waitFor();
  };
}

async function openFirstPupil(page: Page): Promise<void> {
  await page.locator("tbody a").first().click();
  await page.getByRole("heading", { name: "Identité" }).waitFor();
}

export const PICTURES: Picture[] = [
  { name: "connexion", path: "/connexion" },
  { name: "activation", path: "/demande-administration-sco" },
  { name: "mot-de-passe-oublie", path: "/mot-de-passe-oublie" },
  { name: "accueil-rentree", path: SCHOOL, as: admin },
  { name: "import-debut", path: `${SCHOOL}/eleves/import`, as: admin },
  {
    name: "erreurs",
    path: `${SCHOOL}/eleves/import`,
    as: admin,
    before: importing("ElevesSansAdresses-erreurs.xml", "Erreurs dans le dernier fichier importé"),
  },
  {
    name: "import",
    path: `${SCHOOL}/eleves/import`,
    as: admin,
    before: importing("ExportXML_ElevesSansAdresses.zip", /Dernier fichier importé avec succès/),
  },
  { name: "accueil", path: SCHOOL, as: admin },
  { name: "accueil-membre", path: SCHOOL, as: "membre@demo.test" },
  { name: "eleves", path: `${SCHOOL}/eleves`, as: admin },
  { name: "eleves-filtres", path: `${SCHOOL}/eleves?level=5e&include=deactivated`, as: admin },
  { name: "eleves-aucun", path: `${SCHOOL}/eleves?search=zzz`, as: admin },
  { name: "eleve", path: `${SCHOOL}/eleves?search=andre`, as: admin, reach: openFirstPupil },
  { name: "certifications", path: `${SCHOOL}/certifications`, as: admin },
  { name: "equipe", path: `${SCHOOL}/equipe`, as: admin },
  { name: "invitations", path: `${SCHOOL}/equipe/invitations`, as: admin },
  { name: "inviter", path: `${SCHOOL}/equipe/inviter`, as: admin },
  { name: "journal", path: `${SCHOOL}/journal`, as: admin },
  { name: "compte", path: "/compte", as: admin },
  { name: "introuvable", path: `${SCHOOL}/nulle-part`, as: admin },
  { name: "documentation", path: "/documentation", as: admin },
  { name: "documentation-recherche", path: "/documentation?q=ine", as: admin },
  { name: "documentation-rentree", path: "/documentation/rentree", as: admin },
  { name: "documentation-erreurs", path: "/documentation/erreurs", as: admin },
  { name: "documentation-erreur", path: "/documentation/erreurs/INE_DUPLICATED", as: admin },
  { name: "accessibilite", path: "/accessibilite" },
  { name: "donnees-personnelles", path: "/donnees-personnelles" },
  { name: "mentions-legales", path: "/mentions-legales" },
  { name: "conditions", path: "/conditions" },
  { name: "pieces", path: "/pieces" },
];
