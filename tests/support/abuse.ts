import { ORIGIN } from "./factories.ts";

/**
 * What an attacker may send to a route that writes. The product must read no more of it than one of our forms holds,
 * and must not build lists or objects from its field names.
 */
export type Abuse = {
  name: string;
  headers: Record<string, string>;
  body: () => Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
};

const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";
const MULTIPART = "multipart/form-data; boundary=b";
const MIB = 2 ** 20;

type Fields = Array<[name: string, value: string]>;

function asMultipart(fields: Fields): string {
  const parts = fields.map(
    ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return `${parts.join("")}--b--\r\n`;
}

const asForm = (fields: Fields) => fields.map(([name, value]) => `${name}=${value}`).join("&");
const asJson = (fields: Fields) => JSON.stringify(Object.fromEntries(fields));

/** The same fields in the three encodings of a request, with a declared length and without. */
function everyWay(name: string, fields: Fields): Abuse[] {
  const ways: Array<[string, (fields: Fields) => string]> = [
    [FORM, asForm],
    [MULTIPART, asMultipart],
    [JSON_TYPE, asJson],
  ];
  return ways.flatMap(([type, write]) => {
    const bytes = new TextEncoder().encode(write(fields));
    const headers = { "Content-Type": type };
    return [
      { name: `${name}, ${type}`, headers, body: () => bytes },
      {
        name: `${name}, ${type}, with its length`,
        headers: { ...headers, "Content-Length": String(bytes.byteLength) },
        body: () => bytes,
      },
    ];
  });
}

/** One piece repeated: sixty megabytes take no memory here, and all of it in the product if it keeps them. */
function endless(bytes: number): ReadableStream<Uint8Array> {
  const piece = new Uint8Array(MIB).fill(0x61);
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      if (left <= 0) return controller.close();
      controller.enqueue(piece.subarray(0, Math.min(left, piece.byteLength)));
      left -= piece.byteLength;
    },
  });
}

function huge(type: string): Abuse[] {
  const body = () => endless(60 * MIB);
  const headers = { "Content-Type": type };
  return [
    { name: `60 MB without a length, ${type}`, headers, body },
    {
      name: `60 MB, ${type}`,
      headers: { ...headers, "Content-Length": String(60 * MIB) },
      body,
    },
  ];
}

function text(name: string, type: string, body: string): Abuse {
  const bytes = new TextEncoder().encode(body);
  return { name, headers: { "Content-Type": type }, body: () => bytes };
}

function many(count: number, nameOf: (at: number) => string): Fields {
  return Array.from({ length: count }, (_, at) => [nameOf(at), ""]);
}

const FILE_PART = '--b\r\nContent-Disposition: form-data; name="file"; filename="x.csv"\r\n\r\n';

export const ABUSES: Abuse[] = [
  ...everyWay("a list of ten million", [["a[9999999]", "1"]]),
  ...everyWay("a list of a thousand million", [["a[999999999]", "1"]]),
  ...everyWay("deep names with dots", [[Array(5000).fill("a").join("."), "1"]]),
  ...everyWay("deep names with brackets", [[`a${"[b]".repeat(5000)}`, "1"]]),
  ...everyWay("an order to the library of forms", [["__intent__", "validate"]]),
  ...everyWay("a state of the library of forms", [["__state__", "{}"]]),
  ...everyWay("the prototype", [["__proto__", "1"]]),
  ...everyWay("what every object has", [["constructor", "1"]]),
  ...everyWay(
    "30 000 fields",
    many(30_000, (at) => `f${at}`),
  ),
  ...everyWay(
    "101 fields",
    many(101, (at) => `f${at}`),
  ),
  ...everyWay("1 MB in one field", [["email", "a".repeat(MIB)]]),
  text("one name again and again", FORM, "a=&".repeat(50_000)),
  text("one name twice", FORM, "a=1&a=2"),
  text("deep JSON", JSON_TYPE, `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`),
  text("JSON that is cut", JSON_TYPE, '{"email":"a'),
  text("no JSON", JSON_TYPE, "\u0000"),
  text("a form of text", "text/plain", "a=1"),
  text("a picture", "image/png", "PNG"),
  text("no type at all", "", "a=1"),
  text("a multipart form without a boundary", "multipart/form-data", "--b--\r\n"),
  text("no multipart form", MULTIPART, "x"),
  text("a multipart form that is cut", MULTIPART, '--b\r\nContent-Disposition: form-data; name="a'),
  text("a part without a name", MULTIPART, "--b\r\n\r\nx\r\n--b--\r\n"),
  text("a file that is cut", MULTIPART, FILE_PART),
  text("two files", MULTIPART, `${FILE_PART}x\r\n${FILE_PART}x\r\n--b--\r\n`),
  ...[FORM, MULTIPART, JSON_TYPE, "application/octet-stream"].flatMap(huge),
];

/** The request as a page of ours would send it: only its content is wrong. */
export function abusive(
  abuse: Abuse,
  url: string,
  init: { method: string; cookie: string | null },
) {
  const headers = new Headers({ ...abuse.headers, Origin: ORIGIN });
  if (abuse.headers["Content-Type"] === "") headers.delete("Content-Type");
  if (init.cookie) headers.set("Cookie", init.cookie);
  // Bytes, not a text: `Request` would set a content type for it.
  return new Request(url, { method: init.method, headers, body: abuse.body(), redirect: "manual" });
}
