import { parseWithZod } from "@conform-to/zod/v4";
import { data } from "react-router";
import { inviting as words } from "#words/team.ts";
import { findSchool } from "#worker/organizations/find-school.ts";
import { isHouseAddress } from "#worker/team/addresses.ts";
import { inviteMembers } from "#worker/team/invite-members.ts";
import { requireMember } from "../context.ts";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { InviteForm } from "../features/team/invite-form.tsx";
import { InviteReport, type ReportLine } from "../features/team/invite-report.tsx";
import { InviteForm as InviteSchema } from "../features/team/team-forms.server.ts";
import { readForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import { revalidateAlways } from "../revalidate.ts";
import type { Route } from "./+types/equipe-inviter.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const { organization } = await requireMember(context, "admin");
  return { uai: organization.uai };
}

export async function action({ context }: Route.ActionArgs) {
  const {
    env: { CENTRAL: env },
    organization,
    user,
  } = await requireMember(context, "admin");
  const submission = parseWithZod(readForm(context), { schema: InviteSchema });
  const nothing = { outside: [], report: null };
  if (submission.status !== "success") {
    return data({ ...nothing, result: submission.reply() }, { status: 400 });
  }
  const { emails: found, role, confirmed } = submission.value;
  const emails = found.flatMap((each) => (each.ok ? [each.email] : []));
  const mailbox = (await findSchool(env, organization.uai))?.mailbox ?? "";
  const outside = emails.filter((email) => !isHouseAddress(email, mailbox));
  if (outside.some((email) => !confirmed.includes(email))) {
    return data({ ...nothing, outside, result: submission.reply() }, { status: 409 });
  }
  const reports = await inviteMembers(env, {
    organizationId: organization.id,
    school: organization.name,
    inviter: user,
    emails,
    role,
    now: Date.now(),
  });
  const unread = found.flatMap((each): ReportLine[] =>
    each.ok ? [] : [{ email: each.written, result: each.problem }],
  );
  return data({ outside: [], report: [...reports, ...unread], result: null });
}

export const shouldRevalidate = revalidateAlways;

export default function InviteMembers({ loaderData, actionData }: Route.ComponentProps) {
  const { uai } = loaderData;
  const report: ReportLine[] | null = actionData?.report ?? null;
  const toCorrect = (report ?? [])
    .filter(({ result }) => result === "MALFORMED" || result === "ACCENTED")
    .map(({ email }) => email)
    .join("\n");
  return (
    <>
      <PageHead title={words.title} back={{ to: paths.team(uai), label: words.back }} />
      {report && <InviteReport uai={uai} report={report} />}
      <InviteForm
        key={report ? JSON.stringify(report) : "first"}
        uai={uai}
        result={actionData?.result ?? null}
        outside={actionData?.outside ?? []}
        toCorrect={toCorrect}
      />
    </>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}
