import { levels as words } from "#words/certifications-page.ts";
import { formatNumber } from "#words/format.ts";
import { FEWEST_SCORES } from "#worker/certifications/show/level-figures.ts";
import type { LevelRow, ResultsPage } from "#worker/certifications/show/read-results-page.ts";
import { Drawing, rect } from "../../ui/drawing.tsx";
import { Link } from "../../ui/link.tsx";
import { percent } from "../../ui/stack-bar.tsx";
import { LevelPattern } from "./level-bar.tsx";
import { LevelTable, type PicturedRow } from "./level-table.tsx";

/** The levels of the chosen classes, in their order; a name of a class chooses it alone. */
export function LevelPicture({ found }: { found: ResultsPage }) {
  const { year, divisions, classes, levels } = found;
  if (levels.whole.figures.results === 0) return null;
  const others = classes.filter(({ results }) => results === 0);
  return (
    <section className="card" aria-labelledby="niveaux">
      <LevelPattern />
      <div className="card-head">
        <h2 id="niveaux">{divisions === null ? words.title.all : words.title.some(divisions)}</h2>
        <p className="muted">{words.about(year)}</p>
      </div>
      <LevelTable
        rows={[
          ...levels.classes.map((row) => ofClass(row, year)),
          ...(levels.classes.length > 1 ? [ofWhole(levels.whole)] : []),
        ]}
        words={{
          head: words.columns.division,
          caption: words.caption,
          figuresCaption: words.figuresCaption,
        }}
      />
      <p className="muted levels-key">{words.key(FEWEST_SCORES)}</p>
      {divisions === null && others.length > 0 && (
        <p className="muted">
          {words.withoutResult} {others.map(({ division }) => division).join(", ")}.
        </p>
      )}
    </section>
  );
}

function ofClass(row: LevelRow, year: string): PicturedRow {
  const division = row.name;
  const name = division || words.noClass;
  const head = division ? (
    <Link to={`?${new URLSearchParams({ year, division })}`} preventScrollReset>
      {name}
    </Link>
  ) : (
    name
  );
  return { ...row, key: division, name, head, counts: <Coverage row={row} /> };
}

function ofWhole(row: LevelRow): PicturedRow {
  const name = words.whole;
  return { ...row, key: "", name, head: name, counts: <Coverage row={row} />, whole: true };
}

/** Pupils of the base who have a result; results of other people are counted apart. */
function Coverage({ row: { pupils, missing, figures } }: { row: LevelRow }) {
  if (pupils === 0) return <b>{formatNumber(figures.results)}</b>;
  const covered = pupils - missing;
  const outside = figures.results - covered;
  return (
    <>
      <span aria-hidden="true">
        <b>{formatNumber(covered)}</b> / {formatNumber(pupils)}
      </span>
      <span className="hidden-visually">{words.covered(covered, pupils)}</span>
      {outside > 0 && <small> {words.outside(outside)}</small>}
      <Drawing
        className="thin"
        shapes={[thin("ground", 100), thin("filled", (100 * covered) / pupils)]}
      />
    </>
  );
}

function thin(part: "ground" | "filled", share: number) {
  return rect({ class: part, width: percent(share), height: "100%", rx: 3 });
}
