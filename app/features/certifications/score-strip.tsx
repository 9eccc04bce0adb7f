import { levels as words } from "#words/certifications-page.ts";
import { formatNumber } from "#words/format.ts";
import { MAX_SCORE_V3 } from "#worker/certifications/framework.ts";
import { FEWEST_SCORES, type LevelFigures } from "#worker/certifications/show/level-figures.ts";
import { Drawing, rect } from "../../ui/drawing.tsx";
import { percent } from "../../ui/stack-bar.tsx";

/** Where Indépendant, Avancé and Expert begin. */
const MARKS = [256, 512, 768];

/** The median score, and where it stands on the scale with the middle half of the pupils around it. */
export function ScoreStrip({ score }: { score: LevelFigures["score"] }) {
  if (score === null) {
    return (
      <>
        <span aria-hidden="true">{words.none}</span>
        <span className="hidden-visually">{words.tooFew(FEWEST_SCORES)}</span>
      </>
    );
  }
  const at = (pix: number) => percent(Math.min(100, (100 * pix) / MAX_SCORE_V3));
  const middle = at(score.median);
  const wide = ((score.high - score.low) * 100) / MAX_SCORE_V3;
  return (
    <>
      <span aria-hidden="true">
        <span className="phone-only">{words.medianShort} </span>
        <b>{formatNumber(score.median)}</b>
      </span>
      <span className="hidden-visually">{words.middle(score)}</span>
      <Drawing
        className="score-strip"
        shapes={[
          rect({ class: "scale", width: "100%", height: 10, rx: 3 }),
          ...MARKS.map((pix) => rect({ class: "mark-line", x: at(pix), width: 1.5, height: 10 })),
          rect({ class: "half", x: at(score.low), y: 2, width: percent(wide), height: 6, rx: 3 }),
          {
            name: "line",
            attributes: { class: "middle", x1: middle, x2: middle, y1: -2, y2: 12 },
          },
        ]}
      />
    </>
  );
}
