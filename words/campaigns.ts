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
    `${quoted(value)} n’est pas un code de campagne : un code comporte six lettres puis trois chiffres. Copiez-le à nouveau depuis Pix.`,
  CODE_TAKEN: ({ value, other }) =>
    `Le code ${quoted(value)} est déjà celui de la campagne ${quoted(other ?? "")}. Vérifiez à quelle campagne il correspond.`,
  LEVEL_ABSENT: ({ value }) =>
    `La base élèves n’a aucun élève actif de ce niveau (${quoted(value)}) pour cette année scolaire. Importez la base, ou retirez cette ligne.`,
  LEVEL_MISSING: ({ value }) =>
    `Le niveau n’est pas écrit dans cette ligne (${quoted(value)}). Ajoutez-le, par exemple «\u202f6e ABCDEF234\u202f».`,
  KIND_LEVEL: ({ value }) =>
    `Ce type de campagne n’est pas prévu pour ce niveau (${quoted(value)}). Choisissez un autre niveau, ou le type « Autre campagne ».`,
  HOST_NOT_ALLOWED: ({ value }) =>
    `${quoted(value)} n’est pas un lien https du site de Pix : il n’a pas été enregistré. Collez le code lui-même, ou le lien copié depuis Pix.`,
  KIND_INVALID: ({ value }) => `${quoted(value)} n’est pas un type de campagne.`,
  VARIANT_INVALID: () => "La variante dépasse 40 caractères. Raccourcissez-la.",
  NAME_INVALID: () => "Le nom de la campagne dépasse 100 caractères. Raccourcissez-le.",
  STATE_INVALID: ({ value }) =>
    `${quoted(value)} n’est pas un état de campagne. Ouvrez-la ou fermez-la.`,
  CODE_MISSING: () => "Cette campagne n’a pas encore de code. Saisissez-le pour l’ouvrir.",
  DUE_INVALID: ({ value }) =>
    `${quoted(value)} n’est pas une date. Écrivez-la sous la forme 2026-10-16.`,
};

/** Why a campaign is refused, and what to do. */
export function campaignFaultMessage(fault: Fault): string {
  return FAULTS[fault.code]?.(fault) ?? "";
}

/** Error for a code that holds O, I, 0 or 1. */
export const doubtfulCode =
  "Ce code contient un O, un I, un 0 ou un 1, que Pix n’utilise pas habituellement : vérifiez-le.";

/** Why requests about campaigns are refused. */
export const campaignRefusals = {
  YEAR_INVALID: "Indiquez une année scolaire, sous la forme 2026-2027.",
  BODY_INVALID: "Cette demande n’a pas la forme attendue. Actualisez la page et recommencez.",
  ARCHIVED:
    "Cette campagne est archivée\u00a0: ses nombres et ses listes ne sont plus modifiables. Rouvrez-la pour la modifier.",
  STATE_INVALID: "Cet état n’existe pas pour une campagne ou pour un élève.",
  UNKNOWN_DIVISION: "La base élèves de cette année n’a pas l’une de ces classes.",
  UNKNOWN_PUPIL: "La base élèves n’a pas l’un de ces élèves.",
  UNKNOWN_LINE:
    "L’une de ces lignes n’est plus à rattacher : actualisez la page pour voir celles qui restent.",
  INTERRUPTED: "L’envoi du fichier a été interrompu. Envoyez-le à nouveau.",
  NOTHING_TO_UNDO:
    "Il n’y a pas de fichier de résultats à annuler : seul le dernier peut être annulé, une seule fois.",
  TOO_MANY_REMINDERS:
    "Votre établissement a déjà envoyé beaucoup de relances depuis une heure\u00a0: aucune n’a été envoyée cette fois. Réessayez plus tard, avec moins d’adresses.",
  ADDRESSES_INVALID: "Saisissez de 1 à 50 adresses e-mail complètes.",
} as const;

const FROM_PIX =
  "Téléchargez-le à nouveau depuis la page de la campagne, sur Pix, et déposez-le sans le modifier.";

/** Why a results file of a campaign is refused, and what to do. */
export const resultFileRefusals = {
  NOT_A_RESULTS_FILE: `Ce fichier n’est pas le fichier de résultats d’une campagne. ${FROM_PIX}`,
  EMPTY:
    "Ce fichier n’a que sa ligne d’en-têtes\u00a0: aucun élève n’a encore commencé cette campagne.",
  FILE_INVALID: `La suite du fichier ne peut pas être lue\u00a0: un guillemet n’est jamais refermé, ou une cellule est trop longue. ${FROM_PIX}`,
  DATE_INVALID: `Une date ne peut pas être lue. ${FROM_PIX}`,
  NAME_MISSING: `Le nom ou le prénom manque. ${FROM_PIX}`,
  VALUE_INVALID: `Une valeur ne peut pas être lue. ${FROM_PIX}`,
  CAMPAIGNS_MIXED:
    "Ce fichier contient plusieurs campagnes. Déposez le fichier de chaque campagne séparément.",
  CODE_INVALID: `Le code de la campagne n’a pas la forme attendue. ${FROM_PIX}`,
  TOO_MANY_ROWS: "Ce fichier dépasse 20\u202f000 lignes. Ce n’est pas celui d’un établissement.",
  TOO_LARGE: "Ce fichier dépasse 8 Mo. Ce n’est pas celui d’une campagne d’un établissement.",
  BUSY: "Un autre fichier de résultats de votre établissement est en cours de lecture. Attendez qu’il soit terminé, puis déposez celui-ci à nouveau.",
  INTERRUPTED: "L’envoi du fichier a été interrompu. Envoyez-le à nouveau.",
  NOBODY_MATCHED:
    "Aucun élève de la base ne correspond à ce fichier. Vérifiez qu’il vient de votre établissement, et que la base de cette année scolaire a été importée.",
  ARCHIVED:
    "La campagne de ce fichier est archivée\u00a0: ses nombres ne sont plus modifiables. Rouvrez-la, puis déposez le fichier à nouveau.",
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
