/** The page that a URL asks for, from 1 to 999 999; 1 for any other value. */
export function readPageNumber(raw: string | null | undefined): number {
  return raw && /^[1-9]\d{0,5}$/.test(raw) ? Number(raw) : 1;
}
