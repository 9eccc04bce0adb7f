import { data, Form, useSearchParams } from "react-router";
import { team, invitations as words } from "#words/team.ts";
import { listInvitations } from "#worker/team/list-invitations.ts";
import { listMembers } from "#worker/team/list-members.ts";
import {
  cancelInvitation,
  readInvitationEnd,
  resendInvitation,
} from "#worker/team/manage-invitation.ts";
import { cancelInvitations, resendInvitations } from "#worker/team/manage-many.ts";
import { type CurrentMember, lateForm, requireMember } from "../context.ts";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { CHOSEN, MOST_AT_ONCE } from "../features/team/choices.ts";
import { InvitationTable } from "../features/team/invitation-table.tsx";
import { ManyInvitations } from "../features/team/many-invitations.tsx";
import { InvitationForm, ManyForm } from "../features/team/team-forms.server.ts";
import { TeamTabs } from "../features/team/team-tabs.tsx";
import { readForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import { revalidateAlways } from "../revalidate.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { UserPlus } from "../ui/icons.tsx";
import { Notice } from "../ui/notice.tsx";
import { UrlQuestion } from "../ui/url-question.tsx";
import type { Route } from "./+types/equipe-invitations.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const {
    env: { CENTRAL: env },
    organization,
  } = await requireMember(context, "admin");
  const organizationId = organization.id;
  const [invitations, { total }] = await Promise.all([
    listInvitations(env, { organizationId, now: Date.now() }),
    listMembers(env, { organizationId }),
  ]);
  const invitationId = new URL(request.url).searchParams.get("annuler");
  const gone = invitationId !== null && !invitations.some(({ id }) => id === invitationId);
  const ended = gone ? await readInvitationEnd(env, { organizationId, invitationId }) : null;
  return { invitations, members: total, uai: organization.uai, ended };
}

export async function action({ context }: Route.ActionArgs) {
  const {
    env: { CENTRAL: env },
    organization,
    user,
  } = await requireMember(context, "admin");
  const form = readForm(context);
  const many = /-many$/.test(String(form.get("intent")));
  if (many) return await manageMany(env, { organization, user }, form);
  const answer = InvitationForm.safeParse(Object.fromEntries(form));
  if (!answer.success) throw data(null, { status: 400 });
  const { intent, invitationId } = answer.data;
  const act = intent === "resend" ? resendInvitation : cancelInvitation;
  const done = await act(env, {
    organizationId: organization.id,
    school: organization.name,
    inviter: user,
    invitationId,
    now: Date.now(),
  });
  if (!done.ok && done.reason === "NOT_FOUND") throw lateForm(404);
  if (!done.ok && done.reason === "ENDED") {
    const end = await readInvitationEnd(env, { organizationId: organization.id, invitationId });
    return data({ refused: words.refused.ENDED(end) }, { status: 409 });
  }
  if (!done.ok) return data({ refused: words.refused[done.reason] }, { status: 409 });
  return data({ done: words.done[intent](done.email, done.mail) });
}

async function manageMany(
  env: Env,
  { organization, user }: Pick<CurrentMember, "organization" | "user">,
  form: FormData,
) {
  const asked = form.getAll(CHOSEN);
  if (asked.length === 0) return data({ refused: words.many.none }, { status: 400 });
  if (asked.length > MOST_AT_ONCE) {
    return data({ refused: words.many.tooMany(MOST_AT_ONCE) }, { status: 400 });
  }
  const answer = ManyForm.safeParse({ intent: form.get("intent"), invitationIds: asked });
  if (!answer.success) throw data(null, { status: 400 });
  const { intent, invitationIds } = answer.data;
  const act = intent === "resend-many" ? resendInvitations : cancelInvitations;
  const outcome = await act(env, {
    organizationId: organization.id,
    school: organization.name,
    inviter: user,
    invitationIds: [...new Set(invitationIds)],
    now: Date.now(),
  });
  const told = words.many.done[intent](outcome);
  return outcome.done > 0 ? data({ done: told }) : data({ refused: told }, { status: 409 });
}

