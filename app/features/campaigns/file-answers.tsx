import { campaignFiles as words } from "#words/campaign-files.ts";
import { campaignPages } from "#words/campaigns-page.ts";
import type { FileReport } from "#worker/campaigns/view.ts";
import { paths } from "../../paths.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { CircleAlert, CircleCheck, CircleX } from "../../ui/icons.tsx";
import { Notice } from "../../ui/notice.tsx";
import { StatusCard } from "../../ui/status-card.tsx";
import type { UploadAnswer } from "./upload-answer.ts";

type Answer<Kind> = Extract<UploadAnswer, { kind: Kind }>;

/** What one file imported, or why it was refused. */
export function FileAnswer(props: { uai: string; answer: Exclude<UploadAnswer, Answer<"asks">> }) {
  const { uai, answer } = props;
  if (answer.kind === "refused" || answer.kind === "unanswered") {
    const text =
      answer.kind === "refused" ? `${answer.message} ${words.refused}` : words.unanswered;
    return (
      <StatusCard
        tone="bad"
        icon={CircleX}
        title={answer.filename || words.refusedTitle}
        lead={<p>{text}</p>}
      />
    );
  }
  const { report } = answer;
  const { name, created } = report.campaign;
  const waits = report.waiting > 0;
  return (
    <StatusCard
      tone={waits ? "warn" : "ok"}
      icon={waits ? CircleAlert : CircleCheck}
      title={created ? words.madeTitle(name) : words.doneTitle(name)}
      lead={
        <p>
          <span className="muted">{answer.filename}</span>
          <br />
          {describeReport(report)}
        </p>
      }
      action={
        waits && (
          <ButtonLink to={paths.waitingLines(uai)} quiet>
            {campaignPages.settle}
          </ButtonLink>
        )
      }
    />
  );
}

/** The files whose campaign does not exist yet: what would be created, then one yes or no for all of them. */
export function AskedCampaigns(props: {
  asked: Array<Answer<"asks">>;
  busy: boolean;
  settle: (yes: boolean) => void;
}) {
  const { asked, settle } = props;
  return (
    <Notice tone="warn" focused attempt={asked.length}>
      <h2>{words.asksTitle(asked.length)}</h2>
      <p>{words.asksText}</p>
      <ul>
        {asked.map(({ filename, report, target }) => (
          <li key={filename}>
            <b>{words.asked({ ...target, name: report.campaign.name })}</b>
            <br />
            <span className="muted">{filename}</span>
            <br />
            {describeReport(report)}
          </li>
        ))}
      </ul>
      <noscript>
        <p>{words.asksWithoutScript}</p>
      </noscript>
      <div className="actions needs-js">
        <Button aria-disabled={props.busy || undefined} onClick={() => settle(true)}>
          {words.yes(asked.length)}
        </Button>
        <Button quiet onClick={() => settle(false)}>
          {words.no}
        </Button>
      </div>
    </Notice>
  );
}

export function describeReport(report: Omit<FileReport, "campaign">): string {
  const { rows, matched, waiting, staff, unchanged, older } = report;
  return [
    words.rows(rows),
    words.matched(matched),
    ...(waiting > 0 ? [words.waiting(waiting)] : []),
    ...(staff > 0 ? [words.staff(staff)] : []),
    ...(unchanged > 0 ? [words.unchanged(unchanged)] : []),
    ...(older > 0 ? [words.older(older)] : []),
  ].join(" · ");
}
