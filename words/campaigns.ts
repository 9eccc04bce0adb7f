import { quoted } from "./foreign-text.ts";

export const kindNames: Record<string, string> = {
  rentree: "Parcours de rentrée",
  "attestation-6e": "Attestation 6e",
  "pix-ia": "Pix IA",
  collecte: "Collecte de profils",
  autre: "Autre campagne",
};

export const levelNames: Record<string, string> = {
  CAP1: "1re année de CAP",
  CAP2: "2e année de CAP",
  CAP3: "3e année de CAP",
};

/** `Parcours de rentrée 6e SEGPA`: the default name of a campaign. */
export function campaignName(campaign: {
  kind: string;
  level: string | null;
  variant: string;
}): string {
  const { kind, level, variant } = campaign;
  const kindName = kindNames[kind] ?? "";
  const says = level !== null && kindName.endsWith(` ${level}`);
  const levelName = level === null || says ? "" : (levelNames[level] ?? level);
  const label = variant === "segpa" ? "SEGPA" : variant;
  return [kindName, levelName, label].filter(Boolean).join(" ");
}

type Fault = { code: string; value: string; other?: string };

const FAULTS: Record<string, (fault: Fault) => string> = {
  CODE_INVALID: ({ value }) =>
    `${quoted(value)} n’est pas un code de campagne\u00a0: un code a six lettres puis trois chiffres. Copiez-le de nouveau depuis Pix Orga.`,
  CODE_TAKEN: ({ value, other }) =>
    `Le code ${quoted(value)} est déjà celui de la campagne ${quoted(other ?? "")}. Vérifiez de quelle campagne il vient.`,
  LEVEL_ABSENT: ({ value }) =>
    `La base élèves n’a aucun élève actif de ce niveau (${quoted(value)}) pour cette année scolaire. Importez la base, ou retirez cette ligne.`,
  LEVEL_MISSING: ({ value }) =>
    `Le niveau n’est pas écrit dans cette ligne (${quoted(value)}). Ajoutez-le, par exemple «\u202f6e ABCDEF234\u202f».`,
  KIND_LEVEL: ({ value }) =>
    `Cette sorte de campagne n’est pas faite pour ce niveau (${quoted(value)}). Choisissez un autre niveau, ou la sorte «\u202fAutre campagne\u202f».`,
  HOST_NOT_ALLOWED: ({ value }) =>
    `${quoted(value)} n’est pas un lien https du site de Pix\u00a0: il n’a pas été pris. Collez le code lui-même, ou le lien copié depuis Pix Orga.`,
  KIND_INVALID: ({ value }) => `${quoted(value)} n’est pas une sorte de campagne.`,
  VARIANT_INVALID: () => "La variante dépasse 40 caractères. Raccourcissez-la.",
  NAME_INVALID: () => "Le nom de la campagne dépasse 100 caractères. Raccourcissez-le.",
  STATE_INVALID: ({ value }) =>
    `${quoted(value)} n’est pas un état que l’on donne à une campagne. Ouvrez-la ou fermez-la.`,
  CODE_MISSING: () => "Cette campagne n’a pas encore de code. Donnez-le pour l’ouvrir.",
  DUE_INVALID: ({ value }) =>
    `${quoted(value)} n’est pas une date. Écrivez-la sous la forme 2026-10-16.`,
};

/** Why a campaign is refused, and what to do. */
export function campaignFaultMessage(fault: Fault): string {
  return FAULTS[fault.code]?.(fault) ?? "";
}

/** Error for a code that holds O, I, 0 or 1. */
export const doubtfulCode =
  "Ce code contient un O, un I, un 0 ou un 1, que Pix n’emploie pas d’habitude\u00a0: vérifiez-le.";

