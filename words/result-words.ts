import { formatNumber } from "./format.ts";

/** The words of a certification result, the same on every page, in every file and on the attestations. */

type Mark = { status: keyof typeof resultStatuses; score: number | null };

export const resultStatuses = {
  validated: "Validée",
  rejected: "Non obtenue",
  cancelled: "Annulée",
  error: "En erreur",
  started: "Démarrée",
};

export function scoreWords(score: number): string {
  return `${formatNumber(score)} pix`;
}

/** The score of a validated result: for any other, a file may hold a number that was not obtained. */
export function resultScore({ status, score }: Mark): string {
  return status === "validated" && score !== null ? scoreWords(score) : "–";
}

/** `Validée, 602 pix`. */
export function resultMark(mark: Mark): string {
  const score = resultScore(mark);
  return [resultStatuses[mark.status], score === "–" ? "" : score].filter(Boolean).join(", ");
}
