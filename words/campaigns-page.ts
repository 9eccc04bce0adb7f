import { levelNames } from "./campaigns.ts";
import { count, formatDate, formatMoment, formatNumber } from "./format.ts";

/** The pages of the campaigns of a school year: the list, one campaign, one class, the archives. */

const long = (level: string) => levelNames[level] ?? level;
const and = (names: string[]) => names.map(long).join(", ");

/** A moment at midnight UTC is a day without an hour: the file does not give it. */
const isDayAlone = (iso: string) => iso.endsWith("T00:00:00.000Z");

export const campaignPages = {
  lead: {
    before: "La campagne et son code se créent sur",
    site: (provider: string) => provider,
    after:
      ", avec votre compte. Ici, vous préparez les campagnes de l’année, vous conservez leur code, vous distribuez les fiches et vous suivez qui n’a pas commencé.",
  },
  year: "Année scolaire",
  showYear: "Afficher",
  create: "Créer les campagnes de la rentrée",
  addResults: "Ajouter des résultats",
  sheets: "Fiches à distribuer (PDF)",
  archives: "Années archivées",
  levelsTitle: "Les campagnes, par niveau",
  levelName: (level: string | null) => (level === null ? "Plusieurs niveaux" : long(level)),
  pupils: (pupils: number) => count(pupils, "élève", "élèves"),
  classes: (classes: number) => count(classes, "classe", "classes"),
  states: { planned: "À compléter", open: "Ouverte", closed: "Fermée", archived: "Archivée" },
  due: (date: string) => `avant le ${formatDate(date)}`,
  toComplete:
    "Cette campagne est prévue, sans code. Créez-la sur Pix, puis saisissez ici son code : les fiches à distribuer seront aussitôt disponibles.",
  toCompleteMember: "Cette campagne est prévue\u00a0: son code n’est pas encore saisi.",
  typeCode: "Saisir le code",
  copy: "Copier",
  ofCampaign: (name: string) => ` de la campagne «\u202f${name}\u202f»`,
  codeOf: (name: string) => ` le code de la campagne «\u202f${name}\u202f»`,
  idle: "Pas commencé\u00a0:",
  idleAll: (classes: number) =>
    classes === 1
      ? "La seule classe attendue n’a pas commencé."
      : `Aucune des ${formatNumber(classes)} classes n’a commencé.`,
  asOf: (at: string, file: { filename: string; by: string } | null) =>
    [
      `État au ${isDayAlone(at) ? formatDate(at) : formatMoment(at)}`,
      file && `d’après le fichier «\u202f${file.filename}\u202f»`,
      file?.by && `ajouté par ${file.by}`,
    ]
      .filter(Boolean)
      .join(", "),
  old: (days: number) =>
    `, il y a ${formatNumber(days)} jours\u00a0: ajoutez un fichier plus récent`,
  never:
    "Aucun fichier de résultats n’a encore été ajouté\u00a0: tous les élèves sont comptés comme n’ayant pas commencé.",
  left: (pupils: number) =>
    `${count(pupils, "élève parti depuis avait répondu : il n’est plus attendu, sa réponse reste", "élèves partis depuis avaient répondu : ils ne sont plus attendus, leurs réponses restent")} dans les nombres de l’année, sous «\u202fpartis\u202f».`,
  parts: {
    received: (n: number) => (n < 2 ? "reçu" : "reçus"),
    finished: (n: number) => (n < 2 ? "terminé, non envoyé" : "terminés, non envoyés"),
    begun: (n: number) => (n < 2 ? "commencé" : "commencés"),
    notBegun: (n: number) => (n < 2 ? "pas commencé" : "pas commencés"),
  },
  figures: "Le même tableau, en chiffres",
  caption: "Avancement des campagnes",
  columns: {
    campaign: "Campagne",
    expected: "Attendus",
    received: "Reçus",
    finished: "Terminés, non envoyés",
    begun: "Commencés",
    notBegun: "Pas commencés",
    left: "Partis",
  },
  waitingTitle: (rows: number) =>
    count(
      rows,
      "ligne des fichiers de résultats n’est rattachée à aucun élève.",
      "lignes des fichiers de résultats ne sont rattachées à aucun élève.",
    ),
  waitingText: "Elles ne sont comptées nulle part.",
  settle: "Rattacher ces lignes",
  noneTitle: "Aucune campagne pour cette année scolaire",
  none: "Créez en une fois les campagnes de tous les niveaux, ou déposez les fichiers de résultats que vous avez déjà\u00a0: chacun crée sa campagne.",
  noneMember: "Un administrateur de l’établissement peut les créer depuis cette page.",
  nonePast: "Aucune campagne n’a été enregistrée pour cette année-là.",
  noBase:
    "La base élèves de cette année scolaire n’est pas encore importée : aucun élève n’est attendu dans les campagnes.",
  importBase: "Importer la base élèves",
};