export const shouldRevalidate = revalidateAlways;

export default function Invitations({ loaderData, actionData }: Route.ComponentProps) {
  const { invitations, members, uai } = loaderData;
  const [query] = useSearchParams();
  const asked = invitations.find(({ id }) => id === query.get("annuler"));
  const ticked = invitations.filter(({ id }) => query.getAll(CHOSEN).includes(id));
  return (
    <>
      <PageHead title={words.title} heading={team.title}>
        <ButtonLink to={paths.invite(uai)} icon={UserPlus}>
          {team.invite}
        </ButtonLink>
      </PageHead>
      <TeamTabs uai={uai} members={members} invitations={invitations.length} />
      {actionData && "done" in actionData && (
        <Notice focused attempt={actionData}>
          <p>{actionData.done}</p>
        </Notice>
      )}
      {actionData && "refused" in actionData && (
        <Notice tone="bad" focused attempt={actionData}>
          <h2>{words.refusedTitle}</h2>
          <p>{actionData.refused}</p>
        </Notice>
      )}
      {loaderData.ended && !actionData && (
        <Notice tone="bad" focused>
          <h2>{words.refusedTitle}</h2>
          <p>{words.refused.ENDED(loaderData.ended)}</p>
        </Notice>
      )}
      <CancelQuestion uai={uai} asked={asked ?? null} />
      <CancelManyQuestion uai={uai} asked={ticked} />
      <section className="card" aria-labelledby="invitations-titre">
        <h2 id="invitations-titre">{words.title}</h2>
        {invitations.length === 0 ? (
          <EmptyState title={words.emptyTitle}>
            <p>{words.empty}</p>
          </EmptyState>
        ) : (
          <>
            <InvitationTable uai={uai} rows={invitations} />
            <ManyInvitations uai={uai} />
          </>
        )}
        {invitations.some(({ mail }) => mail === "refused") && (
          <p className="muted after">{words.refusedHelp}</p>
        )}
        {invitations.some(({ mail }) => mail === "delayed") && (
          <p className="muted after">{words.delayedHelp}</p>
        )}
        {invitations.some(({ mail }) => mail === "expired") && (
          <p className="muted after">{words.expiredHelp}</p>
        )}
      </section>
    </>
  );
}

function CancelQuestion(props: { uai: string; asked: { id: string; email: string } | null }) {
  const { uai, asked } = props;
  const back = paths.invitations(uai);
  return (
    <UrlQuestion asked={asked !== null} title={words.cancelDialog.title} back={back}>
      {asked && (
        <Form method="post" action={back}>
          <p>{words.cancelDialog.text(asked.email)}</p>
          <input type="hidden" name="invitationId" value={asked.id} />
          <div className="actions after">
            <Button type="submit" name="intent" value="cancel" look="danger">
              {words.cancelDialog.yes}
            </Button>
            <ButtonLink to={back} quiet>
              {words.back}
            </ButtonLink>
          </div>
        </Form>
      )}
    </UrlQuestion>
  );
}

function CancelManyQuestion(props: { uai: string; asked: Array<{ id: string; email: string }> }) {
  const { uai, asked } = props;
  const back = paths.invitations(uai);
  return (
    <UrlQuestion asked={asked.length > 0} title={words.many.cancelTitle(asked.length)} back={back}>
      <Form method="post" action={back}>
        <p>{words.many.cancelText}</p>
        <ul>
          {asked.map(({ id, email }) => (
            <li key={id}>
              {email}
              <input type="hidden" name={CHOSEN} value={id} />
            </li>
          ))}
        </ul>
        <div className="actions after">
          <Button type="submit" name="intent" value="cancel-many" look="danger">
            {words.many.yes(asked.length)}
          </Button>
          <ButtonLink to={back} quiet>
            {words.back}
          </ButtonLink>
        </div>
      </Form>
    </UrlQuestion>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}
