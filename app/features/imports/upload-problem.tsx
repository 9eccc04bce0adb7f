import { Link } from "react-router";
import { importPage } from "../../i18n/imports.ts";
import { paths } from "../../paths.ts";
import { Notice } from "../../ui/notice.tsx";

const words = importPage.upload;
/** Refusals at once that have a page in the documentation. */
const GUIDES = ["FORMAT_NOT_SUPPORTED", "PAYLOAD_TOO_LARGE"];

export type Problem = { text: string; code?: string | null };

/** Why a file was not taken, or a decision not followed, with the page that says what to do. */
export function UploadProblem({ text, code }: Problem) {
  return (
    <Notice tone="bad" focused>
      <h2>{words.refused}</h2>
      <p>{text}</p>
      {code && GUIDES.includes(code) && (
        <p>
          <Link to={paths.errorGuide(code)}>{words.help}</Link>
        </p>
      )}
    </Notice>
  );
}
