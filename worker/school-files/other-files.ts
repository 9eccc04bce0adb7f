/** The types of files that are no export; each has its words in `words`. */
export type OtherFile =
  | "word"
  | "workbook"
  | "slides"
  | "text-document"
  | "old-office"
  | "office"
  | "iwork"
  | "book"
  | "pdf"
  | "image"
  | "video"
  | "web-page"
  | "rich-text"
  | "archive"
  | "program"
  | "shortcut"
  | "mail"
  /** Files of Pix or of ours that belong to another page. */
  | "fregata"
  | "results"
  | "campaign-results"
  | "pupil-list";

const OFFICE_FOLDERS: [RegExp, OtherFile][] = [
  [/(?:^|\/)word\//, "word"],
  [/(?:^|\/)xl\//, "workbook"],
  [/(?:^|\/)ppt\//, "slides"],
];
const OFFICE_TYPES: [string, OtherFile][] = [
  ["epub+zip", "book"],
  ["opendocument.text", "text-document"],
  ["opendocument.spreadsheet", "workbook"],
  ["opendocument.presentation", "slides"],
  ["opendocument", "office"],
];
const EXTENSIONS: [RegExp, OtherFile][] = [
  [/\.(docx?|docm|dotx)$/i, "word"],
  [/\.(odt|ott|pages)$/i, "text-document"],
  [/\.(xlsx?|xlsm|xlsb|ods|numbers)$/i, "workbook"],
  [/\.(pptx?|odp)$/i, "slides"],
  [/\.pdf$/i, "pdf"],
  [/\.(png|jpe?g|gif|heic|webp|bmp|tiff?|svg)$/i, "image"],
  [/\.(html?|mht)$/i, "web-page"],
  [/\.rtf$/i, "rich-text"],
  [/\.(7z|rar|gz|tgz|tar|bz2|xz)$/i, "archive"],
  [/\.(lnk|url|webloc)$/i, "shortcut"],
  [/\.(eml|msg)$/i, "mail"],
];
const SIGNATURES: [string, OtherFile][] = [
  ["%PDF-", "pdf"],
  ["\x89PNG", "image"],
  ["\xff\xd8\xff", "image"],
  ["GIF8", "image"],
  ["II*\0", "image"],
  ["MM\0*", "image"],
  ["{\\rtf", "rich-text"],
  ["7z\xbc\xaf\x27\x1c", "archive"],
  ["Rar!", "archive"],
  ["\x1f\x8b", "archive"],
  ["BZh", "archive"],
  ["\xfd7zXZ", "archive"],
  ["MZ\x90", "program"],
  ["L\0\0\0\x01\x14\x02\0", "shortcut"],
  ["[InternetShortcut]", "shortcut"],
];
/** Starts each entry of an archive; after 26 more bytes, one byte gives the length of its name. */
const LOCAL_HEADER = "PK\x03\x04";
/** The whole content of an empty archive. */
const END_RECORD = "PK\x05\x06";
const OLE = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const OFFICE_XML: [RegExp, OtherFile][] = [
  [/progid="Word\.Document"/, "word"],
  [/progid="Excel\.Sheet"/, "workbook"],
];
/** Pictures and films whose signature is not at the start, and the first lines of an e-mail. */
const SHAPES: [RegExp, OtherFile][] = [
  [/^RIFF[\s\S]{4}WEBP/, "image"],
  [/^BM[\s\S]{4}\0{4}/, "image"],
  [/^[\s\S]{4}ftyp(?:hei|hev|mif1|msf1|avi)/, "image"],
  [/^[\s\S]{4}ftyp/, "video"],
  [/^[\s\S]{257}ustar(?:\0| {2}\0)/, "archive"],
  [/^(?:MIME-Version|Return-Path|Received|Delivered-To|X-[\w-]+|From|Date|Message-ID): /i, "mail"],
];
const PICTURE =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i;
const WEB_PAGE = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html)[\s>]/i;
/** Web pages, and the marks of office programs, are recognised well before this length. */
const HEAD_BYTES = 4096;

/**
 * Recognises a file that is no export by its first bytes; null when it is unknown. 4 KiB are enough; with fewer, an
 * office document may stay unknown.
 */
export function recognizeOther(head: Uint8Array): OtherFile | null {
  const text = latin(head.subarray(0, HEAD_BYTES));
  if (text.startsWith(LOCAL_HEADER)) return officeArchive(text);
  if (text.startsWith(OLE)) return oldOffice(latin(head));
  const signed =
    SIGNATURES.find(([signature]) => text.startsWith(signature)) ??
    SHAPES.find(([shape]) => shape.test(text));
  if (signed) return signed[1];
  const plain = text.replaceAll("\0", "").replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "");
  if (WEB_PAGE.test(plain)) return "web-page";
  if (PICTURE.test(plain)) return "image";
  return plain.trimStart().startsWith("<?")
    ? (OFFICE_XML.find(([mark]) => mark.test(plain))?.[1] ?? null)
    : null;
}

/** The same for readers of text tables: for them, archives and XML are other files too. */
export function recognizeNoText(head: Uint8Array): OtherFile | "zip" | "xml" | null {
  const other = recognizeOther(head);
  if (other) return other;
  const text = latin(head.subarray(0, HEAD_BYTES));
  if (text.startsWith(LOCAL_HEADER) || text.startsWith(END_RECORD)) return "zip";
  return /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*</.test(text.replaceAll("\0", "")) ? "xml" : null;
}

/** The same for an archive, by the names of its entries; null when they are not those of a document. */
export function recognizeEntries(names: readonly string[]): OtherFile | null {
  const holds = (part: string) => names.some((name) => `/${name}`.endsWith(`/${part}`));
  // A LibreOffice file states its type in its first entry, unless it was unpacked and zipped again.
  if (holds("content.xml") && holds("META-INF/manifest.xml")) return "office";
  // Numbers, Pages and Keynote: the names do not distinguish them.
  if (names.some((name) => /(?:^|\/)Index(?:\.zip|\/.*\.iwa)$/.test(name))) return "iwork";
  if (!holds("[Content_Types].xml")) return null;
  const known = OFFICE_FOLDERS.find(([folder]) => names.some((name) => folder.test(name)));
  return known?.[1] ?? "office";
}

/** The type of a file according to its name alone. */
export function recognizeName(name: string): OtherFile | null {
  return EXTENSIONS.find(([extension]) => extension.test(name))?.[1] ?? null;
}

/** The first entry of an office document gives its type; the entries of Word and Excel follow it directly. */
function officeArchive(text: string): OtherFile | null {
  const name = text.slice(30, 30 + text.charCodeAt(26));
  if (name === "mimetype") {
    return OFFICE_TYPES.find(([type]) => text.slice(38, 160).includes(type))?.[1] ?? null;
  }
  const names: string[] = [];
  for (let at = 0; at >= 0; at = text.indexOf(LOCAL_HEADER, at + 4)) {
    names.push(text.slice(at + 30, at + 30 + text.charCodeAt(at + 26)));
  }
  return recognizeEntries(names);
}

/** Office programs before 2007, and Outlook, store the names of their parts in UTF-16. */
function oldOffice(text: string): OtherFile {
  const plain = text.replaceAll("\0", "");
  if (plain.includes("WordDocument")) return "word";
  if (plain.includes("Workbook")) return "workbook";
  if (plain.includes("PowerPoint Document")) return "slides";
  if (plain.includes("__substg1.0_")) return "mail";
  return "old-office";
}

/** Each byte as one character, whatever the encoding. */
function latin(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += HEAD_BYTES) {
    text += String.fromCharCode(...bytes.subarray(at, at + HEAD_BYTES));
  }
  return text;
}
