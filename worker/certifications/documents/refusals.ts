import { documentSentences as words } from "#app/i18n/documents.ts";
import { problem } from "../../platform/problem.ts";
import { MOST_ATTESTATIONS } from "./request-attestations.ts";

/** What a request for attestations that cannot be made is told. */
export function attestationsRefusal(
  code: "NO_ATTESTATION" | "TOO_MANY_ATTESTATIONS",
  divisions: string[] | undefined,
): Response {
  return code === "NO_ATTESTATION"
    ? problem(404, code, words.nothingTitle, words.noAttestation(divisions ?? []))
    : problem(422, code, words.tooManyTitle, words.tooMany(MOST_ATTESTATIONS));
}
