import { documentSentences as words } from "#words/documents.ts";
import { PATIENCE_MS, serveDocument } from "../../documents/serve-document.ts";
import { journalStatement } from "../../journal/record.ts";
import type { Member } from "../../organizations/member.ts";
import { parisDate } from "../../platform/clock.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import type { AttestationSet } from "../attestation/render-attestations.ts";
import { attestationsFilename } from "./filenames.ts";
import { attestationsRefusal } from "./refusals.ts";
import { requestAttestations } from "./request-attestations.ts";
import { readSelection } from "./selection-query.ts";

/**
 * Serves the PDF of the selection in the query, made by the queue unless it already exists. Answers 404 with a
 * message without any result, 400 without a validated one, and 202 with `Retry-After` while a long document is
 * being made.
 */
export async function serveAttestations(
  env: SchoolEnv,
  { member, request }: { member: Member; request: Request },
  patienceMs = PATIENCE_MS,
): Promise<Response> {
  const { organization, user } = member;
  const selection = readSelection(new URL(request.url).searchParams);
  return await serveDocument(env, request, {
    plainName: "attestations.pdf",
    words,
    patienceMs,
    ask: async () => {
      const asked = await requestAttestations(env, { organization, userId: user.id, selection });
      if (!asked.ok) {
        return { ok: false, refusal: attestationsRefusal(asked.code, selection.divisions) };
      }
      const { document, set } = asked;
      return {
        ok: true,
        document,
        filename: attestationsFilename(parisDate(Date.now()), nameOf(set, selection.pupil)),
        record: async () => await recordExport(env, member, set),
      };
    },
  });
}

function nameOf(set: AttestationSet, pupil: string | undefined): string {
  const [first] = set.results;
  if (pupil !== undefined && first) return `${first.lastName} ${first.firstName}`;
  const name = set.division || words.noClassName;
  return set.edition === "ceremonie" ? `${name}_${words.ceremonyName}` : name;
}

async function recordExport(env: SchoolEnv, member: Member, set: AttestationSet): Promise<void> {
  await journalStatement(env, {
    organizationId: member.organization.id,
    at: Date.now(),
    userId: member.user.id,
    event: "attestations.exported",
    subject: set.division,
    detail: { year: set.schoolYear, pupils: set.results.length },
  }).run();
}
