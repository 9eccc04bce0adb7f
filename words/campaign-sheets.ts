import { comeBackPage } from "./documents.ts";
import { quoted } from "./foreign-text.ts";
import { count } from "./format.ts";

const DAY = new Intl.DateTimeFormat("fr-FR", {
  ...{ weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" },
});

/** The words of the sheets that are handed out in class. */
export const campaignSheet = {
  fileTitle: (what: string, year: string) =>
    `Fiches de campagne${what === "" ? "" : `, ${what}`}, année scolaire ${year}`,
  year: (year: string) => `Année scolaire ${year}`,
  division: "Classe",
  due: "À terminer au plus tard le ",
  day: (isoDate: string) => DAY.format(new Date(isoDate)),
  code: "Votre code",
  codeShape: "Six lettres, puis trois chiffres, sans espace.",
  address: "Ou directement à cette adresse",
  sameLink: "Le même lien",
  qr: (link: string) => `QR code qui ouvre ${link}`,
  /** What a pupil does; `host` is the site of the test. */
  steps: (about: { provider: string; host: string; isCollection: boolean }) => [
    {
      title: `Ouvrez ${about.provider}.`,
      text: `Par l’ENT ou le Médiacentre si votre établissement les utilise, sinon à l’adresse ${about.host}.`,
    },
    {
      title: "Saisissez le code.",
      text: "Cliquez sur «\u202fJ’ai un code\u202f», recopiez-le, puis vérifiez que le nom affiché est le vôtre.",
    },
    about.isCollection
      ? {
          title: "Envoyez votre profil.",
          text: "Cliquez sur «\u202fJ’envoie mon profil\u202f» et attendez l’écran qui confirme l’envoi.",
        }
      : {
          title: "Répondez jusqu’à la fin.",
          text: "Allez jusqu’à la dernière page. Si elle propose d’envoyer vos résultats, envoyez-les.",
        },
  ],
  teacher: "Partie réservée à l’enseignant",
  fields: ["Date", "Salle", "Enseignant"],
  pupils: (pupils: number) => `${count(pupils, "élève", "élèves")}.`,
  howTo: "Cochez P pour présent, E quand l’écran de fin est affiché.",
  present: "P",
  sent: "E",
  later: "À reprogrammer",
  rest: (division: string) => `${division}, suite de la liste`,
  foot: (day: string, division: string, page: number, pages: number) =>
    `Liste des élèves au ${day} · ${division}, page ${page} sur ${pages}`,
};

/** What the API says about sheets. */
export const sheetSentences = {
  nothingTitle: "Aucune fiche à imprimer",
  refusals: {
    DIVISION_UNKNOWN: (what: string) =>
      `La base élèves de cette année n’a pas de classe ${quoted(what, 60)}.`,
    LEVEL_UNKNOWN: (what: string) =>
      `La base élèves de cette année n’a pas d’élève du niveau ${quoted(what, 60)}.`,
    CAMPAIGN_UNKNOWN: () => "Cette campagne n’existe pas, ou n’est pas de cette année scolaire.",
    NO_CAMPAIGN: () =>
      "Aucune campagne ouverte ne concerne ces classes. Créez-la, ou rouvrez-la, puis recommencez.",
    CODE_MISSING: () =>
      "Ces campagnes n’ont pas encore de code\u00a0: il n’y a rien à distribuer. Saisissez leur code, puis recommencez.",
    TOO_MANY_SHEETS: () =>
      "Un document peut contenir 500 fiches. Téléchargez-les niveau par niveau.",
  } satisfies Record<string, (what: string) => string>,
  failedTitle: "Fiches non produites",
  failed:
    "Une erreur s’est produite de notre côté pendant la préparation des fiches. Réessayez dans un instant.",
  filename: "fiches",
  allClasses: "toutes les classes",
  comeBackPage: comeBackPage("Fiches en préparation"),
};
