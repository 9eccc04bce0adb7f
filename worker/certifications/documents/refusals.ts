import { documentSentences as words } from "#words/documents.ts";
import { problem } from "../../platform/problem.ts";
import type { AttestationsRequest } from "./request-attestations.ts";
import { MOST_ATTESTATIONS } from "./request-attestations.ts";

type Code = Extract<AttestationsRequest, { ok: false }>["code"];

/** The answer to a request for attestations that cannot be made: `docs/domain/results.md` 4.3. */
export function attestationsRefusal(code: Code, divisions: string[] | undefined): Response {
  switch (code) {
    case "NO_RESULT":
      return problem(404, code, words.nothingTitle, words.noAttestation(divisions ?? []));
    case "NO_ATTESTATION":
      return problem(400, code, words.nothingTitle, words.noneValidated(divisions ?? []));
    case "TOO_MANY_ATTESTATIONS":
      return problem(422, code, words.tooManyTitle, words.tooMany(MOST_ATTESTATIONS));
  }
}
