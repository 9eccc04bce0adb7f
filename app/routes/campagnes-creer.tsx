import { data, redirect } from "react-router";
import { campaignFaultMessage } from "#words/campaigns.ts";
import { createWords as words } from "#words/campaigns-create.ts";
import { createCampaigns } from "#worker/campaigns/create/create-campaigns.ts";
import { readWishes } from "#worker/campaigns/create/read-wishes.ts";
import { dueDate, type Programme, readProgramme } from "#worker/campaigns/programme.ts";
import { readFollowUp } from "#worker/campaigns/show/read-follow-up.ts";
import {
  CAMPAIGN_KINDS,
  type CampaignKind,
  isCampaignKind,
  type LevelOfYear,
} from "#worker/campaigns/view.ts";
import { parisDate, schoolYearOf } from "#worker/platform/clock.ts";
import { requireMember } from "../context.ts";
import { type CreateValues, dueName, tickName } from "../features/campaigns/create-form.ts";
import { CODES, CreateForm, type LevelChoice } from "../features/campaigns/create-page.tsx";
import { CreatePreview, type Preview } from "../features/campaigns/create-preview.tsx";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { readForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import { revalidateAlways } from "../revalidate.ts";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorSummary } from "../ui/error-summary.tsx";
import type { Route } from "./+types/campagnes-creer.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const { env, organization } = await requireMember(context, "admin");
  const found = await readFollowUp(env, { organizationId: organization.id, now: Date.now() });
  const programme = readProgramme(env);
  const levels = found.levels.map(
    (level): LevelChoice => ({
      ...level,
      kinds: kindsOf(programme, level).map((kind) => ({
        kind,
        isMade: found.campaigns.some(
          (one) =>
            one.kind === kind &&
            one.level === level.level &&
            one.variant === (level.isSegpa ? "segpa" : ""),
        ),
      })),
    }),
  );
  const kinds = CAMPAIGN_KINDS.filter((kind) =>
    levels.some((level) => level.kinds.some((one) => one.kind === kind)),
  );
  const { name, creation } = programme.provider;
  return {
    uai: organization.uai,
    year: found.year,
    levels,
    kinds,
    values: usualValues(programme, found.year, levels),
    provider: { name, creation },
  };
}

function kindsOf(programme: Programme, { level }: LevelOfYear): CampaignKind[] {
  return CAMPAIGN_KINDS.filter((kind) => programme.kinds[kind].levels.some((one) => one === level));
}

/** The programme of the year is ticked by default; separate SEGPA campaigns are never ticked by default. */
function usualValues(programme: Programme, year: string, levels: LevelChoice[]): CreateValues {
  const proposed = levels.flatMap((level) =>
    level.kinds
      .filter(
        ({ kind, isMade }) =>
          !isMade &&
          !level.isSegpa &&
          programme.kinds[kind].proposed.some((one) => one === level.level),
      )
      .map(({ kind }) => tickName(kind, level)),
  );
  const due = CAMPAIGN_KINDS.map((kind) => [kind, dueDate(programme, kind, year) ?? ""]);
  return { codes: "", kindOfCodes: "rentree", ticked: proposed, due: Object.fromEntries(due) };
}

type Answer = { values: CreateValues; errors: string[]; preview: Preview | null };

/** More lines than any school has levels; the API has the same limit. */
const MAX_CAMPAIGNS = 200;

export async function action({ context }: Route.ActionArgs) {
  const { env, organization, user } = await requireMember(context, "admin");
  const form = readForm(context);
  const values = readValues(form);
  const intent = form.get("intent");
  if (intent !== "check" && intent !== "confirm") {
    throw data(null, { status: 400 });
  }
  const refuse = (errors: string[]) =>
    data<Answer>({ values, errors, preview: null }, { status: 422 });
  const wishes = readWishes({
    pasted: values.codes,
    kindOfCodes: values.kindOfCodes,
    ticked: values.ticked.map(toTick),
    due: values.due,
  });
  if (wishes.asked.length > MAX_CAMPAIGNS) return refuse([words.tooMany]);
  const tell = (faults: typeof wishes.errors) =>
    faults
      .toSorted((a, b) => a.line - b.line)
      .map((fault) => words.error(fault.line, campaignFaultMessage(fault)));
  if (wishes.asked.length + wishes.errors.length === 0) return refuse([words.nothingAsked]);
  const isCheck = intent === "check" || wishes.errors.length > 0;
  const outcome = await createCampaigns(env, {
    organizationId: organization.id,
    user,
    year: schoolYearOf(parisDate(Date.now())),
    campaigns: wishes.asked,
    preview: isCheck,
  });
  if (!outcome.ok) return refuse(tell([...wishes.errors, ...outcome.errors]));
  if (wishes.errors.length > 0) return refuse(tell(wishes.errors));
  const { created, filled, planned } = outcome;
  if (isCheck) return data<Answer>({ values, errors: [], preview: { created, filled, planned } });
  const done = new URLSearchParams({ creees: String(created), codes: String(filled) });
  throw redirect(`${paths.campaigns(organization.uai)}?${done}`, 303);
}

function readValues(form: FormData): CreateValues {
  const text = (name: string) => String(form.get(name) ?? "");
  const kind = text("kindOfCodes");
  return {
    codes: text("codes"),
    kindOfCodes: isCampaignKind(kind) ? kind : "rentree",
    ticked: [...form.keys()].filter((name) => name.startsWith("tick_")),
    due: Object.fromEntries(CAMPAIGN_KINDS.map((one) => [one, text(dueName(one))])),
  };
}

function toTick(name: string) {
  const [, kind = "", level = "", variant = ""] = name.split("_");
  return { kind, level, variant };
}

export const shouldRevalidate = revalidateAlways;

export default function CreateCampaigns({ loaderData, actionData }: Route.ComponentProps) {
  const { uai, levels, provider } = loaderData;
  const values = actionData?.values ?? loaderData.values;
  const errors = actionData?.errors ?? [];
  return (
    <>
      <PageHead title={words.title} back={{ to: paths.campaigns(uai), label: words.back }}>
        <span className="tag">{words.year(loaderData.year)}</span>
      </PageHead>
      <p className="lead">
        {words.lead.before} <a href={provider.creation}>{words.lead.site(provider.name)}</a>
        {words.lead.after}
      </p>
      {levels.length === 0 ? (
        <section className="card">
          <EmptyState title={words.noBaseTitle}>
            <p>{words.noBase}</p>
            <ButtonLink to={paths.importPupils(uai)}>{words.importBase}</ButtonLink>
          </EmptyState>
        </section>
      ) : (
        <>
          <ErrorSummary fields={[{ id: CODES, errors }]} attempt={actionData} />
          {actionData?.preview && (
            <CreatePreview preview={actionData.preview} values={values} attempt={actionData} />
          )}
          <CreateForm
            levels={levels}
            values={values}
            kinds={loaderData.kinds}
            errors={errors}
            isAgain={Boolean(actionData?.preview)}
          />
        </>
      )}
    </>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}
