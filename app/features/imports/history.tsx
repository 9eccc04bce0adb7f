import { formatMoment } from "#words/format.ts";
import { aboutFile } from "#words/import-waiting.ts";
import { importPage } from "#words/imports.ts";
import { statusLabel } from "#words/labels.ts";
import { type Import, isActive } from "#worker/imports/view.ts";
import { paths } from "../../paths.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { Link } from "../../ui/link.tsx";
import { Pagination } from "../../ui/pagination.tsx";

const words = importPage.history;

function tone({ status }: Import): string {
  if (status === "done") return "tag ok";
  if (status === "refused" || status === "failed") return "tag bad";
  return isActive(status) ? "tag warn" : "tag";
}

function FileCell(one: Import) {
  return (
    <>
      {one.filename}
      <br />
      <span className="muted">{aboutFile(one)}</span>
    </>
  );
}

function Result({ one, uai }: { one: Import; uai: string }) {
  if (one.status === "refused") return <>{words.errors(one.errorCount, one.errorCountIsMinimum)}</>;
  if (one.status !== "done" && one.status !== "undone") return <>–</>;
  return (
    <>
      {words.result(one.counts)}{" "}
      <Link to={paths.importList(uai, one.id, "ajoutes")}>
        {words.detail}
        <span className="hidden-visually">{words.detailOf(one.createdAt)}</span>
      </Link>
    </>
  );
}

/** Every import of the school, newest first. */
export function History(props: {
  uai: string;
  history: { total: number; page: number; pageSize: number; imports: Import[] };
}) {
  const { total, page, pageSize, imports } = props.history;
  const columns: Array<Column<Import>> = [
    {
      key: "date",
      label: words.columns.date,
      heads: true,
      cell: (one) => formatMoment(one.createdAt),
    },
    { key: "file", label: words.columns.file, cell: (one) => <FileCell {...one} /> },
    { key: "by", label: words.columns.by, cell: (one) => one.createdBy },
    {
      key: "status",
      label: words.columns.status,
      cell: (one) => <span className={tone(one)}>{statusLabel(one.status)}</span>,
    },
    {
      key: "result",
      label: words.columns.result,
      cell: (one) => <Result one={one} uai={props.uai} />,
    },
  ];
  return (
    <section className="card">
      <h2>{words.title}</h2>
      {total === 0 ? (
        <p className="muted">{words.empty}</p>
      ) : (
        <DataTable
          caption={words.caption}
          columns={columns}
          rows={imports}
          rowKey={({ id }) => id}
        />
      )}
      <Pagination page={page} pageSize={pageSize} total={total} />
    </section>
  );
}
