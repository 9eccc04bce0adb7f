/** Characters that some system refuses or treats as special in a path, a link or a spreadsheet. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are among what is refused
const UNSAFE = /[\u0000-\u001f\u007f<>:"/\\|?*#%&]+/g;
/** Windows treats these names as devices, whatever follows the first dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const LONGEST = 80;

/** A class as the name of a folder or of a file, on any system and in a link. `3E/A #1` gives `3E-A -1`. */
export function safeName(name: string): string {
  const plain = name
    .toWellFormed()
    .normalize("NFC")
    .replace(UNSAFE, "-")
    .replace(/\s+/g, " ")
    .trim();
  const short = Array.from(plain)
    .slice(0, LONGEST)
    .join("")
    .replace(/^\.+|[. ]+$/g, "");
  if (short === "") return "sans nom";
  return DEVICE.test(short) ? `classe ${short}` : short;
}

/** Gives unique names, even on case-insensitive systems: the second `3e a` becomes `3e a (2)`. */
export function createNames(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    const safe = safeName(name);
    for (let copy = 1; ; copy += 1) {
      const tried = copy === 1 ? safe : `${safe} (${copy})`;
      const key = tried.toLowerCase();
      if (taken.has(key)) continue;
      taken.add(key);
      return tried;
    }
  };
}

/** A path of the archive as the `href` of a link. */
export function linkTo(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

/** `20240714_archive_0808088X.zip`. */
export function archiveFilename(day: string, uai: string): string {
  return `${day.replaceAll("-", "")}_archive_${uai}.zip`;
}
