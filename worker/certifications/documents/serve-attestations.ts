import { documentSentences as words } from "#app/i18n/documents.ts";
import { recordStatement } from "../../journal/record.ts";
import type { Member } from "../../organizations/member.ts";
import { attachment } from "../../platform/attachment.ts";
import { parisDate } from "../../platform/clock.ts";
import { problem } from "../../platform/problem.ts";
import type { AttestationSet } from "../attestation/render-attestations.ts";
import { attestationsFilename } from "./filenames.ts";
import { attestationsRefusal } from "./refusals.ts";
import { remakeDocument, requestAttestations, waitForDocument } from "./request-attestations.ts";
import { readSelection } from "./selection-query.ts";
import { type DocumentRecord, toView } from "./store.ts";

/** A class takes a second: the request waits for the queue that long before it asks to come back. */
const PATIENCE_MS = 10_000;
/** Results that change while their document is made, or an object that was lost: asked again. */
const MOST_TURNS = 4;

/**
 * The PDF of the selection in the query, made by the queue unless it already was. 404 or 400 with its
 * sentence when there is no result, or none validated; 202 with `Retry-After` while a long one is being made.
 */
export async function serveAttestations(
  env: Env,
  { member, request }: { member: Member; request: Request },
  patienceMs = PATIENCE_MS,
): Promise<Response> {
  const { organization, user } = member;
  const selection = readSelection(new URL(request.url).searchParams);
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const asked = await requestAttestations(env, { organization, userId: user.id, selection });
    if (!asked.ok) return attestationsRefusal(asked.code, selection.divisions);
    const row = await waitForDocument(env, asked.document.id, patienceMs);
    if (row === null) continue;
    if (row.status === "failed") break;
    if (row.status !== "done") return comeBack(request, row);
    const object = row.objectKey && (await env.FILES.get(row.objectKey));
    if (!object) {
      await remakeDocument(env, row.id);
      continue;
    }
    await recordExport(env, member, asked.set);
    const filename = attestationsFilename(
      parisDate(Date.now()),
      nameOf(asked.set, selection.pupil),
    );
    return new Response(object.body, {
      headers: {
        "Content-Type": "application/pdf",
        "Content-Length": String(object.size),
        "Content-Disposition": attachment(filename, "attestations.pdf"),
        "Cache-Control": "no-store",
      },
    });
  }
  return problem(503, "DOCUMENT_FAILED", words.failedTitle, words.failed);
}

function nameOf(set: AttestationSet, pupil: string | undefined): string {
  const [first] = set.results;
  if (pupil !== undefined && first) return `${first.lastName} ${first.firstName}`;
  const name = set.division || words.noClassName;
  return set.edition === "ceremonie" ? `${name}_${words.ceremonyName}` : name;
}

async function recordExport(env: Env, member: Member, set: AttestationSet): Promise<void> {
  await recordStatement(env, {
    organizationId: member.organization.id,
    at: Date.now(),
    userId: member.user.id,
    event: "attestations.exported",
    subject: set.division,
    detail: { year: set.schoolYear, pupils: set.results.length },
  }).run();
}

/** A browser comes back by itself; a program reads the state and the header. */
function comeBack(request: Request, row: DocumentRecord): Response {
  const headers = { "Retry-After": "2", "Cache-Control": "no-store" };
  if (!request.headers.get("Accept")?.includes("text/html")) {
    return Response.json(toView(row), { status: 202, headers });
  }
  return new Response(words.comeBackPage, {
    status: 202,
    headers: { ...headers, "Content-Type": "text/html; charset=utf-8", Refresh: "2" },
  });
}
