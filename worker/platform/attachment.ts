/**
 * The `Content-Disposition` of a file to download, which keeps any name (RFC 5987); `plain` is for whoever
 * does not read it.
 */
export function attachment(filename: string, plain: string): string {
  const encoded = encodeURIComponent(filename.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** What a file system refuses in a name becomes a hyphen; the name of the class keeps the rest. */
export function onDisk(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  return name.replace(/[/\\:*?"<>|\u0000-\u001f]/g, "-");
}
