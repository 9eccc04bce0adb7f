import { Link } from "react-router";
import { attestationLink } from "#words/documents-page.ts";
import { formatDate } from "#words/format.ts";
import { keptResult } from "#words/kept-result.ts";
import { resultScore, resultStatuses } from "#words/result-words.ts";
import { results as words } from "#words/results.ts";
import type { ResultsPage, ShownResult } from "#worker/certifications/show/read-results-page.ts";
import { paths } from "../../paths.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Pagination } from "../../ui/pagination.tsx";
import { AttestationLink } from "./attestation-link.tsx";

const TONES = { validated: "ok", rejected: "warn", cancelled: "bad", error: "bad", started: "" };

const COLUMNS: Array<Column<ShownResult>> = [
  {
    key: "name",
    label: words.columns.name,
    heads: true,
    cell: (one) => (
      <>
        {one.lastName} {one.firstName} {one.outside && <span className="tag">{words.outside}</span>}
      </>
    ),
  },
  { key: "division", label: words.columns.division, cell: (one) => one.division },
  {
    key: "status",
    label: words.columns.status,
    cell: (one) => <span className={`tag ${TONES[one.status]}`}>{resultStatuses[one.status]}</span>,
  },
  {
    key: "score",
    label: words.columns.score,
    cell: resultScore,
  },
  { key: "level", label: words.columns.level, cell: (one) => one.level || words.none },
  { key: "takenOn", label: words.columns.takenOn, cell: (one) => formatDate(one.takenOn) },
];

/** The results of the class (or of the year), and the names of the pupils without a result. */
export function ResultList({ found, uai }: { found: ResultsPage; uai: string }) {
  const { division, year, total } = found;
  return (
    <section className="card" aria-labelledby="resultats">
      <h2 id="resultats">{words.ofClass(division, year)}</h2>
      {total === 0 ? (
        <EmptyState title={words.noneTitle}>
          <p>{words.noneText}</p>
        </EmptyState>
      ) : (
        <>
          <p className="found">{words.counted(total)}</p>
          <DataTable
            caption={words.caption}
            columns={[...COLUMNS, attestationColumn(uai), changeColumn(uai)]}
            rows={found.results}
            rowKey={({ id }) => id}
          />
          <Pagination page={found.page} pageSize={found.pageSize} total={total} />
          {division !== null && found.results.some(({ status }) => status === "validated") && (
            <AttestationLink
              uai={uai}
              asked={{ year, divisions: [division], edition: "ceremonie" }}
              quiet
            >
              {attestationLink.ceremony}
            </AttestationLink>
          )}
          <OtherLayouts found={found} uai={uai} />
        </>
      )}
      {found.missing.length > 0 && (
        <details className="missing">
          <summary>{words.missing(found.missing.length)}</summary>
          <p>{words.missingText}</p>
          <ul>
            {found.missing.map(({ name, division: of }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two pupils may have the same name
              <li key={place}>
                {name} {division === null && <span className="muted">({of})</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** The PDF of one pupil, for pupils who have an attestation. */
function attestationColumn(uai: string): Column<ShownResult> {
  return {
    key: "attestation",
    label: attestationLink.column,
    cell: (one) =>
      one.status === "validated" ? (
        <a href={paths.api.attestations(uai, new URLSearchParams({ pupil: one.id }))}>
          {attestationLink.one}
          <span className="hidden-visually">
            {attestationLink.of(`${one.firstName} ${one.lastName}`)}
          </span>
        </a>
      ) : (
        words.none
      ),
  };
}

/** The page where a result is moved or removed. */
function changeColumn(uai: string): Column<ShownResult> {
  return {
    key: "change",
    label: keptResult.actions,
    cell: (one) => (
      <Link to={paths.keptResult(uai, one.number)}>
        {keptResult.change}
        <span className="hidden-visually">
          {keptResult.changeOf(`${one.firstName} ${one.lastName}`)}
        </span>
      </Link>
    ),
  };
}

function OtherLayouts({ found: { division, year }, uai }: { found: ResultsPage; uai: string }) {
  const old = new URLSearchParams({ year, layout: "27" });
  if (division !== null) old.set("division", division);
  return (
    <details className="missing">
      <summary>{words.otherLayouts}</summary>
      <ul>
        <li>
          <a href={paths.api.results(uai, old)} download="">
            {words.layout27}
          </a>
        </li>
        <li>
          <a href={paths.api.results(uai, new URLSearchParams({ scope: "school" }))} download="">
            {words.whole}
          </a>
        </li>
      </ul>
    </details>
  );
}