export const dutyWords = {
  title: "À faire cette année, et échéances",
  homeTitle: "Les campagnes de cette année",
  noDate: "Pas de date fixée",
  inDays: (days: number) => {
    if (days === 0) return ", aujourd’hui";
    if (days < 0) return `, dépassé de ${count(-days, "jour", "jours")}`;
    return `, dans ${count(days, "jour", "jours")}`;
  },
  before: (date: string) => `Avant le ${formatDate(date)}`,
  done: "Fait",
  missing: (levels: string[]) => `${and(levels)}\u00a0: à créer`,
  planned: (levels: string[]) => `${and(levels)}\u00a0: code à saisir`,
  open: (levels: string[], received: number, expected: number) =>
    `${and(levels)}\u00a0: ${count(received, "reçu", "reçus")} sur ${count(expected, "attendu", "attendus")}`,
  over: (levels: string[]) => `${and(levels)}\u00a0: campagne fermée`,
  none: "La base élèves de cette année scolaire n’est pas encore importée\u00a0: les campagnes à faire apparaîtront ici.",
  allDone: "Toutes les campagnes de l’année sont terminées.",
  see: "Voir les campagnes",
};

export const onePage = {
  back: "Campagnes",
  codeTitle: "Code et lien de la campagne",
  code: "Code de la campagne",
  copyCode: "Copier le code",
  copyLink: "Copier le lien",
  link: "Lien",
  expected: "Élèves attendus",
  due: "À faire avant le",
  noDue: "Pas de date fixée",
  kind: "Type de campagne",
  level: "Niveau",
  qr: "QR code du lien de la campagne",
  where: (expected: number) => `Où en sont les ${count(expected, "élève", "élèves")}`,
  byClass: "Par classe",
  byClassText:
    "Les classes où aucun élève n’a commencé sont en tête\u202f; les autres suivent dans l’ordre des classes.",
  noClass: "Aucun élève n’est attendu dans cette campagne.",
  classCaption: "Avancement de la campagne par classe",
  division: "Classe",
  progress: "Avancement",
  pupils: "Élèves",
  idle: "Pas commencé",
  unexpected: (pupils: number) =>
    `${count(pupils, "élève a participé sans être attendu", "élèves ont participé sans être attendus")}, d’un autre niveau par exemple\u00a0: ces élèves ne sont dans aucun nombre.`,
  exportAll: "Télécharger la liste (CSV)",
  archived:
    "Cette campagne est archivée\u00a0: ses nombres et ses listes sont conservés tels qu’ils étaient, aucun import ne les modifie.",
  closed: "Cette campagne est fermée\u00a0: elle n’est plus à faire. Ses nombres restent à jour.",
};

export const editWords = {
  title: "Modifier la campagne",
  code: "Code ou lien",
  codeHint:
    "Six lettres puis trois chiffres, tels que copiés depuis Pix, ou le lien qui se termine par le code. Vide\u00a0: la campagne est à compléter.",
  name: "Nom",
  nameHint: "Vide : le nom habituel, d’après le type et le niveau.",
  dueOn: "À faire avant le",
  kind: "Type de campagne",
  level: "Niveau",
  noLevel: "Plusieurs niveaux",
  save: "Enregistrer",
  saved: "Les modifications ont été enregistrées.",
  close: "Fermer la campagne",
  closeText:
    "Une campagne fermée n’est plus dans ce qui reste à faire. Elle peut être rouverte à tout moment.",
  closed: "La campagne a été fermée.",
  reopen: "Rouvrir la campagne",
  reopened: "La campagne a été rouverte.",
  reopenArchived:
    "La rouvrir la sort des archives\u00a0: ses nombres suivront à nouveau la base élèves actuelle.",
};

