import { onDisk } from "../../platform/attachment.ts";

/** `20240714_attestations_3A.pdf`: `day` is an ISO date, the day of the download. */
export function attestationsFilename(day: string, what: string): string {
  return onDisk(`${day.replaceAll("-", "")}_attestations_${what}.pdf`);
}
