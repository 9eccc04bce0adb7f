import { count, formatDate, formatDuration, formatMoment, formatNumber } from "./format.ts";
import { type Counts, countErrors, importNumbers } from "./import-banner.ts";

/** What an undo reverts; changes that count zero are left out. */
function takenBack({ added, changed, deactivated, reactivated }: Counts): string {
  const parts = [
    added > 0 && count(added, "élève ajouté sera retiré", "élèves ajoutés seront retirés"),
    changed > 0 && count(changed, "modification sera annulée", "modifications seront annulées"),
    deactivated > 0 &&
      count(
        deactivated,
        "élève désactivé redeviendra actif",
        "élèves désactivés redeviendront actifs",
      ),
    reactivated > 0 &&
      count(reactivated, "élève réactivé sera désactivé", "élèves réactivés seront désactivés"),
  ].filter((part) => part !== false);
  return parts.length > 0 ? ` : ${parts.join(", ")}` : "";
}

export const importPage = {
  title: "Importer des élèves",
  back: "Élèves",
  start: {
    title: "Importer la liste des participants",
    can: "Cette action vous permet de :",
    actions: [
      "ajouter de nouveaux participants",
      "modifier les participants déjà importés",
      "désactiver les anciens participants",
    ],
    genuine: "Les élèves/apprentis sans INE véritable ne seront pas importés.",
    button: "Importer la liste",
    choose: "Fichier à importer",
    drop: "ou déposez le fichier ici",
    busy: "Un import est en cours : vous pourrez importer un autre fichier quand il sera terminé.",
    waits:
      "Un import est en attente de confirmation : confirmez-le ou annulez-le, puis vous pourrez importer un autre fichier.",
    seeFirst: "Afficher les changements avant de les appliquer",
    seeFirstHelp: "Ce choix sera conservé pour les prochains imports de l’établissement.",
    again: "À refaire à chaque arrivée et à chaque départ d’élève.",
  },
  upload: {
    title: (filename: string) => `Envoi du fichier «\u202f${filename}\u202f»`,
    stay: "Merci de ne pas quitter cette page pendant l’envoi.",
    cancel: "Annuler l’envoi",
    sent: "Fichier envoyé : la lecture commence.",
    cancelled: "L’envoi a été annulé. Rien n’a changé dans votre base.",
    interrupted:
      "L’envoi du fichier s’est interrompu : rien n’a été importé. Envoyez-le à nouveau.",
    network:
      "L’envoi a été interrompu : vérifiez votre connexion, puis recommencez. Rien n’a changé dans votre base.",
    unanswered:
      "L’envoi a été interrompu avant la réponse : nous ne savons pas si le fichier est arrivé. Dès que la connexion sera rétablie, cette page affichera le dernier import ; s’il n’y figure pas, recommencez.",
    failed: "L’envoi n’a pas abouti. Réessayez dans un instant. Rien n’a changé dans votre base.",
    none: "Choisissez d’abord le fichier à importer.",
    many: "Déposez un seul fichier à la fois.",
    signedOut: "Votre session a pris fin : le fichier n’a pas été importé.",
    signIn: "Se connecter à nouveau",
    tooLargeWithoutScript:
      "Sans JavaScript, le fichier ne peut pas dépasser 10 Mo. Envoyez plutôt le fichier zip de l’export.",
    refused: "Le fichier n'a pas pu être importé.",
    broken: "L’envoi du fichier s’est interrompu",
    help: "Où trouver le bon fichier, étape par étape",
  },
  active: {
    received: "Fichier reçu",
    reading: (rows: number) => `Lecture du fichier : ${count(rows, "élève lu", "élèves lus")}`,
    checking: (rows: number) => `Vérification de ${count(rows, "élève", "élèves")}`,
    applying: "Mise à jour de la base",
    by: (filename: string, person: string) => `${filename} · déposé par ${person}`,
    leave: "Vous pouvez quitter cette page, l’import continue.",
    cancel: "Annuler l’import",
    refresh: "Actualiser la page pour suivre l’import",
  },
  steps: {
    label: "Étapes de l’import",
    names: ["Envoi", "Lecture", "Vérification", "Mise à jour de la base"],
    states: { done: "terminé", now: "en cours", todo: "à venir" },
    percent: (percent: number) => `${percent}\u202f%`,
  },
  done: {
    title: (iso: string, person: string) =>
      `Dernier fichier importé avec succès le ${formatDate(iso)} par ${person}.`,
    facts: (filename: string, ms: number, active: number | null) =>
      [
        filename,
        formatDuration(ms),
        active !== null && `la base compte ${count(active, "élève actif", "élèves actifs")}`,
      ]
        .filter(Boolean)
        .join(" · "),
    unchanged: (unchanged: number) =>
      `${count(unchanged, "élève était", "élèves étaient")} déjà à jour.`,
    nothing: "Le fichier est identique à la base : rien n’a changé.",
    undo: "Annuler cet import",
  },
  undo: {
    title: "Annuler cet import ?",
    text: (counts: Counts) =>
      `La base élèves sera rétablie telle qu’elle était avant cet import${takenBack(counts)}.`,
    once: "Aucun autre import ne pourra ensuite être annulé avant le prochain.",
    yes: "Oui, annuler cet import",
    no: "Conserver cet import",
    done: (iso: string) => `L’import du ${formatDate(iso)} a été annulé.`,
    doneText: "La base élèves a été rétablie telle qu’elle était avant cet import.",
  },
  refused: {
    title: "Le contenu du fichier comporte des erreurs.",
    see: "voir la liste des erreurs",
    text: (iso: string, person: string) =>
      `Le fichier a été importé le ${formatDate(iso)} par ${person}. Merci de corriger les erreurs et d'importer à nouveau le fichier.`,
    unchanged: (filename: string) =>
      `${filename} · Aucun élève n’a été importé : rien n’a changé dans votre base.`,
    errors: "Erreurs dans le dernier fichier importé :",
    csv: "Liste des erreurs (CSV)",
    group: (title: string, shown: number) => `${title} · ${count(shown, "élève", "élèves")}`,
    more: (shown: number, total: number, atLeast = false) =>
      `Les ${formatNumber(shown)} premières erreurs sont affichées, sur ${atLeast ? "plus de " : ""}${formatNumber(total)}.`,
    total: (total: number, atLeast = false) => countErrors(total, atLeast),
    stopped:
      "Presque toutes les lignes du fichier sont incorrectes : la lecture s’est arrêtée avant la fin. C’est sans doute le fichier entier qu’il faut exporter à nouveau.",
    help: "En savoir plus",
    rest: (rest: number) => `Afficher ${count(rest, "autre", "autres")}`,
    purged:
      "Le détail des erreurs a été effacé, pour protéger les données personnelles des élèves.",
  },
  failed: {
    reference: "Si l’erreur se reproduit, indiquez-nous la référence de cet import :",
    support: "Contact :",
    title: "L’import n’a pas abouti : votre fichier n’est pas en cause.",
    text: "Une erreur s’est produite de notre côté. Rien n’a changé dans votre base.",
    retry: "Réessayer",
    retryText: "Vous n’avez pas besoin d’envoyer le fichier à nouveau.",
    gone: "Le fichier n’est plus conservé : merci de l’importer à nouveau.",
  },
  cancelled: {
    title: "L’import a été annulé.",
    text: (filename: string, iso: string) =>
      `${filename}, déposé le ${formatDate(iso)}. Rien n’a changé dans votre base.`,
  },
  numbers: {
    label: "Résultat de l’import",
    ajoutes: (n: number) => (n < 2 ? "ajouté" : "ajoutés"),
    modifies: (n: number) => (n < 2 ? "modifié" : "modifiés"),
    reactives: (n: number) => (n < 2 ? "réactivé" : "réactivés"),
    desactives: (n: number) => (n < 2 ? "désactivé" : "désactivés"),
    "non-importes": (n: number) => (n < 2 ? "non importé" : "non importés"),
    why: (n: number) => (n === 0 ? "" : " : voir pourquoi"),
  },
  followConflict:
    "Ces résultats ont déjà été rattachés, ou les deux fiches n’ont plus le même nom et la même date de naissance.",
  history: {
    title: "Imports précédents",
    caption: "Imports de l’établissement, du plus récent au plus ancien",
    columns: {
      date: "Date",
      file: "Fichier",
      by: "Déposé par",
      status: "État",
      result: "Résultat",
    },
    errors: countErrors,
    detail: "Voir le détail",
    detailOf: (iso: string) => ` de l’import du ${formatMoment(iso)}`,
    empty: "Les imports de votre établissement apparaîtront ici, avec leur date et leur résultat.",
    result: importNumbers,
  },
  samples: "Pour essayer : des fichiers d’exemple sont proposés dans la documentation.",
};

