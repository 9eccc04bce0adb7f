import { useId } from "react";
import { Form } from "react-router";
import { campaignWaiting as words } from "#words/campaign-waiting.ts";
import { waiting } from "#words/results.ts";
import type { WaitingRow } from "#worker/campaigns/view.ts";
import { Button } from "../../ui/button.tsx";
import { type Found, PupilSearch } from "../pupils/pupil-search.tsx";

/** One waiting row: the possible pupils, a search over the whole base, « no pupil », or « staff ». */
export function WaitingLine(props: {
  row: WaitingRow;
  found: Found | null;
  problem: string | null;
}) {
  const { row, found, problem } = props;
  const id = useId();
  const proposed = new Set(row.candidates.map(({ pupilId }) => pupilId));
  const others = found?.candidates.filter(({ pupilId }) => !proposed.has(pupilId)) ?? [];
  return (
    <section className="card">
      <h2 id={`${id}-name`}>{row.name}</h2>
      <p className="muted">
        {words.about({ division: row.division, campaign: row.campaign.name })}
      </p>
      <p>{words.reasons[row.reason]}</p>
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      <PupilSearch found={found}>
        <input type="hidden" name="id" value={row.id} />
      </PupilSearch>
      <Form method="post" aria-labelledby={`${id}-name`} preventScrollReset>
        <input type="hidden" name="id" value={row.id} />
        <fieldset className="camp-found">
          <legend>{words.choice}</legend>
          {others.map((one) => (
            <Choice key={one.pupilId} value={one.pupilId} text={waiting.candidate(one)} />
          ))}
          {row.candidates.map((one) => (
            <Choice key={one.pupilId} value={one.pupilId} text={words.candidate(one)} />
          ))}
          <Choice value="nobody" text={words.nobody} />
          <Choice value="staff" text={words.staff} />
        </fieldset>
        <div className="actions">
          <Button type="submit" name="intent" value="choose" quiet>
            {words.submit}
          </Button>
        </div>
      </Form>
    </section>
  );
}

function Choice({ value, text }: { value: string; text: string }) {
  return (
    <label className="check">
      <input type="radio" name="owner" value={value} />
      {text}
    </label>
  );
}

/** The same answer for all identical rows; the checkbox confirms that they were read. */
export function WaitingLines(props: { proposed: number; without: number }) {
  const { proposed, without } = props;
  const id = useId();
  return (
    <section className="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.allTitle}</h2>
      <p>{words.acceptText}</p>
      <Form method="post">
        <label className="check">
          <input type="checkbox" name="sure" value="yes" />
          {words.sure}
        </label>
        <div className="actions">
          {proposed > 0 && (
            <Button type="submit" name="intent" value="place-all">
              {words.acceptAll(proposed)}
            </Button>
          )}
          {without > 0 && (
            <Button type="submit" name="intent" value="discard-all" look="danger">
              {words.nobodyAll(without)}
            </Button>
          )}
        </div>
      </Form>
    </section>
  );
}
