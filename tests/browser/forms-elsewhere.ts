import { at, type FormOfPage, press, says } from "./forms-of-pages.ts";

const PASSWORD: [string, string] = ["Mot de passe actuel", "demo-pix-orga-2026"];
const CHOSEN = "trois lampes jaunes sur le quai";

/** The forms of the pages of an account, and of those before one has one. Links come from mails. */
export function formsElsewhere(links: {
  join: string;
  reset: string;
  confirm: string;
  /** A school without an administrator. */
  school: string;
}): FormOfPage[] {
  return [
    {
      who: "personne9",
      path: "/compte",
      fields: [["Nom affiché", "Zoé Réseau"]],
      send: press("Enregistrer le nom"),
      done: says("Votre nom a été enregistré."),
    },
    {
      who: "personne10",
      path: "/compte/mot-de-passe",
      fields: [PASSWORD, ["Nouveau mot de passe", CHOSEN]],
      send: press("Changer le mot de passe"),
      done: says("Votre mot de passe a été modifié."),
    },
    {
      who: "personne9",
      path: "/compte/double-authentification",
      fields: [PASSWORD],
      send: press("Commencer l’activation"),
      done: (page) => page.getByRole("img", { name: /^QR code/ }).waitFor(),
    },
    {
      who: "personne11",
      path: "/compte/donnees",
      fields: [["Mot de passe actuel", "faux faux faux"]],
      send: press("Effacer mon compte"),
      done: says("Votre mot de passe actuel est incorrect."),
    },
    {
      who: "stranger",
      path: "/connexion?retour=%2Fcompte",
      fields: [
        ["Adresse e-mail", "personne9@demo.test"],
        ["Mot de passe", "demo-pix-orga-2026"],
      ],
      send: press("Je me connecte"),
      done: at("**/compte"),
    },
    {
      who: "stranger",
      path: "/mot-de-passe-oublie",
      fields: [["Adresse e-mail", "inconnu@essai.test"]],
      send: press("Recevoir un lien"),
      done: says("Consultez votre messagerie"),
    },
    {
      who: "stranger",
      path: links.reset,
      fields: [["Nouveau mot de passe", CHOSEN]],
      send: press("Changer le mot de passe"),
      done: says("toutes vos sessions ont été fermées"),
    },
    {
      who: "stranger",
      path: "/connexion",
      reach: async (page) => {
        await page.getByLabel("Adresse e-mail").fill("personne12@demo.test");
        await page.getByLabel("Mot de passe").fill("demo-pix-orga-2026");
        await page.getByRole("button", { name: "Je me connecte" }).click();
        await page.waitForURL("**/connexion/code");
      },
      fields: [["Code à 6 chiffres, ou code de récupération", "000 000"]],
      send: press("Je continue"),
      done: says("Ce code est incorrect."),
    },
    {
      who: "stranger",
      path: "/demande-administration-sco",
      fields: [
        ["UAI/RNE de l'établissement", links.school],
        ["Votre prénom", "Zoé"],
        ["Votre nom", "Réseau"],
      ],
      send: press("Confirmer"),
      done: says("Votre demande a été enregistrée"),
    },
    {
      who: "stranger",
      path: links.join,
      fields: [
        ["Prénom", "Zoé"],
        ["Nom", "Réseau"],
      ],
      send: press("Je m'inscris"),
      done: says(/information.* à corriger/),
    },
    {
      who: "stranger",
      path: links.confirm,
      fields: [],
      send: press("Confirmer mon adresse"),
      done: says("Votre adresse est confirmée"),
    },
    {
      who: "stranger",
      path: "/documentation",
      fields: [["Rechercher dans la documentation", "siecle"]],
      send: press("Rechercher"),
      reads: true,
      done: at("**/documentation?*q=siecle*"),
    },
  ];
}