export const peek = {
  title: {
    OTHER_SCHOOL: "Ce fichier concerne un autre établissement",
    OTHER_EXPORT: "Ce fichier n’est pas celui des élèves",
    OTHER_YEAR: "Ce fichier concerne une autre année scolaire",
  },
  otherSchool: (found: string, expected: string) =>
    found
      ? `Ce fichier concerne l’établissement ${found} ; cet espace est celui de l’établissement ${expected}. L’import sera refusé.`
      : `Ce fichier n’indique pas son établissement ; cet espace est celui de l’établissement ${expected}. L’import sera refusé.`,
  otherExport: (root: string) =>
    `C’est un autre export de SIECLE («\u202f${root}\u202f»). Choisissez l’export «\u202fÉlèves sans adresse\u202f».`,
  waits: "Si vous l’importez, les changements s’afficheront avant d’être appliqués.",
  about: (year: string, exportedAt: string) =>
    [year && `année scolaire ${year}`, exportedAt && `exporté le ${exportedAt}`]
      .filter(Boolean)
      .join(", "),
  anyway: "Importer quand même",
  other: "Choisir un autre fichier",
};

export const lists = {
  title: {
    ajoutes: "Élèves ajoutés",
    modifies: "Élèves modifiés",
    reactives: "Élèves réactivés",
    desactives: "Élèves désactivés",
    "non-importes": "Élèves non importés",
  },
  intro: {
    ajoutes: "Ils n’étaient pas dans la base avant cet import.",
    modifies: "Leurs informations ont été mises à jour.",
    reactives: "Ils étaient désactivés et figurent à nouveau dans le fichier.",
    desactives:
      "Ils étaient actifs et n’ont pas été importés du fichier, pour le motif indiqué. Leur compte n’est pas impacté.",
    "non-importes": "Ils sont dans le fichier mais n’ont pas été importés, pour le motif indiqué.",
  },
  of: (filename: string, iso: string, person: string) =>
    `${filename}, déposé le ${formatMoment(iso)} par ${person}`,
  navigation: "Listes de cet import",
  csv: "Télécharger la liste (CSV)",
  tab: {
    ajoutes: "Ajoutés",
    modifies: "Modifiés",
    reactives: "Réactivés",
    desactives: "Désactivés",
    "non-importes": "Non importés",
  },
  columns: {
    pupil: "Élève",
    division: "Classe",
    change: "Ce qui change",
    reason: "Motif et solution",
    why: "Motif",
    line: "Ligne",
    ine: "INE",
  },
  noName: "Élève sans nom",
  nothing: "(vide)",
  change: (field: string) => `${field} : `,
  becomes: "devient",
  empty: "Aucun élève dans cette liste.",
  purgedTitle: "Cette liste a été effacée",
  purged: (total: number) =>
    `Pour protéger les données personnelles des élèves, les noms ne sont plus conservés. Il en reste le nombre : ${formatNumber(total)}.`,
  back: "Importer des élèves",
};
