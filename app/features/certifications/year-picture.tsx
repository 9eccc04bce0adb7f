import { levels, overYears as words } from "#words/certifications-page.ts";
import type { ResultsPage } from "#worker/certifications/show/read-results-page.ts";
import { Link } from "../../ui/link.tsx";
import { LevelTable } from "./level-table.tsx";

/** The levels of the whole school over the years. Draws nothing before there are two of them to compare. */
export function YearPicture({ years }: { years: ResultsPage["overYears"] }) {
  if (years.length < 2) return null;
  return (
    <section className="card" aria-labelledby="annees">
      <h2 id="annees">{words.title}</h2>
      <p className="muted">{words.about}</p>
      <LevelTable
        rows={years.map(({ year, figures }) => ({
          key: year,
          name: year,
          head: <Link to={`?${new URLSearchParams({ year })}`}>{year}</Link>,
          counts: words.counts(figures.results, figures.validated),
          figures,
          missing: 0,
          pupils: null,
        }))}
        words={{
          head: levels.columns.year,
          caption: words.caption,
          figuresCaption: words.figuresCaption,
        }}
      />
    </section>
  );
}
