import { comingEnd as words } from "#words/rights.ts";
import type { ComingEnd } from "#worker/rights/read-departures.ts";
import { paths } from "../../paths.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";

/** Warns administrators before the data of pupils who left are erased. */
export function LeaversEnd({ uai, end }: { uai: string; end: ComingEnd }) {
  return (
    <Notice tone="warn">
      <h2>{words.title(end.on)}</h2>
      <p>{words.text(end.pupils, end.schoolYear)}</p>
      <ButtonLink to={paths.certifications(uai)} quiet>
        {words.archive}
      </ButtonLink>
    </Notice>
  );
}
