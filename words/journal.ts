import { quoted } from "./foreign-text.ts";
import { count, formatNumber } from "./format.ts";
import { asRole, ofName } from "./names.ts";

/**
 * `who` acted, `about` is the person concerned (if any): names between guillemets, or our own words for the service and
 * an erased account. `subject` and `detail` are as recorded: a sentence quotes every text from outside, so that one
 * line cannot be made to read as another.
 */
export type LineFacts = {
  who: string;
  about: string | null;
  subject: string;
  detail: Record<string, string | number>;
};
type Sentence = (line: LineFacts) => string;

const ROLES: Record<string, string> = { admin: "administrateur", member: "membre" };

function role(value: string | number | undefined): string {
  return ROLES[String(value)] ?? "membre";
}

/** Optional parts of the sentence, absent from older lines. */
function part(value: string | number | undefined, text: (value: string | number) => string) {
  return value === undefined || value === "" ? "" : text(value);
}

const NUMBERS = [
  ["added", "ajouté", "ajoutés"],
  ["changed", "modifié", "modifiés"],
  ["corrected", "corrigé", "corrigés"],
  ["reactivated", "réactivé", "réactivés"],
  ["deactivated", "désactivé", "désactivés"],
  ["skipped", "non importé", "non importés"],
  ["unmatched", "à rattacher", "à rattacher"],
] as const;

function numbers(detail: LineFacts["detail"]): string {
  const parts = NUMBERS.flatMap(([key, one, many]) =>
    detail[key] === undefined ? [] : [count(Number(detail[key]), one, many)],
  );
  return parts.length > 0 ? ` : ${parts.join(", ")}` : "";
}

/** A school's decision about results that are linked to no pupil: a file came before. */
function settled(choice: string | number): string {
  if (choice === "discard") return "écarté";
  return choice === "keep" ? "conservé hors de la base" : "rattaché";
}

const CONFIRMED: Record<string, string> = {
  year: "d’une autre année scolaire",
  older: "d’un fichier plus ancien que le précédent",
  "few-in-common": "d’un fichier qui contient peu d’élèves de la base",
  brake: "qui désactive plus de la moitié de la base",
  anomalies: "d’un fichier où beaucoup d’identités diffèrent de la base",
  asked: "après avoir vu les changements",
};

/** Why the import waited; older lines do not say it, and had only one reason. */
function confirmed(reasons: string): string {
  const parts = reasons.split(",").flatMap((reason) => CONFIRMED[reason] ?? []);
  return parts.length > 0 ? ` ${parts.join(", ")}` : "";
}

function isYear(value: string | number | undefined): boolean {
  return /^\d{4}-\d{4}$/.test(String(value));
}

/** Which certification: digits, or nothing. */
function numbered(number: string): string {
  return /^\d{1,15}$/.test(number) ? ` n° ${number}` : "";
}

function moved(detail: LineFacts["detail"]): string {
  const { division, fromDivision, year, fromYear, owner } = detail;
  const parts = [
    ...(division === fromDivision
      ? []
      : [`classe ${quoted(division ?? "", 40)} au lieu de ${quoted(fromDivision ?? "", 40)}`]),
    ...(year !== fromYear && isYear(year) && isYear(fromYear)
      ? [`année ${year} au lieu de ${fromYear}`]
      : []),
    ...(owner === "pupil" ? ["rattaché à un élève de la base"] : []),
    ...(owner === "outside" ? ["détaché de la base"] : []),
  ];
  return parts.length > 0 ? `\u00a0: ${parts.join(", ")}` : "";
}

/** What was exported: classes or a year, as in the name of the file. */
function named({ subject }: LineFacts): string {
  return classes(subject.replaceAll("_", ", "));
}

function classes(list: string): string {
  return part(list, (what) => ` (${quoted(what, 100)})`);
}

/** The address of an invitation. */
function invited(email: string | number | undefined): string {
  return part(email, (address) => quoted(address, 100)) || "une personne";
}

