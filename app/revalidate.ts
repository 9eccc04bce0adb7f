/** For pages that decide: after a refusal too they load what is true now, which React Router leaves out. */
export function revalidateAlways(): boolean {
  return true;
}
