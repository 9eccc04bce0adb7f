import type { Ref } from "react";
import { aboutFile, waiting as waitingWords } from "#words/import-waiting.ts";
import { importPage as words } from "#words/imports.ts";
import { type Confirmation, type Import, isActive } from "#worker/imports/view.ts";
import { Button } from "../../ui/button.tsx";
import { CircleAlert, CircleCheck, CircleX, LoaderCircle, Undo2 } from "../../ui/icons.tsx";
import { StatusCard } from "../../ui/status-card.tsx";
import { Support } from "../shell/support.tsx";
import { ActiveDetails, activeTitle } from "./active-import.tsx";
import type { Odd } from "./anomaly-card.tsx";
import { DecisionButton } from "./decision-button.tsx";
import { DoneFacts } from "./done-import.tsx";
import type { WaitingFacts } from "./file-facts.tsx";
import { Numbers } from "./numbers.tsx";
import { RefusedAction, RefusedDetails, type School } from "./refused-import.tsx";
import { Steps } from "./steps.tsx";
import { UndoButton } from "./undo-button.tsx";
import { NothingChanged, WaitingDetails, WaitingFrame, WaitingLead } from "./waiting-import.tsx";

export type Sending = { filename: string; percent: number; onCancel: () => void };
type ImportFacts = {
  one: Import;
  school: School;
  confirmation: Confirmation | null;
  odd: Odd | null;
  /** The import that could not be compared with the base (its id). */
  unchecked: string | null;
  canUndo: boolean;
  /** Null, as `activePupils`, while it is not known. */
  canRetry: boolean | null;
  errorsPurged: boolean;
  activePupils: number | null;
};

/**
 * One import in any state, from its upload on: one card whose heading stays in place while the state changes, so that
 * it keeps the focus it got after sending. `one` may be null only while a file is being sent.
 */
export function CurrentImport(
  props: Omit<ImportFacts, "one"> & {
    one: Import | null;
    sending?: Sending | null;
    titleRef?: Ref<HTMLHeadingElement>;
  },
) {
  const { one, sending, titleRef = null } = props;
  if (sending) {
    return (
      <WaitingFrame waiting={null}>
        <StatusCard titleRef={titleRef} {...describeSending(sending)}>
          <Steps status="sending" percent={sending.percent} />
        </StatusCard>
      </WaitingFrame>
    );
  }
  if (!one) return null;
  const facts = { ...props, one };
  const card = describe(facts);
  const waiting = waitingFacts(facts);
  // A waiting import already names its file in its list of facts.
  const about = waiting ? "" : aboutFile(one);
  return (
    <WaitingFrame waiting={waiting}>
      <StatusCard
        titleRef={titleRef}
        {...card}
        lead={
          <>
            {card.lead}
            {about && <p className="muted">{waitingWords.about(about)}</p>}
          </>
        }
      >
        <Details {...facts} />
      </StatusCard>
    </WaitingFrame>
  );
}

/** The reasons of an import that waits; null for another, and until the page has loaded them. */
function waitingFacts(props: ImportFacts): WaitingFacts | null {
  const { one, confirmation, school } = props;
  if (one.status !== "awaiting-confirmation" || !confirmation) return null;
  const odd = props.odd?.importId === one.id ? props.odd : null;
  return { one, confirmation, odd, unchecked: props.unchecked === one.id, school };
}

function describeSending({ filename, percent, onCancel }: Sending) {
  return {
    tone: "info" as const,
    icon: LoaderCircle,
    spinning: true,
    title: words.upload.title(filename),
    lead: <p className="muted">{percent < 100 ? words.upload.stay : words.upload.sent}</p>,
    action: (
      <Button quiet onClick={onCancel}>
        {words.upload.cancel}
      </Button>
    ),
  };
}

function describe(props: ImportFacts) {
  const { one } = props;
  const waiting = waitingFacts(props);
  const stop = (
    <DecisionButton importId={one.id} intent="cancel" quiet label={words.active.cancel} />
  );
  switch (one.status) {
    case "awaiting-confirmation":
      return {
        tone: "warn" as const,
        icon: CircleAlert,
        title: waitingWords.title,
        lead: waiting ? <WaitingLead {...waiting} /> : <NothingChanged one={one} />,
        // Its reasons are not loaded yet: without them, one can only stop it.
        action: waiting ? null : stop,
      };
    case "done":
      return {
        tone: "ok" as const,
        icon: CircleCheck,
        title: words.done.title(one.finishedAt ?? one.createdAt, one.createdBy),
        lead: (
          <>
            <DoneFacts one={one} activePupils={props.activePupils} />
            {props.unchecked === one.id && <p>{waitingWords.unchecked}</p>}
          </>
        ),
        action: props.canUndo && <UndoButton last={one} />,
      };
    case "refused":
      return {
        tone: "bad" as const,
        icon: CircleAlert,
        title: (
          <>
            {words.refused.title}{" "}
            {one.errors.length > 0 && <a href="#erreurs">({words.refused.see})</a>}
          </>
        ),
        lead: (
          <>
            <p>{words.refused.text(one.createdAt, one.createdBy)}</p>
            <p className="muted">{words.refused.unchanged(one.filename)}</p>
          </>
        ),
        action: one.errors.length > 0 && <RefusedAction one={one} school={props.school} />,
      };
    case "failed":
      return {
        tone: "bad" as const,
        icon: CircleX,
        title: words.failed.title,
        lead: (
          <>
            <p>{words.failed.text}</p>
            <p>
              {words.failed.reference} <code>{referenceOf(one.id)}</code>.{" "}
              <Support before={words.failed.support} />
            </p>
            {props.canRetry !== null && (
              <p className="muted">{props.canRetry ? words.failed.retryText : words.failed.gone}</p>
            )}
          </>
        ),
        action: props.canRetry && (
          <DecisionButton importId={one.id} intent="retry" label={words.failed.retry} />
        ),
      };
    case "cancelled":
      return {
        tone: "info" as const,
        icon: CircleX,
        title: words.cancelled.title,
        lead: <p className="muted">{words.cancelled.text(one.filename, one.createdAt)}</p>,
      };
    case "undone":
      return {
        tone: "info" as const,
        icon: Undo2,
        title: words.undo.done(one.createdAt),
        lead: <p className="muted">{words.undo.doneText}</p>,
      };
    default:
      return {
        tone: "info" as const,
        icon: LoaderCircle,
        spinning: true,
        title: activeTitle(one),
        lead: (
          <p className="muted">
            {words.active.by(one.filename, one.createdBy)} · {words.active.leave}
          </p>
        ),
        action: stop,
      };
  }
}

function Details(props: ImportFacts) {
  const { one, school } = props;
  if (one.status === "awaiting-confirmation") {
    const waiting = waitingFacts(props);
    return waiting && <WaitingDetails {...waiting} />;
  }
  if (isActive(one.status)) return <ActiveDetails one={one} />;
  if (one.status === "done") {
    const links = { uai: school.uai, importId: one.id };
    return <Numbers counts={one.counts} label={words.numbers.label} links={links} />;
  }
  if (one.status === "refused") {
    return <RefusedDetails one={one} school={school} purged={props.errorsPurged} />;
  }
  return null;
}

/** Enough of the id to find this import in the logs, and short enough to read aloud. */
function referenceOf(importId: string): string {
  return importId.slice(0, 8);
}