function linkOf(detail: LineFacts["detail"]): string {
  return detail.kind === "activation" ? "Le lien d’activation" : "Le lien d’invitation";
}

/** The school year of a departure, and those before. */
function until(schoolYear: string): string {
  return isYear(schoolYear) ? ` en ${schoolYear} ou avant` : "";
}

function since(day: string | number | undefined): string {
  return /^\d\d\/\d\d\/\d{4}$/.test(String(day)) ? ` à partir du ${day}` : "";
}

function ofCampaign({ name }: LineFacts["detail"]): string {
  return `la campagne${part(name, (text) => ` ${quoted(text, 100)}`)}`;
}

/** By the route that was refused; the first match wins. */
const RESERVED: Array<[RegExp, string]> = [
  [/\/imports?\b/, "l’import de la base élèves"],
  [/\/journal\b/, "le journal"],
  [/\/(equipe|members|invitations|team)\b/, "la gestion de l’équipe"],
  [/\/(campaigns|campagnes)\b/, "la gestion des campagnes"],
  [/\/certifications\b/, "les certifications"],
  [/\/(eleves|pupils)\b/, "les élèves"],
];

/** What a member was refused, from the line of `policies.ts` that names the route. */
function reserved(route: string): string {
  return RESERVED.find(([sign]) => sign.test(route))?.[1] ?? "une page";
}

const EXPORTED: Record<string, string> = {
  errors: "les erreurs",
  skipped: "les élèves non importés",
  changes: "les changements",
};

