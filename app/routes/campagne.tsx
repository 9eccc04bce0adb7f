import { data, redirect } from "react-router";
import { campaignFaultMessage, campaignRefusals } from "#words/campaigns.ts";
import {
  campaignPages,
  editWords,
  exceptionWords,
  onePage as words,
} from "#words/campaigns-page.ts";
import { type Change, changeCampaign } from "#worker/campaigns/change/change-campaign.ts";
import { setExceptions } from "#worker/campaigns/change/set-exceptions.ts";
import { type ExceptionList, readCampaignPage } from "#worker/campaigns/show/read-campaign-page.ts";
import { parisDate } from "#worker/platform/clock.ts";
import { findPupils } from "#worker/pupils/find-pupils.ts";
import { type CurrentMember, lateForm, requireMember } from "../context.ts";
import { AsOf } from "../features/campaigns/as-of.tsx";
import { CampaignForm } from "../features/campaigns/campaign-form.server.ts";
import { CodeCard } from "../features/campaigns/code-card.tsx";
import { DivisionTable } from "../features/campaigns/division-table.tsx";
import {
  EditCard,
  type EditErrors,
  type EditField,
  editId,
} from "../features/campaigns/edit-card.tsx";
import { ExceptionsCard } from "../features/campaigns/exceptions-card.tsx";
import { StateTag } from "../features/campaigns/level-list.tsx";
import { BarPatterns, ProgressBar, ProgressNumbers } from "../features/campaigns/progress.tsx";
import { SheetsLink } from "../features/campaigns/sheets-link.tsx";
import type { Found } from "../features/pupils/pupil-search.tsx";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { readForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import { revalidateAlways } from "../revalidate.ts";
import { DownloadLink } from "../ui/button.tsx";
import { ErrorSummary } from "../ui/error-summary.tsx";
import { Download } from "../ui/icons.tsx";
import { Notice } from "../ui/notice.tsx";
import { drawQr } from "../ui/qr-path.server.ts";
import type { Route } from "./+types/campagne.ts";

const DONE: Record<string, string> = {
  modifiee: editWords.saved,
  fermee: editWords.closed,
  rouverte: editWords.reopened,
  attendus: exceptionWords.saved,
};

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { env, organization, role } = await requireMember(context);
  const found = await readCampaignPage(env, {
    organizationId: organization.id,
    campaignId: params.id,
  });
  if (!found) throw data(null, { status: 404 });
  const { campaign, file, exceptions, divisions } = found;
  const isAdmin = role === "admin";
  const none: ExceptionList = { divisions: [], pupils: [] };
  return {
    uai: organization.uai,
    isAdmin,
    today: parisDate(Date.now()),
    campaign: { ...campaign, file, idle: [], classes: campaign.divisions.length },
    exceptions: isAdmin ? exceptions : none,
    divisions,
    qr: campaign.link === null ? null : drawQr(campaign.link),
    done: DONE[new URL(request.url).searchParams.get("fait") ?? ""] ?? null,
  };
}

type Answer =
  | { kind: "found"; found: Found }
  | { kind: "refused"; message: string; errors: EditErrors; typed: Change | null };

export async function action({ params, context }: Route.ActionArgs) {
  const member = await requireMember(context, "admin");
  const form = CampaignForm.safeParse(Object.fromEntries(readForm(context)));
  const which = { organizationId: member.organization.id, campaignId: params.id };
  const page = await readCampaignPage(member.env, which);
  if (!page) throw lateForm(404);
  if (!form.success) throw data(null, { status: 400 });
  const sent = form.data;
  switch (sent.intent) {
    case "find": {
      const { search } = sent;
      const asked = { ...which, schoolYear: page.campaign.year, search };
      return data<Answer>({
        kind: "found",
        found: { ...(await findPupils(member.env, asked)), search },
      });
    }
    case "change": {
      const { intent: _, level, ...fields } = sent;
      return await applyChange(member, params.id, { ...fields, level: level || null }, "modifiee");
    }
    case "state": {
      const { state } = sent;
      return await applyChange(
        member,
        params.id,
        { state },
        state === "open" ? "rouverte" : "fermee",
      );
    }
    default:
      return await except(member, params.id, page.exceptions, sent);
  }
}

const FIELDS: Record<string, EditField> = {
  NAME_INVALID: "name",
  DUE_INVALID: "dueOn",
  KIND_LEVEL: "kind",
  KIND_INVALID: "kind",
  LEVEL_ABSENT: "kind",
};

// Its name differs from its parameter's: the build removes server code from the browser by name.
async function applyChange(
  member: CurrentMember,
  campaignId: string,
  change: Change,
  done: string,
) {
  const { env, organization, user } = member;
  const organizationId = organization.id;
  const outcome = await changeCampaign(env, {
    organizationId,
    campaignId,
    userId: user.id,
    change,
  });
  if (outcome.ok)
    throw redirect(`${paths.campaign(organization.uai, campaignId)}?fait=${done}`, 303);
  if (outcome.reason === "NOT_FOUND") throw lateForm(404);
  if (outcome.reason === "ARCHIVED") return refuse(409, campaignRefusals.ARCHIVED);
  const message = campaignFaultMessage(outcome.fault);
  return refuse(422, message, { [FIELDS[outcome.fault.code] ?? "code"]: message }, change);
}

