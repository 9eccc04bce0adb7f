/** The one sentence about the validity of a link that we send: `7 jours`, `une heure`. */
export function linkValidity(period: string): string {
  return `Ce lien est valable ${period} et ne peut être utilisé qu’une fois.`;
}