/** Why requests about campaigns are refused. */
export const campaignRefusals = {
  YEAR_INVALID: "Donnez une année scolaire, sous la forme 2026-2027.",
  BODY_INVALID: "Cette demande n’a pas la forme attendue. Actualisez la page et recommencez.",
  ARCHIVED:
    "Cette campagne est archivée\u00a0: ses nombres et ses listes ne changent plus. Rouvrez-la pour la modifier.",
  STATE_INVALID: "Cet état n’existe pas pour une campagne ou pour un élève.",
  UNKNOWN_DIVISION: "La base élèves de cette année n’a pas l’une de ces classes.",
  UNKNOWN_PUPIL: "La base élèves n’a pas l’un de ces élèves.",
  UNKNOWN_LINE:
    "L’une de ces lignes n’attend plus de réponse\u00a0: actualisez la page pour voir celles qui attendent.",
  INTERRUPTED: "L’envoi du fichier a été interrompu. Envoyez-le de nouveau.",
  NOTHING_TO_UNDO:
    "Il n’y a pas de fichier de résultats à annuler\u00a0: seul le dernier s’annule, une seule fois.",
  TOO_MANY_REMINDERS:
    "Votre établissement a déjà envoyé beaucoup de relances depuis une heure\u00a0: aucune n’est partie cette fois. Réessayez plus tard, avec moins d’adresses.",
  ADDRESSES_INVALID: "Donnez de une à cinquante adresses e-mail, écrites en entier.",
} as const;

const FROM_PIX =
  "Téléchargez-le de nouveau depuis la page de la campagne, dans Pix Orga, et déposez-le sans le modifier.";

/** Why a results file of a campaign is refused, and what to do. */
export const resultFileRefusals = {
  NOT_A_RESULTS_FILE: `Ce fichier n’est pas le fichier de résultats d’une campagne. ${FROM_PIX}`,
  EMPTY:
    "Ce fichier n’a que sa ligne d’en-têtes\u00a0: personne n’a encore commencé cette campagne.",
  FILE_INVALID: `La suite du fichier ne peut pas être lue\u00a0: un guillemet n’est jamais refermé, ou une cellule est trop longue. ${FROM_PIX}`,
  DATE_INVALID: `Une date ne peut pas être lue. ${FROM_PIX}`,
  NAME_MISSING: `Le nom ou le prénom manque. ${FROM_PIX}`,
  VALUE_INVALID: `Une valeur ne peut pas être lue. ${FROM_PIX}`,
  CAMPAIGNS_MIXED:
    "Ce fichier contient plusieurs campagnes. Déposez le fichier de chaque campagne séparément.",
  CODE_INVALID: `Le code de la campagne n’a pas la forme attendue. ${FROM_PIX}`,
  TOO_MANY_ROWS: "Ce fichier dépasse 20\u202f000 lignes. Ce n’est pas celui d’un établissement.",
  TOO_LARGE: "Ce fichier dépasse 8 Mo. Ce n’est pas celui d’une campagne d’un établissement.",
  BUSY: "Un autre fichier de résultats de votre établissement est en cours de lecture. Attendez qu’il soit terminé, puis déposez celui-ci de nouveau.",
  INTERRUPTED: "L’envoi du fichier a été interrompu. Envoyez-le de nouveau.",
  NOBODY_MATCHED:
    "Aucun élève de la base ne correspond à ce fichier. Vérifiez qu’il vient de votre établissement, et que la base de cette année scolaire est importée.",
  ARCHIVED:
    "La campagne de ce fichier est archivée\u00a0: ses nombres ne changent plus. Rouvrez-la, puis déposez le fichier de nouveau.",
} as const;

export const participantStates: Record<string, string> = {
  notBegun: "Pas commencé",
  begun: "Commencé",
  finished: "Terminé, non envoyé",
  received: "Reçu",
  left: "Parti",
  unexpected: "Participe sans être attendu",
};

export const participantFile = {
  headers: ["Élève", "Classe", "État", "Date"],
  results: ["Taux de maîtrise (0 à 1)", "Pix"],
};
