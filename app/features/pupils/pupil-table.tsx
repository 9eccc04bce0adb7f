import { useLocation } from "react-router";
import { formatDate } from "#words/format.ts";
import { leavingLabel } from "#words/labels.ts";
import { pupils as words } from "#words/pupils.ts";
import type { ListedPupil } from "#worker/pupils/list-pupils.ts";
import { paths } from "../../paths.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { Link } from "../../ui/link.tsx";

const columns = (uai: string, search: string): Array<Column<ListedPupil>> => [
  {
    key: "lastName",
    label: words.columns.lastName,
    sortable: true,
    heads: true,
    cell: (pupil) => (
      <>
        <Link to={paths.pupil(uai, pupil.id)} state={{ list: search }}>
          {pupil.lastName}
          <span className="on-phone">{` ${pupil.firstName}`}</span>
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

/** The link to the sheet of a pupil carries the list it was opened from, to lead back to it. */
export function PupilTable(props: { uai: string; pupils: ListedPupil[]; sort: string }) {
  const { search } = useLocation();
  return (
    <DataTable
      caption={words.caption}
      columns={columns(props.uai, search)}
      rows={props.pupils}
      rowKey={({ id }) => id}
      sort={props.sort}
      className="people"
    />
  );
}
