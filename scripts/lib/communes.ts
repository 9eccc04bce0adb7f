/** A line of `communes.json` (`@etalab/decoupage-administratif`): a commune, or a former commune that is part of one. */
export type Commune = { code: string; nom: string; type: string };
/** A name that a code had, in `historique-communes.json` of version 0.7.0, the last with a history (1943 to 2020). */
export type PastCommune = { code: string; nom: string; type: string; dateFin?: string };

/** These communes had another code when today's pupils were born. No file of INSEE gives both codes. */
const CODES_BEFORE: Record<string, string> = { "97701": "97123", "97801": "97127" };
/** Mayotte became a department on 31 March 2011: `98511` is `97611` since. */
const MAYOTTE = /^976(?=\d\d$)/;

/**
 * One line a code, `69383 Lyon 3e Arrondissement` with a tab between, by code. A code of today has its name of today;
 * one that is no longer used has the last name it had.
 */
export function communeLines(today: Commune[], past: PastCommune[]): string {
  const names = new Map<string, string>();
  for (const { code, nom } of past.toSorted((a, b) => endOf(a).localeCompare(endOf(b)))) {
    names.set(code, nom);
  }
  for (const { code, nom } of today.toSorted((a, b) => rankOf(a) - rankOf(b))) names.set(code, nom);
  for (const [code, name] of [...names]) {
    const before = CODES_BEFORE[code] ?? code.replace(MAYOTTE, "985");
    if (!names.has(before)) names.set(before, name);
  }
  return [...names]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, name]) => `${code}\t${name.replaceAll("'", "’")}\n`)
    .join("");
}

/** The last word on a code comes from the commune itself, not from the part of a group that kept its name. */
function endOf({ type, dateFin }: PastCommune): string {
  return `${type === "COM" ? 1 : 0}${dateFin ?? "9999"}`;
}

/** A commune of today may give its code to one of its parts: the whole wins. */
function rankOf({ type }: Commune): number {
  return type === "commune-actuelle" ? 1 : 0;
}
