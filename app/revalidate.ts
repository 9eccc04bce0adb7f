/** For pages with decisions: reloads their data after a refusal too, which React Router does not do by default. */
export function revalidateAlways(): boolean {
  return true;
}
