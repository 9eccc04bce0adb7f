/** `20240714_attestations_3A.pdf`: `day` is an ISO date, the day of the download. */
export function attestationsFilename(day: string, what: string): string {
  return `${day.replaceAll("-", "")}_attestations_${what}.pdf`;
}

/** `20240714_archive_0808088X.zip`. */
export function archiveFilename(day: string, uai: string): string {
  return `${day.replaceAll("-", "")}_archive_${uai}.zip`;
}

/** A header that keeps any name (RFC 5987), with a plain one beside for whoever does not read it. */
export function attachment(filename: string, plain: string): string {
  const encoded = encodeURIComponent(filename.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
