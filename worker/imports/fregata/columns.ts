// TEMPORARY STUB by the lead: overwrite it.
export function looksLikeFregata(_head: Uint8Array): boolean {
  return false;
}
