import { Link } from "react-router";
import { formatDate } from "#words/format.ts";
import { leavingLabel } from "#words/labels.ts";
import { pupils as words } from "#words/pupils.ts";
import type { ListedPupil } from "#worker/pupils/list-pupils.ts";
import { paths } from "../../paths.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";

const columns = (uai: string): Array<Column<ListedPupil>> => [
  {
    key: "lastName",
    label: words.columns.lastName,
    sortable: true,
    heads: true,
    cell: (pupil) => (
      <>
        <Link to={paths.pupil(uai, pupil.id)}>
          {pupil.lastName}
          <span className="hidden-visually"> {pupil.firstName}</span>
        </Link>
        {pupil.deactivatedAt && (
          <>
            {" "}
            <span className="tag">
              {words.deactivatedOn(pupil.deactivatedAt, leavingLabel(pupil))}
            </span>
          </>
        )}
      </>
    ),
  },
  {
    key: "firstName",
    label: words.columns.firstName,
    sortable: true,
    cell: (pupil) => pupil.firstName,
  },
  {
    key: "birthDate",
    label: words.columns.birthDate,
    sortable: true,
    cell: (pupil) => formatDate(pupil.birthDate),
  },
  {
    key: "division",
    label: words.columns.division,
    sortable: true,
    cell: (pupil) => pupil.division,
  },
];

export function PupilTable(props: { uai: string; pupils: ListedPupil[]; sort: string }) {
  return (
    <DataTable
      caption={words.caption}
      columns={columns(props.uai)}
      rows={props.pupils}
      rowKey={({ id }) => id}
      sort={props.sort}
    />
  );
}
