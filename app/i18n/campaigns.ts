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

/** `Parcours de rentrée 6e SEGPA`: the name of a campaign that no person named. */
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
  KIND_LEVEL: ({ value }) =>
    `Cette sorte de campagne n’est pas faite pour ce niveau (${quoted(value)}). Choisissez un autre niveau, ou la sorte «\u202fAutre campagne\u202f».`,
  HOST_NOT_ALLOWED: ({ value }) =>
    `${quoted(value)} n’est pas un lien https du site de Pix\u00a0: il n’a pas été pris. Collez le code lui-même, ou le lien copié depuis Pix Orga.`,
  KIND_INVALID: ({ value }) => `${quoted(value)} n’est pas une sorte de campagne.`,
  VARIANT_INVALID: () => "La variante dépasse 40 caractères. Raccourcissez-la.",
  NAME_INVALID: () => "Le nom de la campagne dépasse 100 caractères. Raccourcissez-le.",
  DUE_INVALID: ({ value }) =>
    `${quoted(value)} n’est pas une date. Écrivez-la sous la forme 2026-10-16.`,
};

/** Why a campaign was refused, and what to do. */
export function campaignFaultMessage(fault: Fault): string {
  return FAULTS[fault.code]?.(fault) ?? "";
}

/** Said of a code that holds O, I, 0 or 1. */
export const doubtfulCode =
  "Ce code contient un O, un I, un 0 ou un 1, que Pix n’emploie pas d’habitude\u00a0: vérifiez-le.";
