import { count, formatDate } from "./format.ts";

/** The sentence of Pix's training slides, split where its actions are. */
export const deckBanner = {
  start: "L'administrateur peut",
  results: "télécharger les résultats de certification",
  and: "et",
  import: "importer la base élèves",
  so: ", afin de",
  campaigns: "créer les campagnes de rentrée par niveau",
  end: ".",
  more: "Plus d'info",
};

type Import = {
  at: string;
  by: string;
  exportedAt: string | null;
  added: number;
  changed: number;
  skipped: number;
};

/** For a person who has just joined by a link. */
export const welcome = {
  title: (school: string) => `Bienvenue dans l’espace «\u202f${school}\u202f»`,
  text: {
    admin:
      "Vous êtes administrateur\u00a0: vous pouvez inviter vos collègues, importer la base élèves et conserver les résultats de certification.",
    member: "Vous êtes membre\u00a0: vous pouvez consulter les élèves, les campagnes et l’équipe.",
  },
  more: "La rentrée, étape par étape",
};

/** The start page of a member who is not an administrator. */
export const memberHome = {
  search: "Chercher un élève",
  name: "Nom ou prénom",
  find: "Chercher",
  classes: "Les classes",
  noClass: "Les classes apparaîtront ici quand un administrateur aura importé la base élèves.",
  pupils: (active: number) => count(active, "élève actif", "élèves actifs"),
  updated: (one: Import) => `Liste des élèves mise à jour le ${formatDate(one.at)} par ${one.by}.`,
  notYet: (schoolYear: string) =>
    `La liste des élèves de l’année ${schoolYear} n’a pas encore été importée.`,
};

/** The start page: the steps of the start of the school year, and how far this school is. */
export const home = {
  title: "Accueil",
  hello: (name: string) => `Bonjour ${name}`,
  year: (schoolYear: string) => `Rentrée ${schoolYear.replace("-", "\u2011")}`,
  steps: "Les étapes de la rentrée",
  progress: (done: number, total: number) =>
    done === total
      ? `Les ${total} étapes sont faites. L’import reste à refaire à chaque arrivée et à chaque départ d’élève.`
      : `${count(done, "étape faite", "étapes faites")} sur ${total}.`,
  states: { done: "Fait", todo: "À faire", later: "À venir" },
  activated: {
    title: "Activer l’espace de l’établissement",
    done: (school: string, uai: string) => `L’espace « ${school} » (${uai}) est activé.`,
  },
  colleagues: {
    title: "Inviter vos collègues",
    done: (members: number) => `${count(members, "personne a", "personnes ont")} accès à l’espace.`,
    todo: "Vous êtes la seule personne à avoir accès à l’espace. Désignez un second administrateur pour ne pas perdre cet accès.",
    action: "Inviter un membre",
    see: "Voir l’équipe",
  },
  results: {
    title: "Conserver les résultats de certification",
    done: (results: number, schoolYear: string) =>
      `${count(results, "résultat est conservé", "résultats sont conservés")} pour l’année ${schoolYear}.`,
    todo: (schoolYear: string) =>
      `Aucun résultat n’est conservé pour l’année ${schoolYear}. L’import de la base élèves n’efface aucun résultat : vous pouvez les ajouter avant ou après.`,
    action: "Ajouter des résultats",
    see: "Voir les certifications",
  },
  base: {
    title: "Importer la base élèves",
    done: (one: Import) =>
      `Importée le ${formatDate(one.at)} par ${one.by}${one.exportedAt ? `, export du ${formatDate(one.exportedAt)}` : ""} : ${count(one.added, "ajouté", "ajoutés")}, ${count(one.changed, "modifié", "modifiés")}, ${count(one.skipped, "non importé", "non importés")}.`,
    active: (pupils: number) => `La base compte ${count(pupils, "élève actif", "élèves actifs")}.`,
    todo: (about: { pupils: number; tool: string; schoolYear: string }) =>
      about.pupils === 0
        ? `La base est vide. Exportez le fichier depuis ${about.tool}, puis déposez-le.`
        : `La base compte ${count(about.pupils, "élève actif", "élèves actifs")}. Importez le fichier de l’année ${about.schoolYear}, exporté depuis ${about.tool}.`,
    otherYear: (year: string, current: string) =>
      `Le dernier fichier importé concerne l’année ${year}. Importez celui de l’année ${current}.`,
    action: "Importer la liste",
    again: "Importer à nouveau",
  },
  leftOut: {
    title: "Élèves à compléter",
    todo: (pupils: number, tool: string) =>
      `${count(pupils, "élève du fichier n’a pas été importé", "élèves du fichier n’ont pas été importés")} : sans INE véritable ou sans classe. Complétez dans ${tool}, puis exportez et importez à nouveau.`,
    action: "Voir ces élèves",
  },
  campaigns: {
    title: "Créer les campagnes de la rentrée",
    later: "Après l’import, les campagnes à préparer seront proposées pour chaque niveau.",
    todo: (missing: number) =>
      `${count(missing, "campagne demandée cette année n’est pas préparée", "campagnes demandées cette année ne sont pas préparées")}. Créez-les sur Pix, puis collez ici tous leurs codes en une fois.`,
    toComplete: (planned: number) =>
      `${count(planned, "campagne est prévue", "campagnes sont prévues")} sans code. Saisissez le code dès que la campagne est créée sur Pix.`,
    done: (prepared: number) =>
      `${count(prepared, "campagne est prête", "campagnes sont prêtes")}. Suivez qui n’a pas commencé, classe par classe.`,
    action: "Créer les campagnes",
    see: "Voir les campagnes",
  },
  leavers: {
    title: "Vérifier les départs",
    done: (leavers: number) =>
      leavers === 0
        ? "Aucun élève n’a quitté la liste depuis la rentrée."
        : `${count(leavers, "élève a quitté", "élèves ont quitté")} la liste depuis la rentrée. Leur compte n’est pas impacté.`,
    later: "Après l’import, les élèves qui ne sont plus dans le fichier seront désactivés.",
    todo: (leavers: number) =>
      `Le dernier import a désactivé ${count(leavers, "élève", "élèves")}. Vérifiez que ce sont bien des départs.`,
    action: "Voir les élèves désactivés",
    again: "À refaire à chaque arrivée et à chaque départ d’élève.",
  },
};
