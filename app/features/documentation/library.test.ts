import { expect, test } from "vitest";
import { GUIDE } from "#words/guide.ts";
import { resultFiles, results } from "#words/results.ts";
import { paths } from "../../paths.ts";
import { searchDocumentation } from "./library.server.ts";

const search = (query: string) => searchDocumentation(query, { demo: false });

test.each([
  ["INE vide", paths.errorGuide("FIELD_REQUIRED")],
  ["classe vide", paths.errorGuide("FIELD_REQUIRED")],
  ["classe vide", paths.guide("non-importes")],
  ["lien expiré", paths.guide("liens")],
  ["confirmer", paths.guide("activer")],
  ["confirmer", paths.guide("importer")],
  ["journal", paths.guide("journal")],
  ["double authentification", paths.guide("compte")],
  ["deux établissements", paths.guide("inviter")],
  ["contact", paths.guide("contact")],
  ["imprimer", paths.guide("telecharger")],
  ["Excel", paths.guide("telecharger")],
  ["RNE", paths.guide("activer")],
  ["campagne", paths.guide("campagnes-creer")],
  ["GAR", paths.guide("campagnes-distribuer")],
  ["courriel", paths.guide("liens")],
  ["mef", paths.errorGuide("FIELD_REQUIRED")],
  ["colonne Code MEF", paths.errorGuide("HEADER_REQUIRED")],
  ["ville de naissance trop long", paths.errorGuide("FIELD_TOO_LONG")],
  ["mdp", paths.guide("compte")],
  ["mot de passe oublié", paths.guide("compte")],
  ["connexion impossible", paths.guide("compte")],
  ["élève radié", paths.guide("non-importes")],
  ["nouvel élève", paths.guide("non-importes")],
  ["doublon", paths.errorGuide("INE_DUPLICATED")],
  ["certificat Pix", paths.guide("archiver")],
  ["émargement", paths.guide("archiver")],
  ["professeur", paths.guide("inviter")],
  ["secrétariat", paths.guide("inviter")],
  ["mutation", paths.guide("inviter")],
  ["RGPD", paths.privacy()],
  ["CNIL", paths.privacy()],
  ["données personnelles", paths.privacy()],
  ["cookies", paths.privacy()],
  ["accessibilité", paths.accessibility()],
  ["mentions légales", paths.legal()],
  ["CGU", paths.terms()],
  ["hotline", paths.guide("contact")],
  ["bug", paths.guide("contact")],
  ["montée de niveau", paths.guide("importer")],
  ["sauvegarde", paths.guide("archiver")],
  ["code de secours", paths.guide("compte")],
  ["spam", paths.guide("liens")],
  ["mail non reçu", paths.guide("liens")],
  ["invitation perdue", paths.guide("liens")],
  ["adresse électronique", paths.guide("compte")],
  ["Chrome", paths.guide("telecharger")],
  ["MFR", paths.guide("fregata")],
])("« %s » is found in %s, with every word", (query, page) => {
  const { whole, entries } = search(query);
  expect(whole).toBe(true);
  expect(entries.map(({ to }) => to)).toContain(page);
});

test("a short word is not the beginning of another: « GAR » does not find « garder »", () => {
  const found = search("GAR").entries.map(({ to }) => to);
  expect(found).not.toContain(paths.guide("compte"));
  expect(found.length).toBeLessThan(6);
});

test("the page named after the word comes first", () => {
  const first = (query: string) => search(query).entries[0]?.to;
  expect(first("contact")).toBe(paths.guide("contact"));
  expect(first("imprimer")).toBe(paths.guide("telecharger"));
  expect(first("journal")).toBe(paths.guide("journal"));
  expect(first("campagne")).toMatch(/campagnes-/);
  // While it is typed.
  expect(first("impo")).toBe(paths.guide("importer"));
  expect(first("archi")).toBe(paths.guide("archiver"));
});

test("when no page holds every word, the closest are listed and said to be so", () => {
  const { whole, entries } = search("journal des girafes");
  expect(whole).toBe(false);
  expect(entries[0]?.to).toBe(paths.guide("journal"));
  expect(search("girafe")).toEqual({ whole: false, entries: [] });
});

test("the guide of certifications names the buttons of its page as they are", () => {
  const page = GUIDE.find(({ slug }) => slug === "archiver");
  const told = page?.steps.map(({ title, text }) => `${title} ${text}`).join(" ");
  for (const label of [resultFiles.button, results.settle, results.export, results.attestations]) {
    expect(told).toContain(`«\u202f${label}\u202f»`);
  }
});
