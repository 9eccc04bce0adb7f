import { choice, resultList } from "#words/certifications-page.ts";
import { attestationLink } from "#words/documents-page.ts";
import { formatDate } from "#words/format.ts";
import { keptResult } from "#words/kept-result.ts";
import { resultScore, resultStatuses } from "#words/result-words.ts";
import { results as words } from "#words/results.ts";
import type { ShownResult } from "#worker/certifications/show/list-results.ts";
import type { ResultsPage } from "#worker/certifications/show/read-results-page.ts";
import { paths } from "../../paths.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { FileUp } from "../../ui/icons.tsx";
import { Link } from "../../ui/link.tsx";
import { Pagination } from "../../ui/pagination.tsx";
import { queryOfChoice } from "./choice-query.ts";
import { ADD_RESULTS } from "./result-upload.tsx";

const TONES = { validated: "ok", rejected: "warn", cancelled: "bad", error: "bad", started: "" };

const COLUMNS: Array<Column<ShownResult>> = [
  { key: "division", label: words.columns.division, cell: (one) => one.division },
  {
    key: "status",
    label: words.columns.status,
    cell: (one) => <span className={`tag ${TONES[one.status]}`}>{resultStatuses[one.status]}</span>,
  },
  {
    key: "score",
    label: words.columns.score,
    whole: true,
    cell: resultScore,
  },
  {
    key: "level",
    label: words.columns.level,
    whole: true,
    cell: (one) => one.level || words.none,
  },
  { key: "takenOn", label: words.columns.takenOn, cell: (one) => formatDate(one.takenOn) },
];

/** The results of the choice, and the names of the pupils without a result. */
export function ResultList({ found, uai }: { found: ResultsPage; uai: string }) {
  const { divisions, year, total } = found;
  return (
    <section className="card" aria-labelledby="resultats">
      <div className="card-head">
        <h2 id="resultats">{choice.titleOf(divisions, year)}</h2>
        <a className="btn quiet small" href={`#${ADD_RESULTS}`}>
          <FileUp size={18} aria-hidden="true" />
          {resultList.add}
        </a>
      </div>
      {total === 0 ? (
        <EmptyState title={words.noneTitle}>
          <p>{words.noneText}</p>
        </EmptyState>
      ) : (
        <>
          <p className="found">{words.counted(total)}</p>
          <DataTable
            caption={words.caption}
            columns={[nameColumn(uai), ...COLUMNS, attestationColumn(uai), changeColumn(uai)]}
            rows={found.results}
            rowKey={({ id }) => id}
          />
          <Pagination page={found.page} pageSize={found.pageSize} total={total} />
          <OtherLayouts found={found} uai={uai} />
        </>
      )}
      {found.missing.length > 0 && (
        <details className="missing">
          <summary>{words.missing(found.missing.length)}</summary>
          <p id="sans-resultat">{words.missingText}</p>
          <ul>
            {found.missing.map(({ pupilId, name, division: of }) => (
              <li key={`${pupilId} ${of}`}>
                <Link to={paths.pupil(uai, pupilId)}>{name}</Link>{" "}
                {divisions?.length !== 1 && <span className="muted">({of})</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function nameColumn(uai: string): Column<ShownResult> {
  return {
    key: "name",
    label: words.columns.name,
    heads: true,
    cell: ({ pupilId, lastName, firstName }) =>
      pupilId === null ? (
        <>
          {`${lastName} ${firstName} `}
          <span className="tag">{words.outside}</span>
        </>
      ) : (
        <Link to={paths.pupil(uai, pupilId)}>{`${lastName} ${firstName}`}</Link>
      ),
  };
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
    screenOnly: true,
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

function OtherLayouts({ found: { divisions, year }, uai }: { found: ResultsPage; uai: string }) {
  const old = queryOfChoice(year, divisions);
  old.set("layout", "27");
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
