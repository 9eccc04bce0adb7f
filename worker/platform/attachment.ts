/**
 * The `Content-Disposition` of a file to download, which keeps any name (RFC 5987); `plain` is for programs that do not
 * read it.
 */
export function attachment(filename: string, plain: string): string {
  const encoded = encodeURIComponent(filename.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** Characters that a file system refuses in a name become hyphens; the other characters of the class name stay. */
export function onDisk(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are removed
  return name.replace(/[/\\:*?"<>|\u0000-\u001f]/g, "-");
}
