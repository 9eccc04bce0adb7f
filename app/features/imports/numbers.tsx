import { Link } from "react-router";
import type { ImportCounts } from "#worker/imports/view.ts";
import { formatNumber } from "../../i18n/format.ts";
import { importPage } from "../../i18n/imports.ts";
import { LISTS, type ListName, paths } from "../../paths.ts";

const words = importPage.numbers;

/** How many pupils are in each of the five lists of an import. */
export function listCounts(counts: ImportCounts): Record<ListName, number> {
  return {
    ajoutes: counts.added,
    modifies: counts.changed,
    reactives: counts.reactivated,
    desactives: counts.deactivated,
    "non-importes": counts.skipped,
  };
}

/** The five numbers people care about. Each opens its list once the import is done. */
export function Numbers(props: {
  counts: ImportCounts;
  label: string;
  links?: { uai: string; importId: string };
}) {
  const counts = listCounts(props.counts);
  return (
    <ul className="nums" aria-label={props.label}>
      {LISTS.map((list) => {
        const number = counts[list];
        const content = <Figure list={list} number={number} opens={props.links !== undefined} />;
        const attention = list === "non-importes" && number > 0 ? "attn" : undefined;
        return (
          <li key={list}>
            {props.links && number > 0 ? (
              <Link
                className={attention}
                to={paths.importList(props.links.uai, props.links.importId, list)}
              >
                {content}
              </Link>
            ) : (
              <div className={attention}>{content}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Figure(props: { list: ListName; number: number; opens: boolean }) {
  const { list, number, opens } = props;
  return (
    <>
      <b>{formatNumber(number)}</b>{" "}
      <span>
        {words[list](number)}
        {list === "non-importes" && opens && words.why(number)}
      </span>
    </>
  );
}
