import { useId } from "react";
import { formatDate } from "#words/format.ts";
import { classLists as words } from "#words/pupil-list.ts";
import { parisDate } from "#worker/platform/clock.ts";
import { type ClassList, listClasses, MOST_PRINTED } from "#worker/pupils/list-classes.ts";
import { parsePupilQuery } from "#worker/pupils/list-statements.ts";
import { requireMember } from "../context.ts";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { paths } from "../paths.ts";
import { Button } from "../ui/button.tsx";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Printer } from "../ui/icons.tsx";
import type { Route } from "./+types/eleves-listes.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const { env, organization } = await requireMember(context);
  const { divisions } = parsePupilQuery(new URL(request.url).searchParams);
  const classes = await listClasses(env, { organizationId: organization.id, divisions });
  const { name, uai } = organization;
  return { classes, school: words.school(name, uai), uai, day: parisDate(Date.now()) };
}

/** The class lists as they are printed: one page for each class, with the school, the class and the day. */
export default function ClassLists({ loaderData }: Route.ComponentProps) {
  const { classes, school, uai, day } = loaderData;
  const shown = classes.reduce((sum, { pupils }) => sum + pupils.length, 0);
  return (
    <>
      <PageHead title={words.title} back={{ to: paths.pupils(uai), label: words.back }}>
        {shown > 0 && (
          <span className="needs-js">
            <Button icon={Printer} onClick={() => window.print()}>
              {words.print}
            </Button>
          </span>
        )}
      </PageHead>
      <div className="no-print">
        <p>{words.about(classes.length)}</p>
        <noscript>
          <p>{words.without}</p>
        </noscript>
        {shown === MOST_PRINTED && <p>{words.cut(MOST_PRINTED)}</p>}
      </div>
      {classes.length === 0 && <EmptyState title={words.none} drawing="search" />}
      {classes.map((one) => (
        <OneClass key={one.division} one={one} school={school} day={day} />
      ))}
    </>
  );
}

type Line = ClassList["pupils"][number] & { rank: number };

const COLUMNS: Array<Column<Line>> = [
  { key: "rank", label: words.columns.rank, cell: ({ rank }) => rank },
  {
    key: "name",
    label: words.columns.name,
    heads: true,
    cell: ({ lastName, firstName }) => `${lastName} ${firstName}`,
  },
  {
    key: "birthDate",
    label: words.columns.birthDate,
    cell: ({ birthDate }) => formatDate(birthDate),
  },
  { key: "notes", label: words.columns.notes, cell: () => "" },
];

function OneClass({ one, school, day }: { one: ClassList; school: string; day: string }) {
  const { division, pupils } = one;
  const id = useId();
  return (
    <section className="card class-list" aria-labelledby={id}>
      <p className="class-list-school">{school}</p>
      <h2 id={id}>{words.division(division)}</h2>
      <p>{words.pupils(pupils.length, day)}</p>
      <DataTable
        caption={words.caption(division)}
        columns={COLUMNS}
        rows={pupils.map((pupil, place) => ({ ...pupil, rank: place + 1 }))}
        rowKey={({ id }) => id}
      />
    </section>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}
