import { onDisk } from "../write-results.ts";

/** `20240714_attestations_3A.pdf`: `day` is an ISO date, the day of the download. */
export function attestationsFilename(day: string, what: string): string {
  return onDisk(`${day.replaceAll("-", "")}_attestations_${what}.pdf`);
}

/** `20240714_archive_0808088X.zip`. */
export function archiveFilename(day: string, uai: string): string {
  return `${day.replaceAll("-", "")}_archive_${uai}.zip`;
}
