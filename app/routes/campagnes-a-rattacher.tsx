import { data, redirect } from "react-router";
import { campaignWaiting as words } from "#words/campaign-waiting.ts";
import { listWaitingLines } from "#worker/campaigns/files/list-waiting.ts";
import { type GivenChoice, settleLines } from "#worker/campaigns/files/settle-lines.ts";
import type { WaitingRow } from "#worker/campaigns/view.ts";
import { parisDate, schoolYearOf } from "#worker/platform/clock.ts";
import { readPageNumber } from "#worker/platform/page-number.ts";
import { findPupils } from "#worker/pupils/find-pupils.ts";
import { requireMember } from "../context.ts";
import { WaitingLineForm } from "../features/campaigns/waiting-form.server.ts";
import { WaitingLine, WaitingLines } from "../features/campaigns/waiting-line.tsx";
import type { Found } from "../features/pupils/pupil-search.tsx";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { readForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import { revalidateAlways } from "../revalidate.ts";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Notice } from "../ui/notice.tsx";
import { Pagination } from "../ui/pagination.tsx";
import type { Route } from "./+types/campagnes-a-rattacher.ts";

const PAGE_SIZE = 20;

export async function loader({ request, context }: Route.LoaderArgs) {
  const { env, organization } = await requireMember(context, "admin");
  const { total, waiting } = await listWaitingLines(env, { organizationId: organization.id });
  const asked = readPageNumber(new URL(request.url).searchParams.get("page"));
  const page = Math.min(asked, Math.max(1, Math.ceil(waiting.length / PAGE_SIZE)));
  return {
    ...{ uai: organization.uai, total, shown: waiting.length, page },
    rows: waiting.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    proposed: waiting.filter(isProposed).length,
    without: waiting.filter(({ candidates }) => candidates.length === 0).length,
  };
}

function isProposed({ candidates }: WaitingRow): boolean {
  return candidates.length === 1;
}

type Answer =
  | { kind: "found"; id: string; found: Found }
  | { kind: "refused"; id: string | null; code: keyof typeof words.errors };

export async function action({ request, context }: Route.ActionArgs) {
  const { env, organization, user } = await requireMember(context, "admin");
  const form = WaitingLineForm.safeParse(Object.fromEntries(readForm(context)));
  if (!form.success) throw data(null, { status: 400 });
  const sent = form.data;
  const organizationId = organization.id;
  const refuse = (code: keyof typeof words.errors, status: number, id: string | null = null) =>
    data<Answer>({ kind: "refused", id, code }, { status });
  if (sent.intent === "find") {
    const schoolYear = schoolYearOf(parisDate(Date.now()));
    const found = await findPupils(env, { organizationId, schoolYear, search: sent.search });
    return data<Answer>({
      kind: "found",
      id: sent.id,
      found: { ...found, search: sent.search },
    });
  }
  let answers: GivenChoice[];
  if (sent.intent === "choose") {
    const { id, owner } = sent;
    if (owner === "") return refuse("NO_CHOICE", 422, id);
    answers = [
      owner === "nobody" || owner === "staff" ? { id, answer: owner } : { id, pupilId: owner },
    ];
  } else {
    if (sent.sure !== "yes") return refuse("NOT_SURE", 422);
    const { waiting } = await listWaitingLines(env, { organizationId });
    answers = waiting.flatMap((row): GivenChoice[] => {
      const [only] = row.candidates;
      if (sent.intent === "discard-all") return only ? [] : [{ id: row.id, answer: "nobody" }];
      return only && isProposed(row) ? [{ id: row.id, pupilId: only.pupilId }] : [];
    });
    if (answers.length === 0) return refuse("UNKNOWN_LINE", 409);
  }
  const settled = await settleLines(env, { organizationId, userId: user.id, answers });
  const id = sent.intent === "choose" ? sent.id : null;
  if (!settled.ok) return refuse(settled.reason, 409, id);
  const { search } = new URL(request.url);
  throw redirect(`${paths.waitingLines(organization.uai)}${search}`, 303);
}

export const shouldRevalidate = revalidateAlways;

export default function WaitingCampaignLines({ loaderData, actionData }: Route.ComponentProps) {
  const { uai, rows, total, shown, page, proposed, without } = loaderData;
  const refused = actionData?.kind === "refused" ? actionData : null;
  const found = actionData?.kind === "found" ? actionData : null;
  const onRow = refused !== null && rows.some(({ id }) => id === refused.id);
  return (
    <>
      <PageHead title={words.title} back={{ to: paths.campaigns(uai), label: words.back }} />
      {refused && (
        <Notice tone="bad" focused attempt={refused}>
          <p>{words.errors[refused.code]}</p>
        </Notice>
      )}
      {total === 0 ? (
        <section className="card">
          <EmptyState title={words.doneTitle} drawing="done">
            <p>{words.done}</p>
            <ButtonLink to={paths.campaigns(uai)}>{words.back}</ButtonLink>
          </EmptyState>
        </section>
      ) : (
        <>
          <p className="found">{words.found(total)}</p>
          <p>{words.intro}</p>
          {shown < total && <p className="muted">{words.more(shown, total)}</p>}
          {proposed + without > 1 && <WaitingLines proposed={proposed} without={without} />}
          {rows.map((row) => (
            <WaitingLine
              key={row.id}
              row={row}
              found={found?.id === row.id ? found.found : null}
              problem={onRow && refused?.id === row.id ? words.errors[refused.code] : null}
            />
          ))}
          <Pagination page={page} pageSize={PAGE_SIZE} total={shown} />
        </>
      )}
    </>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}
