import { count, formatDate, formatMoment, formatNumber } from "./format.ts";
import { ofName } from "./names.ts";

type Counts = {
  added: number;
  changed: number;
  reactivated: number;
  deactivated: number;
};

/** `année 2026-2027, exporté le 02/09/2026`: what a file says of itself; "" when it says nothing. */
export function aboutFile(file: { schoolYear: string | null; exportedAt: string | null }): string {
  return [
    file.schoolYear && `année ${file.schoolYear}`,
    file.exportedAt && `exporté le ${formatDate(file.exportedAt)}`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** The file is not of the current school year: the same sentence before and after sending. */
export function otherYear(
  fileYear: string,
  exportedAt: string | null,
  currentYear: string,
): string {
  const exported = exportedAt ? `, exporté le ${formatDate(exportedAt)}` : "";
  return `Ce fichier est celui de l’année ${fileYear}${exported} ; nous sommes en ${currentYear}.`;
}

function onlyOf(found: number): string {
  if (found < 2) return found === 0 ? "aucun" : "qu’un seul";
  return `que ${formatNumber(found)}`;
}

/** Why an import waits for confirmation, one sentence per reason. */
export const waitingReasons = {
  year: otherYear,
  older: (thisFile: string, lastFile: string) =>
    `Ce fichier a été exporté le ${formatMoment(thisFile)}, avant le dernier fichier importé, exporté le ${formatMoment(lastFile)}. Est-ce bien le fichier le plus récent ?`,
  "few-in-common": (found: number, active: number) =>
    `Ce fichier ne contient ${onlyOf(found)} des ${count(active, "élève actif", "élèves actifs")} de votre base. Est-ce bien celui de votre établissement ?`,
  brake: (active: number, deactivated: number) =>
    deactivated === active
      ? `Cet import désactiverait tous les élèves actifs de votre base (${formatNumber(active)}).`
      : `Cet import désactiverait ${formatNumber(deactivated)} des ${count(active, "élève actif", "élèves actifs")} de votre base, soit plus de la moitié.`,
  anomalies: (odd: number) =>
    `L’identité ${odd === 1 ? "d’un élève" : `de ${formatNumber(odd)} élèves`} du fichier diffère de celle de votre base : c’est plus d’un élève sur vingt.`,
  asked: "Vous avez demandé à afficher les changements avant de les appliquer.",
};

/** The page of an import that waits for confirmation. */
export const waiting = {
  title: "Cet import est en attente de votre confirmation",
  sent: (filename: string, person: string, iso: string) =>
    `${filename} · déposé par ${person} le ${formatMoment(iso)}`,
  about: (file: string) => `Fichier : ${file}.`,
  unchanged: "Rien n’a changé dans votre base.",
  toDecision: "Aller à la décision",
  facts: {
    label: "Ce que le fichier indique",
    year: "Année du fichier",
    yearOk: "C’est l’année en cours.",
    yearBad: (current: string) => `Nous sommes en ${current}.`,
    exported: "Date de l’export",
    exportedOk: "Aucun fichier plus récent n’a été importé.",
    exportedBad: (last: string) => `Le dernier fichier importé date du ${formatDate(last)}.`,
    school: "Établissement",
    schoolOk: "C’est bien le vôtre.",
    none: "Non indiqué",
    noneText: "Le fichier ne l’indique pas.",
    common: (found: number, active: number) =>
      `${found === 0 ? "Aucun élève n’est connu" : count(found, "élève est connu", "élèves sont connus")} sur ${formatNumber(active)}.`,
    known: "Plus de la moitié de vos élèves s’y trouvent.",
  },
  unchecked:
    "Un fichier Fregata n’indique pas son établissement, et votre base ne comptait pas assez d’élèves pour le comparer : l’établissement n’a pas pu être vérifié. Contrôlez la liste des élèves.",
  effects: "Effets prévus",
  total: (before: number, after: number) =>
    `La base passerait de ${formatNumber(before)} à ${count(after, "élève actif", "élèves actifs")}.`,
  same: "Le fichier est identique à la base : rien ne changerait.",
  levels: {
    title: "Par niveau, aujourd’hui et après",
    picture: "Élèves par niveau, avant et après. Les chiffres sont dans le tableau qui suit.",
    before: "Aujourd’hui",
    after: "Après",
    stays: "même niveau",
    moves: "autre niveau",
    leaves: "désactivés",
    arrives: "ajoutés ou réactivés",
    figures: "Le même tableau, en chiffres",
    columns: {
      level: "Niveau",
      before: "Avant",
      stays: "Restent",
      movesOut: "Vers un autre",
      leaves: "Désactivés",
      movesIn: "D’un autre",
      arrives: "Ajoutés",
      after: "Après",
    },
    reading: (stays: number, before: number) =>
      before > 0 && stays * 2 < before
        ? `Sur ${count(before, "élève", "élèves")}, ${stays === 0 ? "aucun ne resterait dans son" : count(stays, "seulement resterait dans son", "seulement resteraient dans leur")} niveau : c’est le signe d’un fichier d’une autre année.`
        : `Sur ${count(before, "élève", "élèves")}, ${count(stays, "resterait dans son", "resteraient dans leur")} niveau.`,
  },
  decision: {
    title: "Votre décision",
    expires: (moment: string) =>
      `Sans réponse avant le ${moment}, l’import sera annulé et la base restera telle qu’elle est.`,
    cancel: "Annuler cet import",
    recommended: "Recommandé.",
    cancelHelp: "La base restera telle qu’elle est ; vous pourrez déposer un autre fichier.",
    confirm: (counts: Counts) => confirmLabel(counts),
    leavers:
      "Ces élèves n’apparaîtraient plus dans le menu « Élèves » ; leur compte n’est pas impacté.",
    see: (n: number) => (n < 2 ? "Voir l’élève" : `Voir les ${formatNumber(n)} élèves`),
    undo: "L’import pourra être annulé jusqu’au prochain import.",
  },
};

/** The button names its effect: how many pupils are deactivated, else how many change. */
function confirmLabel({ added, changed, reactivated, deactivated }: Counts): string {
  if (deactivated > 0) {
    return `Désactiver ${count(deactivated, "élève", "élèves")} et importer`;
  }
  const moved = added + changed + reactivated;
  return moved === 0
    ? "Importer sans rien changer"
    : `Importer : ${count(moved, "élève ajouté ou modifié", "élèves ajoutés ou modifiés")}`;
}

/** What is odd in a file compared with the base. */
export const anomalies = {
  waitingTitle: "À vérifier",
  doneTitle: "À vérifier dans le dernier import",
  title: {
    "other-ine": (n: number) => `Même élève, autre INE · ${count(n, "élève", "élèves")}`,
    "birth-date": (n: number) => `Date de naissance différente · ${count(n, "élève", "élèves")}`,
    sex: (n: number) => `Sexe différent · ${count(n, "élève", "élèves")}`,
    "class-gone": (n: number) =>
      n < 2
        ? "Une classe de la base n’est pas dans le fichier"
        : `${formatNumber(n)} classes de la base ne sont pas dans le fichier`,
  },
  fix: {
    "other-ine": (done: boolean, tool: string) =>
      done
        ? "Chacun a deux fiches : l’ancienne, désactivée, et la nouvelle. Si c’est bien le même élève, ses résultats de certification peuvent suivre sur la nouvelle."
        : `Chacun aurait une seconde fiche, et la première serait désactivée. Vérifiez l’INE dans ${tool}, puis exportez à nouveau le fichier.`,
    "birth-date": (tool: string) => `Un INE désigne un seul élève. Vérifiez la date dans ${tool}.`,
    sex: (tool: string) => `Vérifiez le champ sexe dans ${tool}.`,
    "class-gone": (_tool: string) =>
      "Vérifiez que l’export contient toutes les classes. C’est normal si la classe a changé de nom ou n’existe plus.",
  },
  who: (pupil: string, division: string) => (division ? `${pupil}, ${division}` : pupil),
  ine: (before: string, after: string) => `INE ${before} dans la base, ${after} dans le fichier`,
  value: (before: string, after: string) => `${before} dans la base, ${after} dans le fichier`,
  sex: (code: string) => ({ F: "féminin", M: "masculin" })[code] ?? "non renseigné",
  pupils: (n: number) => count(n, "élève actif", "élèves actifs"),
  rest: (n: number) => `et ${count(n, "autre", "autres")}`,
  separator: " : ",
  sheet: "Fiche",
  oldSheet: "Ancienne fiche",
  newSheet: "Nouvelle fiche",
  of: (pupil: string) => ` ${ofName(pupil)}`,
  follow: (n: number) => `C’est le même élève : rattacher ${count(n, "résultat", "résultats")}`,
  followed: "Les résultats de certification sont maintenant sur la nouvelle fiche.",
};

/** The lists of an import that waits: its predicted changes. */
export const predictedLists = {
  title: {
    ajoutes: "Élèves qui seraient ajoutés",
    modifies: "Élèves qui seraient modifiés",
    reactives: "Élèves qui seraient réactivés",
    desactives: "Élèves qui seraient désactivés",
    "non-importes": "Élèves qui ne seraient pas importés",
  },
  intro: {
    ajoutes: "Ils ne sont pas dans la base.",
    modifies: "Leurs informations seraient mises à jour.",
    reactives: "Ils sont désactivés et figurent à nouveau dans le fichier.",
    desactives:
      "Ils sont actifs et ne seraient pas importés du fichier, pour le motif indiqué. Leur compte n’est pas impacté.",
    "non-importes":
      "Ils sont dans le fichier mais ne seraient pas importés, pour le motif indiqué.",
  },
  waits: "Cet import est en attente de confirmation : rien n’a changé dans votre base.",
};
