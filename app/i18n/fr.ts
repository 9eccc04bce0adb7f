// TEMPORARY STUB by the lead, so that the Worker can be tested: overwrite it.
export function importErrorMessage(e: Record<string, unknown>): string {
  return `.xml .zip .csv ${JSON.stringify(e)}`;
}
export function skipReasonLabel(r: string): string {
  return r;
}
export function changeKindLabel(r: string): string {
  return r;
}
export function pupilFieldLabel(r: string): string {
  return r;
}
