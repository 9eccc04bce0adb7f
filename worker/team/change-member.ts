import { type JournalEvent, journalStatement, lineNumber } from "../journal/record.ts";
import { outboxStatement, sendSoon, withdrawSql } from "../mail/outbox.ts";
import type { Mail } from "../mail/write-mail.ts";
import type { Role } from "../organizations/access.ts";
import { assertInBatch, runGuarded } from "../platform/database.ts";
import { findPerson, type Person } from "./find-people.ts";
import { assertAdministrator, assertSomeAdministrator } from "./invitation-statements.ts";

export type ChangeRefusal =
  /** Not a member of this school (any more). */
  | "NOT_FOUND"
  /** The school would have no administrator left. */
  | "LAST_ADMIN"
  /** The actor is no longer an administrator. */
  | "NOT_ALLOWED";

export type ChangeOutcome = { ok: true; name: string } | { ok: false; reason: ChangeRefusal };

export type Change = {
  organizationId: number;
  school: string;
  actor: { id: string; name: string };
  userId: string;
  now: number;
};

/**
 * Changes a member's role and mails them. When another administrator demotes a member, the pending administrator
 * invitations that this member sent are cancelled: one could let them back in. The batch that would remove the last
 * administrator is refused, even among concurrent requests.
 */
export async function changeRole(
  env: Env,
  change: Change & { role: Role },
): Promise<ChangeOutcome> {
  const { organizationId, school, actor, userId, role, now: at } = change;
  const person = await findPerson(env, change);
  if (!person || person.role === null) return { ok: false, reason: "NOT_FOUND" };
  if (person.role === role) return { ok: true, name: person.name };
  const demoted = role === "member" && userId !== actor.id;
  return await commit(env, change, person, {
    statements: [
      env.DB.prepare(
        `UPDATE membership SET role = ?3
         WHERE organization_id = ?1 AND user_id = ?2 AND role <> ?3 AND removed_at IS NULL`,
      ).bind(organizationId, userId, role),
      assertInBatch(env, "changes() = 1"),
      ...(demoted ? cancelStatements(env, change, SENT_FOR_ADMINISTRATORS) : []),
      record(env, change, "member.role_changed", { role, from: person.role, at }),
    ],
    mail: { kind: "role-changed", school, role, changedBy: actor.name },
  });
}

/**
 * Removes a member from the school and mails them. Their pending invitations are cancelled too: those they sent and
 * those sent to them. Never removes the last administrator.
 */
export async function removeMember(env: Env, change: Change): Promise<ChangeOutcome> {
  const { school, actor, now: at } = change;
  const person = await findPerson(env, change);
  if (!person || person.role === null) return { ok: false, reason: "NOT_FOUND" };
  return await commit(env, change, person, {
    statements: [
      ...takeOutStatements(env, change),
      ...cancelStatements(env, change, AROUND),
      record(env, change, "member.removed", { role: person.role, at }),
    ],
    mail: { kind: "removed", school, removedBy: actor.name, support: env.OPERATOR_SUPPORT },
  });
}

/** SQL: the pending invitations that a change cancels. `?1`: the school. `?2`: the member. */
const PENDING = "organization_id = ?1 AND state = 'pending' AND purpose = 'invitation'";
/** Pending invitations sent by this person, or to them. */
const AROUND = `${PENDING} AND (invited_by = ?2 OR email = (SELECT email FROM user WHERE id = ?2))`;
const SENT_FOR_ADMINISTRATORS = `${PENDING} AND invited_by = ?2 AND role = 'admin'`;

/** Cancels the invitations `which`, journals each, and withdraws their unsent mails. */
function cancelStatements(env: Env, change: Change, which: string) {
  const { organizationId, userId, actor, now } = change;
  const bound = [organizationId, userId, now];
  return [
    env.DB.prepare(
      `INSERT INTO journal (organization_id, at, n, user_id, event, subject, detail)
       SELECT organization_id, ?3, ${lineNumber("organization_id", "?3", { many: true })}, ?4,
         'invitation.cancelled', id,
         json_object('email', email, 'role', role) FROM invitation WHERE ${which}`,
    ).bind(...bound, actor.id),
    env.DB.prepare(withdrawSql(`SELECT outbox_id FROM invitation WHERE ${which}`, "?3")).bind(
      ...bound,
    ),
    env.DB.prepare(
      `UPDATE invitation SET state = 'cancelled', cancelled_at = ?3 WHERE ${which}`,
    ).bind(...bound),
  ];
}

/** A member leaves the school on their own; the last administrator cannot. */
export async function leaveSchool(
  env: Env,
  input: { organizationId: number; userId: string; now: number },
): Promise<ChangeOutcome> {
  const person = await findPerson(env, input);
  if (!person || person.role === null) return { ok: false, reason: "NOT_FOUND" };
  const change = { ...input, actor: { id: person.id } };
  const left = await runGuarded(env, [
    ...takeOutStatements(env, change),
    record(env, change, "member.left", { role: person.role, at: input.now }),
    assertSomeAdministrator(env, input.organizationId),
  ]);
  if (left) return { ok: true, name: person.name };
  const after = await findPerson(env, input);
  return { ok: false, reason: after?.role ? "LAST_ADMIN" : "NOT_FOUND" };
}

type Step = { statements: D1PreparedStatement[]; mail: Mail };

/**
 * Runs an administrator's change to a member, unless either role changed meanwhile or no administrator would
 * remain.
 */
async function commit(env: Env, change: Change, person: Person, step: Step) {
  const { organizationId, actor, now: at } = change;
  const posted = outboxStatement(env, { organizationId, to: person.email, mail: step.mail, at });
  const done = await runGuarded(env, [
    assertAdministrator(env, organizationId, actor.id),
    ...step.statements,
    assertSomeAdministrator(env, organizationId),
    posted.statement,
  ]);
  if (!done) return await whyRefused(env, change);
  await sendSoon(env, [posted]);
  return { ok: true as const, name: person.name };
}

async function whyRefused(env: Env, change: Change): Promise<ChangeOutcome> {
  const { organizationId, actor } = change;
  const [asking, person] = await Promise.all([
    findPerson(env, { organizationId, userId: actor.id }),
    findPerson(env, change),
  ]);
  if (asking?.role !== "admin") return { ok: false, reason: "NOT_ALLOWED" };
  return { ok: false, reason: person?.role ? "LAST_ADMIN" : "NOT_FOUND" };
}

type Who = { organizationId: number; userId: string; actor: { id: string }; now: number };

function takeOutStatements(env: Env, { organizationId, userId, now }: Who) {
  return [
    env.DB.prepare(
      `UPDATE membership SET removed_at = ?3
       WHERE organization_id = ?1 AND user_id = ?2 AND removed_at IS NULL`,
    ).bind(organizationId, userId, now),
    assertInBatch(env, "changes() = 1"),
  ];
}

function record(
  env: Env,
  { organizationId, userId, actor }: Who,
  event: JournalEvent,
  { at, ...detail }: { at: number; role: Role; from?: Role },
) {
  return journalStatement(env, {
    organizationId,
    at,
    userId: actor.id,
    event,
    subject: userId,
    detail,
  });
}
