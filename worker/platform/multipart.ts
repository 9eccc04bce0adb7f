import { continueWith } from "./read-body.ts";
import { collectFields } from "./read-fields.ts";
import { MAX_FIELDS } from "./request-bounds.ts";

/**
 * A file of a form, readable like any `File`, but only once. Its `size` is known in advance, from the length of the
 * body; its stream breaks if the upload is cut.
 */
export type SentFile = {
  name: string;
  size: number;
  stream: () => ReadableStream<Uint8Array>;
  arrayBuffer: () => Promise<ArrayBuffer>;
};
export type SentForm = { fields: FormData; file: SentFile | null };

/** A part's headers: its disposition and its type. */
const MAX_HEADERS = 2000;

type Start = {
  bytes: Uint8Array;
  /** The stream after `bytes`, and the length of the whole body; null when `bytes` is all of it. */
  rest: { more: ReadableStream<Uint8Array>; length: number } | null;
};

/**
 * A `multipart/form-data` body (RFC 7578) whose start is in memory: plain fields and at most one file. If the body goes
 * on beyond its start, its last part is the file, which is never held in memory. Null for a malformed body.
 */
export function readMultipart({ bytes, rest }: Start, boundary: string): SentForm | null {
  // One character per byte, whatever the bytes are: offsets in the text are offsets in the bytes.
  const text = new TextDecoder("latin1").decode(bytes);
  const mark = `--${boundary}`;
  const pairs: Array<[string, string]> = [];
  let sent: (SentFile & { field: string }) | null = null;
  const collect = () => {
    const fields = collectFields(pairs);
    if (sent) fields?.delete(sent.field);
    return fields && { fields, file: sent };
  };
  let at = text.startsWith(mark) ? mark.length : -1;
  while (at >= 0 && text.startsWith("\r\n", at) && pairs.length <= MAX_FIELDS) {
    const headersEnd = text.indexOf("\r\n\r\n", at);
    if (headersEnd < 0 || headersEnd - at > MAX_HEADERS) return null;
    const part = readHeaders(bytes.subarray(at, headersEnd));
    if (!part || (part.filename !== null && sent)) return null;
    const begin = headersEnd + 4;
    const end = text.indexOf(`\r\n${mark}`, begin);
    const isFile = part.filename !== null;
    // A field must end in memory; so must a file, unless the body goes on.
    if (end < 0 && !(isFile && rest)) return null;
    const content = bytes.subarray(begin, isFile && rest ? bytes.byteLength : end);
    pairs.push([part.field, isFile ? "" : new TextDecoder().decode(content)]);
    if (part.filename !== null) {
      const found = rest ? streamFile(content, begin, rest, `\r\n${mark}`) : wholeFile(content);
      if (!found) return null;
      sent = { field: part.field, name: part.filename, ...found };
      if (rest) return collect();
    }
    at = end + 2 + mark.length;
  }
  // Nothing may follow the end of the form.
  if (at < 0 || rest || !/^--(\r\n)?$/.test(text.slice(at, at + 5))) return null;
  return collect();
}

function wholeFile(content: Uint8Array) {
  return asFile(content.byteLength, new Blob([content.slice()]).stream());
}

function asFile(size: number, body: ReadableStream<Uint8Array>) {
  return { size, stream: () => body, arrayBuffer: () => new Response(body).arrayBuffer() };
}

function readHeaders(bytes: Uint8Array): { field: string; filename: string | null } | null {
  const text = new TextDecoder().decode(bytes);
  const [, disposition = ""] = /^content-disposition:[ \t]*form-data(;.*)$/im.exec(text) ?? [];
  const field = /;[ \t]*name="([^"]*)"/i.exec(disposition)?.[1];
  if (field === undefined) return null;
  const plain = /;[ \t]*filename="([^"]*)"/i.exec(disposition)?.[1];
  const coded = /;[ \t]*filename\*=utf-8''([^;\s]*)/i.exec(disposition)?.[1];
  return { field, filename: readName(coded) ?? plain?.replaceAll("%22", '"') ?? null };
}

function readName(coded: string | undefined): string | null {
  try {
    return coded === undefined ? null : decodeURIComponent(coded);
  } catch {
    return null;
  }
}

/**
 * The bytes of a file that goes on beyond the start of its body. Only its end shows that it is complete and the last
 * part: otherwise the stream breaks there.
 */
function streamFile(
  first: Uint8Array,
  begin: number,
  rest: NonNullable<Start["rest"]>,
  delimiter: string,
) {
  const ending = `${delimiter}--\r\n`;
  const size = rest.length - begin - ending.length;
  if (size < 0) return null;
  let given = 0;
  /** The last bytes of the previous chunk, where a delimiter may have begun; then the ending itself. */
  let tail = "";
  const check = (piece: Uint8Array) => {
    const text = tail + new TextDecoder("latin1").decode(piece);
    const found = text.indexOf(delimiter);
    const textBegins = given - tail.length;
    if (found >= 0 && textBegins + found !== size) throw new Error("the file is not the last part");
    tail = text.slice(-ending.length);
  };
  const body = continueWith(first, rest.more, (piece) => {
    if (piece === null) {
      if (tail !== ending || given !== size + ending.length) throw new Error("the form is cut");
      return null;
    }
    check(piece);
    const own = piece.subarray(0, Math.max(0, size - given));
    given += piece.byteLength;
    return own;
  });
  return asFile(size, body);
}
