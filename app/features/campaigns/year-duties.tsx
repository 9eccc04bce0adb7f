import { dutyWords as words } from "#words/campaigns-page.ts";
import type { Duty } from "#worker/campaigns/view.ts";
import { paths } from "../../paths.ts";
import { Link } from "../../ui/link.tsx";
import { DutyList } from "./duty-list.tsx";

/** On the start page: what remains to be done for the year's campaigns, with dates. `today`: ISO date. */
export function YearDuties({ uai, duties, today }: { uai: string; duties: Duty[]; today: string }) {
  const left = duties.filter(({ isDone }) => !isDone);
  return (
    <section className="card" aria-labelledby="campagnes">
      <h2 id="campagnes">{words.homeTitle}</h2>
      {duties.length === 0 ? (
        <p>{words.none}</p>
      ) : left.length === 0 ? (
        <p>{words.allDone}</p>
      ) : (
        <DutyList duties={left} today={today} />
      )}
      <p className="camp-undo">
        <Link to={paths.campaigns(uai)}>{words.see}</Link>
      </p>
    </section>
  );
}
