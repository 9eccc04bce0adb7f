import { data, redirect } from "react-router";
import { campaignRefusals } from "#words/campaigns.ts";
import { campaignPages, remindWords, classWords as words } from "#words/campaigns-page.ts";
import { remindColleagues } from "#worker/campaigns/change/remind-colleagues.ts";
import { listParticipants } from "#worker/campaigns/show/list-participants.ts";
import { readCampaign } from "#worker/campaigns/show/read-campaign.ts";
import { MAX_NAME } from "#worker/platform/bounds.ts";
import { readAddresses } from "#worker/team/addresses.ts";
import { lateForm, requireMember } from "../context.ts";
import { PupilStates } from "../features/campaigns/missing-table.tsx";
import { BarPatterns, ProgressBar, ProgressNumbers } from "../features/campaigns/progress.tsx";
import { COLLEAGUES, RemindForm } from "../features/campaigns/remind-form.tsx";
import { SheetsLink } from "../features/campaigns/sheets-link.tsx";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { readForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import { revalidateAlways } from "../revalidate.ts";
import { Button, DownloadLink } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { ErrorSummary } from "../ui/error-summary.tsx";
import { Download, Printer } from "../ui/icons.tsx";
import { Notice } from "../ui/notice.tsx";
import type { Route } from "./+types/campagne-classe.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { env, organization, role } = await requireMember(context);
  const which = { organizationId: organization.id, campaignId: params.id };
  const division = params.division.slice(0, MAX_NAME);
  const [campaign, list] = await Promise.all([
    readCampaign(env, which),
    listParticipants(env, { ...which, division, role, page: "all" }),
  ]);
  const counts = campaign?.divisions.find((one) => one.division === division);
  if (!campaign || !list || (!counts && list.total === 0)) throw data(null, { status: 404 });
  const sent = /^\d{1,2}$/.exec(new URL(request.url).searchParams.get("envoyes") ?? "")?.[0];
  return {
    ...{ uai: organization.uai, school: organization.name, isAdmin: role === "admin" },
    ...{ campaign, division, participants: list.participants },
    counts: counts ?? { expected: 0, notBegun: 0, begun: 0, finished: 0, received: 0 },
    sent: sent === undefined ? null : Number(sent),
  };
}

type Refused = { errors: string[]; typed: string };
const MOST_ADDRESSES = 50;

export async function action({ params, context }: Route.ActionArgs) {
  const { env, organization, user } = await requireMember(context, "admin");
  const form = readForm(context);
  const campaign = { organizationId: organization.id, campaignId: params.id };
  if (!(await readCampaign(env, campaign))) throw lateForm(404);
  if (form.get("intent") !== "remind") throw data(null, { status: 400 });
  const typed = String(form.get("to") ?? "");
  const refuse = (error: string, status = 422) =>
    data<Refused>({ errors: [error], typed }, { status });
  const read = readAddresses(typed);
  const to = read.flatMap((one) => (one.ok ? [one.email] : []));
  const wrong = read.find((one) => !one.ok);
  if (wrong) return refuse(remindWords.wrong(wrong.written));
  if (to.length === 0 || to.length > MOST_ADDRESSES) return refuse(remindWords.none);
  const sent = await remindColleagues(env, { campaignId: params.id, organization, user, to });
  if (!sent) throw lateForm(404);
  if (sent === "TOO_MANY_REMINDERS") return refuse(campaignRefusals.TOO_MANY_REMINDERS, 429);
  const back = paths.campaignClass(organization.uai, params.id, params.division);
  throw redirect(`${back}?envoyes=${sent.recipients}`, 303);
}

export const shouldRevalidate = revalidateAlways;

export default function CampaignClass({ loaderData, actionData }: Route.ComponentProps) {
  const { uai, campaign, division, participants, counts, isAdmin, sent } = loaderData;
  const ofState = (...states: string[]) =>
    participants.filter(({ state }) => states.includes(state));
  const missing = [...ofState("notBegun"), ...ofState("begun"), ...ofState("finished")];
  const received = ofState("received");
  const left = ofState("left");
  return (
    <>
      <PageHead
        title={words.tab(division, campaign.name)}
        heading={words.title(division)}
        back={{ to: paths.campaign(uai, campaign.id), label: campaign.name }}
      />
      <p className="print-only">
        {loaderData.school}, {campaign.name}
        {campaign.dueOn !== null && `, ${campaignPages.due(campaign.dueOn)}`}
      </p>
      {actionData && (
        <ErrorSummary
          fields={[{ id: COLLEAGUES, errors: actionData.errors }]}
          attempt={actionData}
        />
      )}
      {!actionData && sent !== null && (
        <Notice focused>
          <p>{remindWords.sent(sent)}</p>
        </Notice>
      )}
      <section className="card" aria-labelledby="a-relancer">
        <h2 id="a-relancer">{words.missing(missing.length)}</h2>
        <BarPatterns />
        <div className="no-print">
          <ProgressBar counts={counts} />
          <ProgressNumbers counts={counts} />
        </div>
        {missing.length === 0 ? (
          <p className="camp-undo">{words.nobody}</p>
        ) : (
          <>
            <p className="camp-undo">{words.missingText}</p>
            <p className="actions">
              <CopyButton text={missing.map(({ pupil }) => pupil).join("\n")}>
                {words.copy}
              </CopyButton>
              <span className="needs-js">
                <Button quiet icon={Printer} onClick={() => window.print()}>
                  {words.print}
                </Button>
              </span>
              <DownloadLink
                href={paths.api.participants(uai, campaign.id, new URLSearchParams({ division }))}
                icon={Download}
                quiet
              >
                {words.csv}
              </DownloadLink>
              {campaign.code !== null && campaign.state !== "archived" && (
                <SheetsLink
                  uai={uai}
                  asked={{ year: campaign.year, campaign: campaign.id, division }}
                  quiet
                />
              )}
            </p>
            <PupilStates
              uai={uai}
              caption={words.caption}
              participants={missing}
              withResults={false}
            />
          </>
        )}
      </section>
      {received.length > 0 && (
        <section className="card no-print" aria-labelledby="recus">
          <h2 id="recus">{words.received(received.length)}</h2>
          <PupilStates
            uai={uai}
            caption={words.captionReceived}
            participants={received}
            withResults={isAdmin}
          />
        </section>
      )}
      {left.length > 0 && (
        <section className="card no-print" aria-labelledby="partis">
          <h2 id="partis">{words.left(left.length)}</h2>
          <PupilStates
            uai={uai}
            caption={words.captionLeft}
            participants={left}
            withResults={isAdmin}
          />
        </section>
      )}
      {isAdmin && (
        <RemindForm
          key={sent ?? ""}
          errors={actionData?.errors ?? []}
          typed={actionData?.typed ?? ""}
        />
      )}
    </>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}
