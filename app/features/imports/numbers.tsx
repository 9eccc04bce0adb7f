import { formatNumber } from "#words/format.ts";
import { importPage } from "#words/imports.ts";
import type { ImportCounts } from "#worker/imports/view.ts";
import { LISTS, type ListName, paths } from "../../paths.ts";
import { Link } from "../../ui/link.tsx";

const words = importPage.numbers;
const FORESEEN: ListName[] = ["desactives", "reactives", "ajoutes", "modifies", "non-importes"];

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

/** The five main numbers. Each links to its list once the import is done. */
export function Numbers(props: {
  counts: ImportCounts;
  label: string;
  links?: { uai: string; importId: string };
  /** The predicted numbers: deactivated pupils come first, and stand out. */
  predicted?: boolean;
}) {
  const counts = listCounts(props.counts);
  const lists = props.predicted ? FORESEEN : LISTS;
  return (
    <ul className="nums" aria-label={props.label}>
      {lists.map((list) => {
        const number = counts[list];
        const content = (
          <Figure
            list={list}
            number={number}
            opens={props.links !== undefined && !props.predicted}
          />
        );
        const attention = props.predicted
          ? list === "desactives" && number > 0 && "hot"
          : list === "non-importes" && number > 0 && "attn";
        return (
          <li key={list}>
            {props.links && number > 0 ? (
              <Link
                className={attention || undefined}
                to={paths.importList(props.links.uai, props.links.importId, list)}
              >
                {content}
              </Link>
            ) : (
              <div className={attention || undefined}>{content}</div>
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