/** One sentence for each event of the journal: who did what. */
export const journalSentences = {
  "import.received": ({ who, detail }) =>
    `${who} a envoyé ${part(detail.filename, (name) => `${quoted(name, 100)}, `)}un fichier de la base élèves.`,
  "import.done": ({ who, detail }) =>
    `L’import lancé par ${who} a été appliqué à la base élèves${numbers(detail)}.`,
  "import.refused": ({ who }) =>
    `L’import lancé par ${who} a été refusé : le contenu du fichier comporte des erreurs.`,
  "import.failed": () => "Un import s’est arrêté à cause d’une erreur de notre part.",
  "import.confirmed": ({ who, detail }) =>
    `${who} a confirmé un import${confirmed(String(detail.reasons ?? "brake"))}.`,
  "import.cancelled": ({ who }) => `${who} a annulé un import avant qu’il ne soit appliqué.`,
  "import.undone": ({ who }) =>
    `${who} a annulé le dernier import : la base élèves a été rétablie telle qu’elle était avant cet import.`,
  "import.retried": ({ who }) => `${who} a relancé un import interrompu.`,
  "import.list_exported": ({ who, detail }) =>
    `${who} a téléchargé ${EXPORTED[String(detail.list)] ?? "une liste"} d’un import.`,
  "activation.requested": ({ detail }) =>
    `${part(detail.askedBy, (name) => quoted(name)) || "Une personne"} a demandé à activer ou récupérer l’espace ; un lien sera envoyé à la boîte fonctionnelle de l’établissement.`,
  "invitation.sent": ({ who, detail }) =>
    `${who} a invité ${invited(detail.email)} ${asRole(detail.role === "admin" ? "admin" : "member")}.`,
  "invitation.resent": ({ who, detail }) =>
    `${who} a renvoyé l’invitation ${ofName(invited(detail.email))} (${role(detail.role)}).`,
  "invitation.cancelled": ({ who, detail }) =>
    `${who} a annulé l’invitation ${ofName(invited(detail.email))}.`,
  "mail.sent": () =>
    "Le lien d’activation a été envoyé à la boîte fonctionnelle de l’établissement.",
  "mail.refused": ({ detail }) =>
    `${linkOf(detail)} pour ${invited(detail.email)} n’a pas été envoyé : le service de messagerie refuse cette adresse.`,
  "mail.expired": ({ detail }) =>
    `${linkOf(detail)} pour ${invited(detail.email)} a expiré avant de pouvoir être envoyé, à cause d’un problème de messagerie de notre côté.`,
  "member.joined": ({ who, detail }) =>
    `${who} a rejoint l’espace Pix Orga ${asRole(detail.role === "admin" ? "admin" : "member")}${
      detail.by === "activation"
        ? ", grâce au lien envoyé à la boîte fonctionnelle de l’établissement"
        : ""
    }.`,
  "member.role_changed": ({ who, about, detail }) =>
    about === null || about === who
      ? `Le rôle ${ofName(who)} est passé${part(detail.from, (from) => ` ${ofName(role(from))}`)} à ${role(detail.role)}.`
      : `${who} a fait passer ${about}${part(detail.from, (from) => ` ${ofName(role(from))}`)} à ${role(detail.role)}.`,
  "member.removed": ({ who, about }) =>
    `${who} a retiré ${about ?? "une personne"} de l’espace Pix Orga.`,
  "member.left": ({ who }) => `${who} a quitté l’espace Pix Orga.`,
  "results.imported": ({ who, detail }) =>
    detail.choice === undefined
      ? `${who} a importé des résultats de certification${numbers(detail)}.`
      : `${who} a ${settled(detail.choice)} ${count(Number(detail.rows ?? 0), "résultat", "résultats")} de certification.`,
  "results.corrected": ({ who, detail }) =>
    `Un fichier envoyé par ${who} a corrigé ${part(detail.corrected, (many) => count(Number(many), "résultat", "résultats")) || "des résultats"} de certification${part(detail.numbers, (list) => ` (certifications ${quoted(list, 100)})`)}.`,
  "results.followed": ({ who, detail }) =>
    `${who} a rattaché ${part(detail.results, (many) => count(Number(many), "résultat", "résultats")) || "des résultats"} de certification à la nouvelle fiche d’un élève dont l’INE a changé.`,
  "results.moved": ({ who, subject, detail }) =>
    `${who} a modifié le résultat de la certification${numbered(subject)}${moved(detail)}.`,
  "results.removed": ({ who, subject, detail }) =>
    `${who} a retiré le résultat de la certification${numbered(subject)} (classe ${quoted(detail.division ?? "", 40)}${isYear(detail.year) ? `, ${detail.year}` : ""}).`,
  "results.exported": (line) =>
    `${line.who} a exporté les résultats de certification${named(line)}.`,
  "attestations.exported": (line) =>
    `${line.who} a téléchargé les attestations de certification${named(line)}.`,
  "archive.requested": ({ who }) =>
    `${who} a demandé l’archive des résultats, des attestations et des campagnes.`,
  "archive.downloaded": ({ who }) =>
    `${who} a téléchargé l’archive des résultats, des attestations et des campagnes.`,
  "campaigns.created": ({ who, subject, detail }) =>
    `${who} a préparé ${count(Number(detail.created ?? 0), "campagne", "campagnes")}${part(detail.filled || "", (many) => ` et complété le code de ${count(Number(many), "campagne", "campagnes")}`)} pour l’année scolaire ${quoted(subject)}.`,
  "campaigns.archived": ({ who, subject, detail }) =>
    `${who} a archivé ${count(Number(detail.campaigns ?? 0), "campagne", "campagnes")} de l’année scolaire ${quoted(subject)}.`,
  "campaign.changed": ({ who, detail }) => `${who} a modifié ${ofCampaign(detail)}.`,
  "campaign.reopened": ({ who, detail }) =>
    `${who} a rouvert ${ofCampaign(detail)}, qui était archivée.`,
  "campaign.results_imported": ({ who, detail }) =>
    `${who} a importé un fichier de résultats dans ${ofCampaign(detail)}\u00a0: ${count(Number(detail.rows ?? 0), "ligne", "lignes")}, dont ${formatNumber(Number(detail.waiting ?? 0))} à rattacher.`,
  "campaign.results_undone": ({ who, detail }) =>
    `${who} a annulé le dernier fichier de résultats de ${ofCampaign(detail)}.`,
  "campaign.rows_settled": ({ who, detail }) =>
    `${who} a rattaché ${count(Number(detail.rows ?? 0), "ligne de résultats de campagne", "lignes de résultats de campagne")}.`,
  "campaign.reminded": ({ who, detail }) =>
    `${who} a envoyé une relance à ${count(Number(detail.recipients ?? 0), "collègue", "collègues")} au sujet de ${ofCampaign(detail)}.`,
  "campaign.exported": ({ who, subject, detail }) =>
    `${who} a exporté la liste de ${count(Number(detail.pupils ?? 0), "élève", "élèves")} de ${ofCampaign(detail)}${classes(subject)}.`,
  "campaign.sheets_printed": ({ who, subject, detail }) =>
    `${who} a téléchargé ${count(Number(detail.sheets ?? 0), "fiche de campagne", "fiches de campagne")}${classes(subject)}, avec la liste des élèves.`,
  "pupils.exported": ({ who, subject, detail }) =>
    `${who} a exporté la liste de ${part(detail.pupils, (many) => count(Number(many), "élève", "élèves")) || "tous les élèves"}${classes(subject)}.`,
  "pupil.data_exported": ({ who }) => `${who} a exporté toutes les données d’un élève.`,
  "pupils.leavers_warned": ({ subject, detail }) =>
    `Le service a prévenu l’établissement : les élèves partis${until(subject)} seront effacés${since(detail.on)} (${count(Number(detail.pupils) || 0, "élève", "élèves")}).`,
  "pupils.leavers_erased": ({ subject, detail }) =>
    `Le service a effacé les élèves partis${until(subject)} : ${count(Number(detail.pupils) || 0, "élève", "élèves")}, ${count(Number(detail.results) || 0, "résultat", "résultats")}. Il en reste des nombres par classe.`,
  "pupil.erased": ({ who }) => `${who} a effacé un élève et tout ce qui le concernait.`,
  "pupil.ine_shown": ({ who }) => `${who} a affiché l’INE d’un élève.`,
  "access.refused": ({ who, subject }) =>
    `Accès refusé à ${who} : ${reserved(subject)} (réservé aux administrateurs).`,
} satisfies Record<string, Sentence>;

