import type { ReactNode } from "react";
import { formatWeekdayMoment } from "#words/format.ts";
import { formatWords } from "#words/formats/registry.ts";
import { waiting as words } from "#words/import-waiting.ts";
import { formatOfSchool } from "#worker/imports/formats/formats.ts";
import type { Import } from "#worker/imports/view.ts";
import { paths } from "../../paths.ts";
import { Link } from "../../ui/link.tsx";
import { AnomalyCard } from "./anomaly-card.tsx";
import { DecisionButton } from "./decision-button.tsx";
import { describeReasons, isDoubtful } from "./describe-reasons.ts";
import { FileFacts, type WaitingFacts } from "./file-facts.tsx";
import { LevelPicture } from "./level-picture.tsx";
import { Numbers } from "./numbers.tsx";

/**
 * The card of the current import and, while it waits for confirmation, its predicted changes, the decision and the
 * pupils to check. The decision stands beside the rest on a wide screen; on a narrow one it comes before those pupils,
 * who may be many. The card keeps its position, and so its focus, in all states.
 */
export function WaitingFrame(props: { waiting: WaitingFacts | null; children: ReactNode }) {
  const { waiting } = props;
  return (
    <div className={waiting ? "waiting" : undefined}>
      <div>
        {props.children}
        {waiting && <Effects {...waiting} />}
      </div>
      {waiting && <Decision {...waiting} />}
      {waiting?.odd && (
        <div>
          <AnomalyCard
            odd={waiting.odd}
            uai={waiting.school.uai}
            tool={formatWords(formatOfSchool(waiting.school.kind)).tool}
            done={false}
          />
        </div>
      )}
    </div>
  );
}

/** Why it waits, and that nothing changed yet. */
export function WaitingLead({ one, confirmation, odd }: WaitingFacts) {
  return (
    <NothingChanged one={one} link={<ToDecision />}>
      {describeReasons(one, confirmation, odd?.pupils ?? 0).map(({ reason, text }) => (
        <p key={reason}>{text}</p>
      ))}
    </NothingChanged>
  );
}

/** Whose file waits, and that it changed nothing. */
export function NothingChanged(props: { one: Import; link?: ReactNode; children?: ReactNode }) {
  const { filename, createdBy, createdAt } = props.one;
  return (
    <>
      <p className="muted">{words.sent(filename, createdBy, createdAt)}</p>
      {props.children}
      <p>
        <strong>{words.unchanged}</strong> {props.link}
      </p>
    </>
  );
}

function ToDecision() {
  return (
    <a className="to-decision" href="#decision">
      {words.toDecision}
    </a>
  );
}

export function WaitingDetails(facts: WaitingFacts) {
  return (
    <>
      <FileFacts {...facts} />
      {facts.unchecked && <p>{words.unchecked}</p>}
    </>
  );
}

function Effects({ one, confirmation, school }: WaitingFacts) {
  const { added, reactivated, changed, deactivated } = one.counts;
  const after = confirmation.active + added + reactivated - deactivated;
  return (
    <section className="card" aria-labelledby="effets">
      <h2 id="effets">{words.effects}</h2>
      <p className="muted">
        {added + reactivated + changed + deactivated === 0
          ? words.same
          : words.total(confirmation.active, after)}
      </p>
      <Numbers
        counts={one.counts}
        label={words.effects}
        links={{ uai: school.uai, importId: one.id }}
        predicted
      />
      {confirmation.levels.length > 0 && <LevelPicture levels={confirmation.levels} />}
    </section>
  );
}

/** The safe button comes first; it is the primary one unless the school only asked for a preview. */
function Decision({ one, confirmation, school }: WaitingFacts) {
  const doubtful = isDoubtful(one);
  const { deactivated } = one.counts;
  const cancel = (
    <>
      <DecisionButton
        importId={one.id}
        intent="cancel"
        label={words.decision.cancel}
        look={doubtful ? "primary" : "quiet"}
      />
      <p className="help">
        {doubtful && <strong>{words.decision.recommended} </strong>}
        {words.decision.cancelHelp}
      </p>
    </>
  );
  const confirm = (
    <>
      <DecisionButton
        importId={one.id}
        intent="confirm"
        label={words.decision.confirm(one.counts)}
        look={doubtful ? "danger" : "primary"}
      />
      {deactivated > 0 && (
        <p className="help">
          {words.decision.leavers}{" "}
          <Link to={paths.importList(school.uai, one.id, "desactives")}>
            {words.decision.see(deactivated)}
          </Link>
        </p>
      )}
      <p className="help">{words.decision.undo}</p>
    </>
  );
  return (
    <aside className="decide" aria-labelledby="decision">
      <div className="card">
        <h2 id="decision" tabIndex={-1}>
          {words.decision.title}
        </h2>
        <p className="muted">
          {words.decision.expires(formatWeekdayMoment(confirmation.expiresAt))}
        </p>
        {doubtful ? cancel : confirm}
        <hr />
        {doubtful ? confirm : cancel}
      </div>
    </aside>
  );
}
