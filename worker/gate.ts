import type { MiddlewareHandler } from "hono";
import { gateWords as words } from "#words/gate.ts";
import type { Member } from "./organizations/member.ts";
import { readMultipart, type SentForm } from "./platform/multipart.ts";
import { problem } from "./platform/problem.ts";
import { readStart } from "./platform/read-body.ts";
import { readJson, readUrlencoded } from "./platform/read-fields.ts";
import {
  FIELDS_MS,
  MAX_FIELDS_BYTES,
  MAX_FILE_FORM_BYTES,
  MAX_QUERY_LENGTH,
  MAX_QUERY_PARAMETERS,
} from "./platform/request-bounds.ts";
import { bodyOf } from "./policies.ts";

export type HttpEnv = {
  Bindings: Env;
  Variables: {
    requestId: string;
    secureHeadersNonce?: string;
    member: Member;
    /** The body as the gate read it. */
    form?: SentBody;
    json?: unknown;
  };
};

/** Why a body is refused before any route sees it. */
export type BodyFault = { status: 400 | 408 | 411 | 413 | 415 };
/** A file too long for its page, which reports it itself. */
export type FileFault = { status: 411 | 413; file: true };
export type SentBody = SentForm | BodyFault | FileFault;

/**
 * The only reader of request bodies, before every route. It counts while reading, whatever the declared length, and no
 * route sees a body that is longer, or has more fields or other names, than ours have. A route gets the parsed body
 * (`form`, `json`), never the stream; only a file is left to be streamed. Pages report a refusal themselves
 * (`app/root.tsx`).
 */
export const gate: MiddlewareHandler<HttpEnv> = async (c, next) => {
  const request = c.req.raw;
  const { method, path } = c.req;
  if (isLongQuery(request.url)) return longQuery();
  if (["GET", "HEAD", "OPTIONS"].includes(method)) return await next();
  const takes = bodyOf(method, path);
  if (takes === "form" || takes === "file-form") {
    c.set("form", await readForm(request, { takesFile: takes === "file-form" }));
  }
  if (takes === "json") {
    const sent = await readJsonBody(request);
    if ("status" in sent) return refusal(sent);
    c.set("json", sent.json);
  }
  await next();
};

/** The fields of a form; its file, where the page takes one, is not read yet. */
async function readForm(request: Request, page: { takesFile: boolean }): Promise<SentBody> {
  const type = typeOf(request);
  const mayHoldFile = page.takesFile && type === "multipart/form-data";
  const start = await readFields(request, mayHoldFile ? MAX_FILE_FORM_BYTES : MAX_FIELDS_BYTES);
  if ("status" in start) {
    return mayHoldFile && start.status === 413 ? { status: 413, file: true } : start;
  }
  const { bytes, more } = start;
  if (more && !mayHoldFile) return { status: 413 };
  const declared = request.headers.get("Content-Length");
  if (more && declared === null) return { status: 411, file: true };
  const rest = more && { more, length: Number(declared) };
  const form = takeApart(request, type, { bytes, rest });
  return form && (form.file === null || mayHoldFile) ? form : { status: 400 };
}

function takeApart(
  request: Request,
  type: string,
  start: Parameters<typeof readMultipart>[0],
): SentForm | null {
  if (type === "multipart/form-data") {
    const boundary = /;\s*boundary=("?)([^";,\s]{1,70})\1/i;
    const found = boundary.exec(request.headers.get("Content-Type") ?? "")?.[2];
    return found === undefined ? null : readMultipart(start, found);
  }
  const fields = type === "application/x-www-form-urlencoded" ? readUrlencoded(start.bytes) : null;
  return fields && { fields, file: null };
}

async function readJsonBody(request: Request): Promise<{ json: unknown } | BodyFault> {
  const start = await readFields(request, MAX_FIELDS_BYTES);
  if ("status" in start) return start;
  if (start.more) return { status: 413 };
  if (start.bytes.byteLength === 0) return { json: null };
  if (typeOf(request) !== "application/json") return { status: 415 };
  const json = readJson(start.bytes);
  return json === undefined ? { status: 400 } : { json };
}

/** The part of the body that fields may take. A declared length that is too long is refused without reading. */
async function readFields(request: Request, longest: number) {
  if (Number(request.headers.get("Content-Length") ?? 0) > longest) return { status: 413 as const };
  if (!request.body) return { bytes: new Uint8Array(), more: null };
  const start = await readStart(request.body, { limit: MAX_FIELDS_BYTES, ms: FIELDS_MS });
  if (start === "slow") return { status: 408 as const };
  return start === "broken" ? { status: 400 as const } : start;
}

function typeOf(request: Request): string {
  const [type = ""] = (request.headers.get("Content-Type") ?? "").split(";");
  return type.trim().toLowerCase();
}

function isLongQuery(url: string): boolean {
  const begins = url.indexOf("?");
  if (begins === -1) return false;
  const query = url.slice(begins);
  return query.length > MAX_QUERY_LENGTH || query.split("&").length > MAX_QUERY_PARAMETERS;
}

function longQuery(): Response {
  return problem(414, "URI_TOO_LONG", words.longQuery.title, words.longQuery.text);
}

const CODES: Record<BodyFault["status"], string> = {
  400: "INVALID_REQUEST",
  408: "TOO_SLOW",
  411: "LENGTH_REQUIRED",
  413: "PAYLOAD_TOO_LARGE",
  415: "FORMAT_NOT_SUPPORTED",
};

function refusal({ status }: BodyFault): Response {
  const { title, text } = words.bodies[status];
  return problem(status, CODES[status], title, text);
}
