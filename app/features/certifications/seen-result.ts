/** What a form showed of a kept result: a colleague may have changed it before the form is sent. */
export function seenOf(result: { year: string; division: string; pupilId: string | null }): string {
  return JSON.stringify([result.year, result.division, result.pupilId]);
}
