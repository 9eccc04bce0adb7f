import { data, Form, redirect, useSearchParams } from "react-router";
import { team as words } from "#words/team.ts";
import { changeRole, leaveSchool, removeMember } from "#worker/team/change-member.ts";
import { countInvitations } from "#worker/team/list-invitations.ts";
import { listMembers } from "#worker/team/list-members.ts";
import { lateForm, requireMember } from "../context.ts";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { lateQuestion, MemberQuestion, questionOf } from "../features/team/member-question.tsx";
import { MemberTable } from "../features/team/member-table.tsx";
import { MemberForm } from "../features/team/team-forms.server.ts";
import { TeamTabs } from "../features/team/team-tabs.tsx";
import { readForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import { revalidateAlways } from "../revalidate.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Field } from "../ui/field.tsx";
import { Search, UserPlus } from "../ui/icons.tsx";
import { Link } from "../ui/link.tsx";
import { Notice } from "../ui/notice.tsx";
import type { Route } from "./+types/equipe.ts";

/** Up to this many members, the table needs no search. */
const SEARCH_BEYOND = 7;

export async function loader({ request, context }: Route.LoaderArgs) {
  const {
    env: { CENTRAL: env },
    organization,
    role,
    user,
  } = await requireMember(context);
  const search = (new URL(request.url).searchParams.get("recherche") ?? "").slice(0, 100);
  const [found, waiting] = await Promise.all([
    listMembers(env, { organizationId: organization.id, search }),
    role === "admin" ? countInvitations(env, organization.id) : 0,
  ]);
  const { uai, name } = organization;
  const me = { userId: user.id, admin: role === "admin" };
  return { ...found, search, waiting, me, school: { uai, name } };
}

export async function action({ context }: Route.ActionArgs) {
  await requireMember(context);
  const answer = MemberForm.safeParse(Object.fromEntries(readForm(context)));
  if (!answer.success) throw data(null, { status: 400 });
  const needed = answer.data.intent === "leave" ? undefined : "admin";
  const {
    env: { CENTRAL: env },
    organization,
    user,
  } = await requireMember(context, needed);
  const { id: organizationId, name: school } = organization;
  const now = Date.now();
  if (answer.data.intent === "leave") {
    const left = await leaveSchool(env, { organizationId, userId: user.id, now });
    if (left.ok) throw redirect(paths.home(), 303);
    return data({ refused: words.refused[left.reason] }, { status: 409 });
  }
  const change = { organizationId, school, actor: user, userId: answer.data.userId, now };
  const done =
    answer.data.intent === "change"
      ? await changeRole(env, { ...change, role: answer.data.role })
      : await removeMember(env, change);
  if (!done.ok && done.reason === "NOT_ALLOWED") throw lateForm(403);
  if (!done.ok) return data({ refused: words.refused[done.reason] }, { status: 409 });
  return data({
    done:
      answer.data.intent === "change"
        ? words.done.change(done.name, answer.data.role)
        : words.done.remove(done.name),
  });
}

export const shouldRevalidate = revalidateAlways;

export default function Team({ loaderData, actionData }: Route.ComponentProps) {
  const { members, total, search, waiting, me, school } = loaderData;
  const [query] = useSearchParams();
  const late = lateQuestion(query, members, me);
  const groups = (["admin", "member"] as const).map((role) => ({
    role,
    members: members.filter((member) => member.role === role),
  }));
  return (
    <>
      <PageHead title={words.title}>
        {me.admin && (
          <ButtonLink to={paths.invite(school.uai)} icon={UserPlus}>
            {words.invite}
          </ButtonLink>
        )}
      </PageHead>
      {me.admin && <TeamTabs uai={school.uai} members={total} invitations={waiting} />}
      <Outcome answer={actionData ?? (late && { refused: words.refused[late] })} />
      <MemberQuestion
        uai={school.uai}
        school={school.name}
        question={questionOf(query, members, me)}
      />
      {(total > SEARCH_BEYOND || search !== "") && (
        <SearchMembers search={search} found={members.length} />
      )}
      {members.length === 0 && (
        <EmptyState title={words.search.none}>
          <p>{words.search.noneHelp}</p>
        </EmptyState>
      )}
      {groups.map((group) => (
        <Group key={group.role} {...group} me={me} searching={search !== ""} />
      ))}
    </>
  );
}

function Group(props: {
  role: "admin" | "member";
  members: Route.ComponentProps["loaderData"]["members"];
  me: Route.ComponentProps["loaderData"]["me"];
  searching: boolean;
}) {
  const { role, members } = props;
  if (members.length === 0 && props.searching) return null;
  return (
    <section className="card" aria-labelledby={`groupe-${role}`}>
      <h2 id={`groupe-${role}`}>
        {words.groups[role]} <span className="count">{members.length}</span>
      </h2>
      {members.length === 0 ? (
        <p className="muted">{words.noMember}</p>
      ) : (
        <MemberTable role={role} members={members} me={props.me} />
      )}
    </section>
  );
}

function SearchMembers({ search, found }: { search: string; found: number }) {
  return (
    <search aria-label={words.search.label}>
      <Form method="get" className="filters">
        <Field
          label={words.search.label}
          id="recherche"
          name="recherche"
          type="search"
          maxLength={100}
          autoComplete="off"
          defaultValue={search}
        />
        <Button type="submit" quiet icon={Search}>
          {words.search.apply}
        </Button>
        {search !== "" && <Link to=".">{words.search.clear}</Link>}
      </Form>
      {search !== "" && (
        <p className="found" role="status">
          {words.search.found(found)}
        </p>
      )}
    </search>
  );
}

/** What the last answer did, or why it did nothing. */
function Outcome({ answer }: { answer: Route.ComponentProps["actionData"] | null }) {
  if (!answer) return null;
  if ("done" in answer) {
    return (
      <Notice focused attempt={answer}>
        <p>{answer.done}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="bad" focused attempt={answer}>
      <h2>{words.refusedTitle}</h2>
      <p>{answer.refused}</p>
    </Notice>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}
