import { attachment } from "../platform/attachment.ts";
import { problem } from "../platform/problem.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
import { remakeDocument, waitForDocument } from "./request-document.ts";
import { type DocumentRecord, toView } from "./store.ts";

/** A class takes about a second: the request waits for the queue this long before it answers with a retry. */
export const PATIENCE_MS = 10_000;
/** Attempts when the content changes while its document is made, or when an object was lost. */
const MOST_TURNS = 4;

export type Asked =
  | { ok: false; refusal: Response }
  | { ok: true; document: DocumentRecord; filename: string; record: () => Promise<void> };

export type ServeWords = { failedTitle: string; failed: string; comeBackPage: string };

/**
 * Serves the PDF that `ask` requests, made by the queue unless it already exists; `record` journals the download.
 * Answers the refusal of `ask` when there is nothing to make, and 202 with `Retry-After` while a long document is
 * being made.
 */
export async function serveDocument(
  env: SchoolEnv,
  request: Request,
  from: {
    ask: () => Promise<Asked>;
    /** ASCII name, for clients that read only this one. */
    plainName: string;
    words: ServeWords;
    patienceMs?: number;
  },
): Promise<Response> {
  const { words } = from;
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const asked = await from.ask();
    if (!asked.ok) return asked.refusal;
    const row = await waitForDocument(env, asked.document.id, from.patienceMs ?? PATIENCE_MS);
    if (row === null) continue;
    if (row.status === "failed") break;
    if (row.status !== "done") return comeBack(request, row, words.comeBackPage);
    const object = row.objectKey && (await env.FILES.get(row.objectKey));
    if (!object) {
      await remakeDocument(env, row);
      continue;
    }
    await asked.record();
    return new Response(object.body, {
      headers: {
        "Content-Type": "application/pdf",
        "Content-Length": String(object.size),
        "Content-Disposition": attachment(asked.filename, from.plainName),
        "Cache-Control": "no-store",
      },
    });
  }
  return problem(503, "DOCUMENT_FAILED", words.failedTitle, words.failed);
}

/** A browser reloads by itself; an API client reads the state and the header. */
function comeBack(request: Request, row: DocumentRecord, page: string): Response {
  const headers = { "Retry-After": "2", "Cache-Control": "no-store" };
  if (!request.headers.get("Accept")?.includes("text/html")) {
    return Response.json(toView(row), { status: 202, headers });
  }
  return new Response(page, {
    status: 202,
    headers: { ...headers, "Content-Type": "text/html; charset=utf-8", Refresh: "2" },
  });
}
