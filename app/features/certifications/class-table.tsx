import { Download } from "lucide-react";
import { Link } from "react-router";
import { formatNumber } from "#words/format.ts";
import { results as words } from "#words/results.ts";
import type { ClassOfYear } from "#worker/certifications/show/read-results-page.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { type Column, DataTable } from "../../ui/data-table.tsx";

/** The number of results of each class; the ticked classes make one file. */
export function ClassTable(props: { uai: string; year: string; classes: ClassOfYear[] }) {
  const { uai, year, classes } = props;
  if (classes.length === 0) return null;
  const certified = classes.filter(({ results }) => results > 0);
  const others = classes.filter(({ results }) => results === 0);
  const columns: Array<Column<ClassOfYear>> = [
    {
      key: "division",
      label: words.classes.division,
      heads: true,
      cell: ({ division }) => (
        <span className="check class-mark">
          <input
            type="checkbox"
            name="division"
            value={division}
            aria-label={words.classes.tick(division)}
          />
          <Link to={`?${new URLSearchParams({ year, division })}`}>{division}</Link>
        </span>
      ),
    },
    number("pupils"),
    number("results"),
    number("attestations"),
  ];
  return (
    <section className="card" aria-labelledby="classes">
      <h2 id="classes">{words.classesTitle(year)}</h2>
      {certified.length > 0 && (
        <form method="get" action={paths.api.allResults(uai)}>
          <input type="hidden" name="year" value={year} />
          <DataTable
            caption={words.classesCaption}
            columns={columns}
            rows={certified}
            rowKey={({ division }) => division}
          />
          <p className="muted">{words.severalHelp}</p>
          <Button type="submit" quiet icon={Download}>
            {words.exportTicked}
          </Button>
        </form>
      )}
      {others.length > 0 && (
        <p className="found">
          {words.withoutResult} {others.map(({ division }) => division).join(", ")}
        </p>
      )}
    </section>
  );
}

function number(key: "pupils" | "results" | "attestations"): Column<ClassOfYear> {
  return { key, label: words.classes[key], cell: (one) => formatNumber(one[key]) };
}
