/**
 * `ANNEE_SCOLAIRE` is the year of the first term, alone or with the next: `2026`, `2026-2027` and `2026/27` give
 * `2026-2027`; "" when it is not a school year.
 */
export function schoolYearFrom(value: string): string {
  const [, first, next] =
    /^([12]\d{3})(?:\s*[-/_\u2010\u2011\u2013]?\s*([12]\d{3}|\d{2}))?$/.exec(value) ?? [];
  if (first === undefined) return "";
  const year = `${first}-${Number(first) + 1}`;
  return next === undefined || year.endsWith(next) ? year : "";
}
