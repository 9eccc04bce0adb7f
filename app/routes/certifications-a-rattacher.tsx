import { data, redirect } from "react-router";
import { results, waiting as words } from "#words/results.ts";
import { findForWaiting } from "#worker/certifications/settle/find-candidates.ts";
import {
  isWaiting,
  listWaiting,
  WAITING_PAGE_SIZE,
} from "#worker/certifications/settle/list-waiting.ts";
import {
  type SettleOutcome,
  settleRows,
  type WaitingChoice,
  type WaitingScope,
} from "#worker/certifications/settle/settle-rows.ts";
import { readPageNumber } from "#worker/platform/page-number.ts";
import { requireMember } from "../context.ts";
import { WaitingForm } from "../features/certifications/waiting-form.server.ts";
import {
  CLASS_OF_ALL,
  OUTSIDE,
  WaitingAll,
  WaitingCard,
} from "../features/certifications/waiting-row.tsx";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { readForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import { revalidateAlways } from "../revalidate.ts";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorSummary } from "../ui/error-summary.tsx";
import { Notice } from "../ui/notice.tsx";
import { Pagination } from "../ui/pagination.tsx";
import type { Route } from "./+types/certifications-a-rattacher.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const { env, organization } = await requireMember(context, "admin");
  const page = readPageNumber(new URL(request.url).searchParams.get("page"));
  const organizationId = organization.id;
  let found = await listWaiting(env, { organizationId, page });
  // The last row of the last page was settled: show the first page.
  if (found.rows.length === 0 && page > 1) found = await listWaiting(env, { organizationId });
  return { ...found, page: found.rows.length === 0 ? 1 : page, uai: organization.uai };
}

type Problem = { code: keyof typeof words.errors; importId: string | null; line: number | null };

export async function action({ request, context }: Route.ActionArgs) {
  const { env, organization, user } = await requireMember(context, "admin");
  const form = WaitingForm.safeParse(Object.fromEntries(readForm(context)));
  if (!form.success) throw data(null, { status: 400 });
  const sent = form.data;
  const scope: WaitingScope = "line" in sent ? { importId: sent.importId, line: sent.line } : {};
  const refuse = (code: Problem["code"], status: number) =>
    data<Problem>({ code, importId: scope.importId ?? null, line: scope.line ?? null }, { status });
  if (sent.intent === "find") {
    const found = await findForWaiting(env, { organizationId: organization.id, ...sent });
    if (!found) return refuse("ANSWERED", 409);
    return { ...found, search: sent.search, importId: sent.importId, line: sent.line };
  }
  const choice = choiceOf(sent);
  if (typeof choice === "string") return refuse(choice, 400);
  const outcome: SettleOutcome = await settleRows(env, {
    organizationId: organization.id,
    userId: user.id,
    scope,
    choice,
  });
  if (outcome.ok) {
    const { search } = new URL(request.url);
    throw redirect(`${paths.unmatchedResults(organization.uai)}${search}`, 303);
  }
  if (outcome.reason !== "NOT_FOUND") return refuse(outcome.reason, 400);
  if (!("line" in sent)) return refuse("NOTHING_WAITS", 409);
  const waits = await isWaiting(env, { organizationId: organization.id, ...sent });
  return refuse(waits ? "PUPIL_GONE" : "ANSWERED", 409);
}

function choiceOf(
  sent: Exclude<ReturnType<typeof WaitingForm.parse>, { intent: "find" }>,
): WaitingChoice | "NO_CHOICE" | "NOT_SURE" {
  switch (sent.intent) {
    case "discard":
      return { kind: "discard" };
    case "discard-all":
      return sent.sure === "yes" ? { kind: "discard" } : "NOT_SURE";
    case "place-all":
      return { kind: "place", division: sent.division };
    case "keep-all":
      return { kind: "keep", division: sent.division };
    case "choose": {
      const { owner, division } = sent;
      if (owner === "") return "NO_CHOICE";
      return owner === OUTSIDE
        ? { kind: "keep", division }
        : { kind: "link", pupilId: owner, division };
    }
  }
}

export const shouldRevalidate = revalidateAlways;

export default function UnmatchedResults({ loaderData, actionData }: Route.ComponentProps) {
  const { uai, rows, total, page } = loaderData;
  const problem = actionData && "code" in actionData ? actionData : null;
  const found = actionData && "candidates" in actionData ? actionData : null;
  const about = (row: { importId: string; line: number }) =>
    problem?.importId === row.importId && problem.line === row.line;
  const shown = problem !== null && rows.some(about);
  const ofClass = problem?.line === null && problem.code.includes("CLASS");
  const missing = ofClass ? words.errors[problem.code] : null;
  return (
    <>
      <PageHead title={words.title} back={{ to: paths.certifications(uai), label: words.back }} />
      {missing && (
        <ErrorSummary fields={[{ id: CLASS_OF_ALL, errors: [missing] }]} attempt={problem} />
      )}
      {problem && !missing && (
        <Notice tone="bad" focused attempt={problem}>
          <p>{words.errors[problem.code]}</p>
        </Notice>
      )}
      {total === 0 ? (
        <section className="card">
          <EmptyState title={words.doneTitle}>
            <p>{words.done}</p>
            <ButtonLink to={paths.certifications(uai)}>{words.back}</ButtonLink>
          </EmptyState>
        </section>
      ) : (
        <>
          <p className="found">{results.waitingTitle(total)}</p>
          <p>{words.intro}</p>
          {total > 1 && <WaitingAll missing={missing} />}
          {rows.map((row) => (
            <WaitingCard
              key={`${row.importId} ${row.line}`}
              row={row}
              found={found?.importId === row.importId && found.line === row.line ? found : null}
              problem={shown && problem && about(row) ? words.errors[problem.code] : null}
            />
          ))}
          <Pagination page={page} pageSize={WAITING_PAGE_SIZE} total={total} />
        </>
      )}
    </>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}
