import type { Download, Page } from "playwright-core";
import { expect } from "vitest";
import { at, type FormOfPage, press, says } from "./forms-of-pages.ts";
import type { SchoolOfForms } from "./school-of-forms.ts";

/** What a page downloads by itself once the connection is back. */
const downloads = new WeakMap<Page, Download>();

/** The forms of the pages of a school. */
export function formsOfSchool(school: SchoolOfForms): FormOfPage[] {
  const root = `/etablissements/${school.uai}`;
  const imports = (uai: string) => `/etablissements/${uai}/eleves/import`;
  const admin = { who: "admin" as const };
  return [
    {
      ...admin,
      path: `${root}/equipe/inviter`,
      fields: [["Adresses e-mail", "zoe@essai.test"]],
      send: press("Inviter"),
      done: says("Ces adresses sont-elles bien celles de votre équipe"),
    },
    {
      ...admin,
      path: `${root}/equipe/invitations?annuler=${school.invitationId}`,
      fields: [],
      send: press("Oui, annuler l’invitation"),
      done: says("son lien n’est plus valable"),
    },
    {
      ...admin,
      path: `${root}/eleves`,
      fields: [["Recherche sur le nom et prénom", "garnier0003"]],
      send: press("Filtrer"),
      reads: true,
      done: says("1 élève"),
    },
    {
      ...admin,
      path: `${root}/eleves/${school.pupilIds[0]}?effacer=oui`,
      fields: [],
      send: press("Oui, effacer cet élève"),
      done: at(`**${root}/eleves?*`),
    },
    {
      ...admin,
      path: `${root}/eleves/${school.pupilIds[1]}`,
      fields: [],
      send: press("Afficher l’INE"),
      done: (page) => page.locator(".ine").waitFor(),
    },
    {
      ...admin,
      // A small team has its search only once something is searched.
      path: `${root}/equipe?recherche=a`,
      fields: [["Rechercher un nom ou une adresse", "Camille"]],
      send: press("Rechercher"),
      reads: true,
      done: at("**/equipe?*recherche=Camille*"),
    },
    {
      who: "membre",
      path: "/etablissements/0808088X",
      fields: [["Nom ou prénom", "arnaud"]],
      send: press("Chercher"),
      reads: true,
      done: at("**/0808088X/eleves?*search=arnaud*"),
    },
    {
      ...admin,
      path: `${root}/recherche?q=a`,
      fields: [["Trouver un élève, une page ou de l’aide", "garnier0003"]],
      send: (page) => page.locator("search.find:visible").getByRole("button", { name: "Trouver" }),
      reads: true,
      done: says("1 élève"),
    },
    {
      ...admin,
      path: `${imports(school.uai)}/${school.importId}/ajoutes`,
      fields: [["Recherche sur le nom et prénom", "garnier0003"]],
      send: press("Chercher"),
      reads: true,
      done: at("**/ajoutes?*search=garnier0003*"),
    },
    {
      ...admin,
      path: `${root}/journal`,
      fields: [["Du", "2026-01-01"]],
      send: press("Filtrer"),
      reads: true,
      done: at("**/journal?*from=2026-01-01*"),
    },
    {
      ...admin,
      path: `${root}/certifications`,
      reach: async (page) => void page.on("download", (file) => downloads.set(page, file)),
      fields: [],
      send: press("Exporter les résultats"),
      reads: true,
      native: true,
      done: (page) =>
        expect
          .poll(() => downloads.get(page)?.suggestedFilename(), { timeout: 30_000 })
          .toMatch(/csv$/),
    },
    {
      ...admin,
      path: `${root}/certifications`,
      fields: [],
      send: press("Tout archiver"),
      done: says(/^Archive du/),
    },
    {
      ...admin,
      path: `${root}/certifications/a-rattacher`,
      fields: [[`Classe en ${school.lastYear}`, "3E D"]],
      send: press("Enregistrer ce choix"),
      done: says("Tout a été rattaché"),
    },
    {
      ...admin,
      path: `${root}/certifications/resultats/${school.resultNumber}`,
      fields: [["Classe", "3E Nouvelle"]],
      send: press("Enregistrer l’année et la classe"),
      done: says("Le résultat a été modifié."),
    },
    {
      ...admin,
      path: imports(school.confirming),
      fields: [],
      send: press("Désactiver 50 élèves et importer"),
      done: says("10 élèves actifs"),
    },
    {
      ...admin,
      path: imports(school.cancelling),
      fields: [],
      send: press("Annuler cet import"),
      done: says("L’import a été annulé."),
    },
    {
      ...admin,
      path: `${imports(school.undoing)}?confirmer=annulation`,
      fields: [],
      send: press("Oui, annuler cet import"),
      again: async (page) => await press("Annuler cet import")(page).click(),
      done: says(/^L’import du .* a été annulé/),
    },
  ];
}

/** The forms of the pages of campaigns. */
export function formsOfCampaigns({ uai, campaignId, lastYear }: SchoolOfForms): FormOfPage[] {
  const root = `/etablissements/${uai}/campagnes`;
  const campaign = { who: "admin" as const, path: `${root}/${campaignId}` };
  return [
    {
      who: "admin",
      path: root,
      reach: async (page) =>
        void (await page.getByLabel("Année scolaire", { exact: true }).selectOption(lastYear)),
      fields: [],
      send: press("Afficher"),
      reads: true,
      done: at(`**/campagnes?*year=${lastYear}*`),
    },
    {
      who: "admin",
      path: `${root}/archives?archiver=${lastYear}`,
      fields: [],
      send: press("Oui, archiver ces campagnes"),
      done: says(`1 campagne archivée pour l’année ${lastYear}`),
    },
    {
      who: "admin",
      path: `${root}/creer`,
      fields: [["Codes ou liens", "6e BCDEFG345"]],
      send: press("Vérifier"),
      done: says("Voici ce qui sera enregistré"),
    },
    {
      ...campaign,
      fields: [["Nom", "Rentrée coupée"]],
      send: press("Enregistrer"),
      done: says("Les modifications ont été enregistrées."),
    },
    {
      ...campaign,
      reach: async (page) =>
        void (await page.getByLabel("Classe", { exact: true }).selectOption("3A")),
      fields: [],
      send: press("Ne pas attendre cette classe"),
      done: says("La liste des élèves attendus a été modifiée."),
    },
    {
      ...campaign,
      fields: [["Chercher un élève dans toute la base", "garnier0004"]],
      send: press("Chercher"),
      done: says("1 élève trouvé"),
    },
    {
      who: "admin",
      path: `${root}/${campaignId}/classes/6A`,
      fields: [["Adresses e-mail", "zoe@essai.test"]],
      send: press("Envoyer l’e-mail"),
      done: says("E-mail envoyé à 1 personne."),
    },
    {
      who: "admin",
      path: `${root}/a-rattacher`,
      reach: async (page) => await page.getByLabel("Un compte du personnel").check(),
      fields: [],
      send: press("Enregistrer cette réponse"),
      done: says("Tout a été rattaché"),
    },
  ];
}
