import { importPage } from "#words/imports.ts";
import { lateDecision } from "#words/late-decision.ts";
import { paths } from "../../paths.ts";
import { Link } from "../../ui/link.tsx";
import { Notice } from "../../ui/notice.tsx";

const words = importPage.upload;
/** Immediate refusals that have a page in the documentation. */
const GUIDES = ["FORMAT_NOT_SUPPORTED", "PAYLOAD_TOO_LARGE"];

/** Replaces the code of a refused file. */
export const TOO_LATE = "TOO_LATE";
export const SIGNED_OUT = "SIGNED_OUT";
export const BROKEN_OFF = "BROKEN_OFF";
const TITLES = new Map([
  [TOO_LATE, lateDecision.title],
  [BROKEN_OFF, words.broken],
]);

export type Problem = { text: string; code?: string | null };

/** Why a file or a decision was refused, with a link to the page that says what to do. */
export function UploadProblem({ text, code, uai }: Problem & { uai: string }) {
  return (
    <Notice tone="bad" focused>
      <h2>{TITLES.get(code ?? "") ?? words.refused}</h2>
      <p>{text}</p>
      {code && GUIDES.includes(code) && (
        <p>
          <Link to={paths.errorGuide(code)}>{words.help}</Link>
        </p>
      )}
      {code === SIGNED_OUT && (
        <p>
          <Link to={paths.signIn(paths.importPupils(uai))}>{words.signIn}</Link>
        </p>
      )}
    </Notice>
  );
}