export const exceptionWords = {
  title: "Qui est attendu",
  text: "Sont attendus tous les élèves actifs du niveau, en tenant compte des SEGPA. Ajoutez ou retirez une classe ou un élève, pour un dispositif ULIS ou un demi-groupe par exemple.",
  none: "Aucune exception.",
  listTitle: "Exceptions",
  divisionIn: (division: string) => `Classe ${division}\u00a0: attendue`,
  divisionOut: (division: string) => `Classe ${division}\u00a0: pas attendue`,
  pupilIn: (pupil: string) => `${pupil}\u00a0: attendu(e)`,
  pupilOut: (pupil: string) => `${pupil}\u00a0: pas attendu(e)`,
  remove: "Retirer cette exception",
  removeOf: (what: string) => ` (${what})`,
  division: "Classe",
  choose: "Choisissez une classe",
  putIn: "Attendre cette classe",
  takeOut: "Ne pas attendre cette classe",
  pupilPutIn: "Attendre cet élève",
  pupilTakeOut: "Ne pas attendre cet élève",
  found: "Élève trouvé",
  saved: "La liste des élèves attendus a été modifiée.",
  noDivision: "Choisissez une classe dans la liste.",
  noPupil: "Choisissez un élève parmi ceux qui ont été trouvés.",
};

export const classWords = {
  title: (division: string) => `Classe ${division}`,
  tab: (division: string, campaign: string) => `Classe ${division} – ${campaign}`,
  missing: (pupils: number) => `${count(pupils, "élève", "élèves")} à relancer`,
  missingText:
    "Ces élèves n’ont pas commencé, n’ont pas terminé, ou n’ont pas envoyé leurs résultats.",
  nobody: "Tous les résultats de cette classe ont été reçus.",
  caption: "Élèves à relancer",
  captionReceived: "Élèves dont les résultats ont été reçus",
  captionLeft: "Élèves partis qui avaient participé",
  received: (pupils: number) => `Résultats reçus\u00a0: ${count(pupils, "élève", "élèves")}`,
  left: (pupils: number) => `Partis depuis\u00a0: ${count(pupils, "élève", "élèves")}`,
  columns: { pupil: "Élève", state: "État", at: "Date", mastery: "Maîtrise", pix: "Pix" },
  percent: (share: number) => `${Math.round(share * 100)}\u00a0%`,
  copy: "Copier les noms",
  print: "Imprimer",
  csv: "Télécharger (CSV)",
};

export const remindWords = {
  title: "Prévenir des collègues",
  text: "Un e-mail leur est envoyé avec le lien du suivi de cette campagne, sans aucun nom d’élève. Ils l’ouvrent après s’être connectés : seuls les membres de l’espace y ont accès.",
  to: "Adresses e-mail",
  toHint:
    "Une ou plusieurs adresses, séparées par une virgule ou un retour à la ligne, 50 au plus.",
  send: "Envoyer l’e-mail",
  sending: "Envoi en cours…",
  sent: (recipients: number) => `E-mail envoyé à ${count(recipients, "personne", "personnes")}.`,
  none: "Saisissez de 1 à 50 adresses e-mail complètes.",
  wrong: (address: string) => `«\u202f${address}\u202f» n’est pas une adresse e-mail.`,
};

export const archiveWords = {
  title: "Campagnes archivées",
  back: "Campagnes",
  text: "Une année archivée conserve ses nombres et ses listes tels qu’ils étaient : aucun import de la base ne les modifie.",
  none: "Aucune année n’a encore été archivée.",
  caption: (year: string) => `Nombres des campagnes de l’année ${year}`,
  yearTitle: (year: string) => `Année ${year}`,
  archive: (year: string) => `Archiver l’année ${year}`,
  question: (year: string, campaigns: number) =>
    `Archiver ${count(campaigns, "la campagne", "les campagnes")} de l’année ${year}\u202f?`,
  questionText:
    "Leurs nombres et leurs listes resteront tels qu’ils sont aujourd’hui. Les fichiers de résultats de ces campagnes seront refusés tant que vous ne les aurez pas rouvertes.",
  keep: "Ne pas archiver",
  yes: "Oui, archiver ces campagnes",
  archived: (campaigns: number, year: string) =>
    campaigns === 0
      ? `Les campagnes de l’année ${year} étaient déjà archivées.`
      : `${count(campaigns, "campagne archivée", "campagnes archivées")} pour l’année ${year}.`,
  openTitle: "Années à archiver",
  openText:
    "Archivez une année quand ses campagnes sont terminées, avant de préparer les campagnes de la suivante.",
  open: (campaigns: number) => count(campaigns, "campagne non archivée", "campagnes non archivées"),
};