export const journalWords = {
  title: "Journal",
  intro:
    "Historique des actions dans l’espace de votre établissement, pendant les douze derniers mois. Ces lignes ne sont pas modifiables.",
  service: "Service",
  serviceInSentence: "le service",
  deletedAccount: "Un compte supprimé",
  deletedInSentence: "un compte supprimé",
  filters: "Filtres du journal",
  kind: "Sujet",
  allKinds: "Tous les sujets",
  kinds: {
    imports: "Imports de la base élèves",
    team: "Équipe et accès",
    campaigns: "Campagnes",
    certifications: "Certifications",
    pupils: "Consultation des élèves",
    refusals: "Accès refusés",
  },
  person: "Personne",
  allPersons: "Toutes les personnes",
  from: "Du",
  to: "Au",
  apply: "Filtrer",
  clear: "Effacer les filtres",
  found: (total: number, filtered: boolean) =>
    filtered ? count(total, "ligne trouvée", "lignes trouvées") : count(total, "ligne", "lignes"),
  caption: "Journal de l’établissement : date et heure, personne, action",
  columns: { at: "Date et heure", who: "Personne", what: "Action", kind: "Sujet" },
  csv: "Télécharger en CSV",
  csvName: "journal.csv",
  emptyTitle: "Aucune action pour l’instant",
  empty: "Les imports, les invitations et les changements de rôle apparaîtront ici.",
  noneTitle: "Aucune ligne ne correspond",
  none: "Retirez un filtre ou élargissez la période.",
  firstPage: "Revenir à la première page",
};