type Exception = Extract<ReturnType<typeof CampaignForm.parse>, { intent: "except" }>;

/** Adds or removes one exception. */
async function except(
  member: CurrentMember,
  campaignId: string,
  before: ExceptionList,
  { scope, target, place }: Exception,
) {
  const { env, organization, user } = member;
  const isClass = scope === "class";
  if (target === "")
    return refuse(400, isClass ? exceptionWords.noDivision : exceptionWords.noPupil);
  const isOther = (one: string, of: Exception["scope"]) => scope !== of || one !== target;
  const divisions = before.divisions.filter(({ division }) => isOther(division, "class"));
  const pupils = before.pupils.filter(({ pupilId }) => isOther(pupilId, "pupil"));
  const isIn = place === "in";
  const outcome = await setExceptions(env, {
    ...{ organizationId: organization.id, campaignId, userId: user.id },
    divisions:
      isClass && place !== "usual" ? [...divisions, { division: target, in: isIn }] : divisions,
    pupils: !isClass && place !== "usual" ? [...pupils, { pupilId: target, in: isIn }] : pupils,
  });
  if (outcome.ok)
    throw redirect(`${paths.campaign(organization.uai, campaignId)}?fait=attendus`, 303);
  if (outcome.reason === "NOT_FOUND") throw lateForm(404);
  return refuse(outcome.reason === "ARCHIVED" ? 409 : 422, campaignRefusals[outcome.reason]);
}

function refuse(
  status: number,
  message: string,
  errors: EditErrors = {},
  typed: Change | null = null,
) {
  return data<Answer>({ kind: "refused", message, errors, typed }, { status });
}

export const shouldRevalidate = revalidateAlways;

export default function Campaign({ loaderData, actionData }: Route.ComponentProps) {
  const { uai, campaign, isAdmin, done } = loaderData;
  const { id, state, year } = campaign;
  const refused = actionData?.kind === "refused" ? actionData : null;
  const found = actionData?.kind === "found" ? actionData.found : null;
  const fields = Object.entries(refused?.errors ?? {});
  return (
    <>
      <PageHead title={campaign.name} back={{ to: paths.campaigns(uai, year), label: words.back }}>
        <StateTag state={state} />
      </PageHead>
      {!actionData && done && (
        <Notice focused>
          <p>{done}</p>
        </Notice>
      )}
      {fields.length > 0 && (
        <ErrorSummary
          fields={fields.map(([field, error]) => ({
            id: editId(field as EditField),
            errors: [error],
          }))}
          attempt={actionData}
        />
      )}
      {refused && fields.length === 0 && (
        <Notice tone="bad" focused attempt={refused}>
          <p>{refused.message}</p>
        </Notice>
      )}
      {state === "archived" && (
        <Notice>
          <p>{words.archived}</p>
        </Notice>
      )}
      {state === "closed" && (
        <Notice>
          <p>{words.closed}</p>
        </Notice>
      )}
      {state === "planned" && (
        <Notice tone="warn">
          <p>{isAdmin ? campaignPages.toComplete : campaignPages.toCompleteMember}</p>
        </Notice>
      )}
      <CodeCard campaign={campaign} qr={loaderData.qr} />
      <section className="card" aria-labelledby="ou-en-sont">
        <h2 id="ou-en-sont">{words.where(campaign.expected)}</h2>
        <BarPatterns />
        <div className="camp-tall">
          <ProgressBar counts={campaign} />
        </div>
        <ProgressNumbers counts={campaign} />
        {campaign.left > 0 && (
          <p className="muted camp-undo">{campaignPages.left(campaign.left)}</p>
        )}
        {campaign.unexpected > 0 && (
          <p className="muted">{words.unexpected(campaign.unexpected)}</p>
        )}
        <AsOf campaign={campaign} today={loaderData.today} />
        {campaign.code !== null && campaign.expected > 0 && state !== "archived" && (
          <p className="actions after">
            <SheetsLink uai={uai} asked={{ year, campaign: id }} quiet={campaign.asOf !== null} />
          </p>
        )}
      </section>
      <section className="card" aria-labelledby="par-classe">
        <h2 id="par-classe">{words.byClass}</h2>
        <p className="muted">{words.byClassText}</p>
        <DivisionTable uai={uai} id={id} divisions={campaign.divisions} />
        {campaign.expected + campaign.left > 0 && (
          <p className="actions after">
            <DownloadLink
              href={paths.api.participants(uai, id, new URLSearchParams())}
              icon={Download}
              quiet
            >
              {words.exportAll}
            </DownloadLink>
          </p>
        )}
      </section>
      {isAdmin && state !== "archived" && (
        <ExceptionsCard
          exceptions={loaderData.exceptions}
          divisions={loaderData.divisions}
          found={found}
        />
      )}
      {isAdmin && (
        <EditCard
          key={`${campaign.code} ${campaign.name} ${campaign.dueOn} ${campaign.kind} ${campaign.level}`}
          campaign={campaign}
          errors={refused?.errors ?? {}}
          typed={refused?.typed ?? null}
        />
      )}
    </>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}
