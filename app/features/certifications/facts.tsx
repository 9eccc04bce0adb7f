import { facts as words } from "#words/certifications-page.ts";
import { formatNumber } from "#words/format.ts";
import { globalLevel } from "#worker/certifications/framework.ts";
import { FEWEST_SCORES } from "#worker/certifications/show/level-figures.ts";
import type { ResultsPage } from "#worker/certifications/show/read-results-page.ts";

/** Three numbers about the choice: who has a result, how many are validated, the median score. */
export function Facts({ found }: { found: ResultsPage }) {
  const { pupils, missing, figures } = found.levels.whole;
  if (figures.results === 0) return null;
  const covered = pupils - missing;
  const { score } = figures;
  return (
    <ul className="key-facts">
      <li>
        <b>
          {formatNumber(pupils > 0 ? covered : figures.results)}{" "}
          {pupils > 0 && <small>{words.outOf(pupils)}</small>}
        </b>
        <span>
          {pupils > 0 ? words.covered(covered) : words.kept(figures.results)}
          {missing > 0 && (
            <>
              {" · "}
              <a href="#sans-resultat">{words.others(missing)}</a>
            </>
          )}
        </span>
      </li>
      <li>
        <b>
          {formatNumber(figures.validated)} <small>{words.outOf(figures.results)}</small>
        </b>
        <span>{words.validated(figures.validated)}</span>
      </li>
      <li>
        {score && (
          <b>
            {formatNumber(score.median)} <small>{words.pix}</small>
          </b>
        )}
        <span>
          {score ? words.median(globalLevel(score.median) ?? "") : words.noMedian(FEWEST_SCORES)}
        </span>
      </li>
    </ul>
  );
}
