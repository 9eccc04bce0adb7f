import type { Organization, Role } from "#worker/organizations/access.ts";
import { inviteMembers } from "#worker/team/invite-members.ts";
import { requestActivation } from "#worker/team/request-activation.ts";
import { aMember, aPerson, aSchool, env, type Person } from "./factories.ts";

/** Ready schools, links and mails for the tests of joining a school. */

export type SchoolWithMailbox = Organization & { mailbox: string };

/** A school with a mailbox of its own and no member. */
export async function aReachableSchool(): Promise<SchoolWithMailbox> {
  const school = await aSchool();
  const mailbox = `ce.${school.uai.toLowerCase()}@ac-essai.fr`;
  await env.DB.prepare("UPDATE organization SET mailbox = ?2 WHERE id = ?1")
    .bind(school.id, mailbox)
    .run();
  return { ...school, mailbox };
}

export function anAddress(): string {
  return `${crypto.randomUUID()}@ac-essai.fr`;
}

export type Mailed = { kind: string; subject: string; text: string };

/** The mails sent to this address, oldest first. */
export async function mailsTo(email: string): Promise<Mailed[]> {
  const { results } = await env.DB.prepare(
    "SELECT kind, subject, text FROM outbox WHERE recipient = ?1 ORDER BY created_at, rowid",
  )
    .bind(email)
    .all<Mailed>();
  return results;
}

/** The secret of the newest link mailed to this address. */
export async function tokenFor(email: string): Promise<string> {
  const mails = await mailsTo(email);
  const token = /jeton=([\w-]{43})/.exec(mails.at(-1)?.text ?? "")?.[1];
  if (!token) throw new Error("no link was mailed there");
  return token;
}

/** Requests the activation of a school, from its own IP address; returns the link mailed to the school's mailbox. */
export async function anActivation(school: SchoolWithMailbox, now = Date.now()): Promise<string> {
  await requestActivation(env, {
    uai: school.uai,
    askedBy: "Claude Direction",
    network: crypto.randomUUID(),
    now,
  });
  return await tokenFor(school.mailbox);
}

/** An invitation by an administrator of the school, and its link. */
export async function anInvitation(
  school: Organization,
  wish: { email?: string; role?: Role; now?: number; inviter?: Person } = {},
) {
  const inviter = wish.inviter ?? (await aMember(school));
  const email = wish.email ?? anAddress();
  await inviteMembers(env, {
    organizationId: school.id,
    school: school.name,
    inviter,
    emails: [email],
    role: wish.role ?? "member",
    now: wish.now ?? Date.now(),
  });
  return { email, inviter, token: await tokenFor(email) };
}

/** A person with an account at this address, confirmed or not, who belongs to no school. */
export async function anAccount(email = anAddress(), verified = true): Promise<Person> {
  const person = await aPerson("Lou Compte");
  await env.DB.prepare("UPDATE user SET email = ?2, email_verified = ?3 WHERE id = ?1")
    .bind(person.id, email, verified ? 1 : 0)
    .run();
  return { ...person, email };
}

export async function roleOf(school: Organization, userId: string): Promise<Role | null> {
  const row = await env.DB.prepare(
    `SELECT role FROM membership
     WHERE organization_id = ?1 AND user_id = ?2 AND removed_at IS NULL`,
  )
    .bind(school.id, userId)
    .first<{ role: Role }>();
  return row?.role ?? null;
}

export async function countAdministrators(school: Organization): Promise<number> {
  const row = await env.DB.prepare(
    `SELECT COUNT(*) AS n FROM membership
     WHERE organization_id = ?1 AND role = 'admin' AND removed_at IS NULL`,
  )
    .bind(school.id)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

/** The lines of the school's journal, oldest first. */
export async function journalOf(school: Organization) {
  const { results } = await env.DB.prepare(
    "SELECT event, user_id AS userId, subject, detail FROM journal WHERE organization_id = ?1 ORDER BY at, n",
  )
    .bind(school.id)
    .all<{ event: string; userId: string | null; subject: string; detail: string }>();
  return results.map((line) => ({ ...line, detail: JSON.parse(line.detail) }));
}

/** The real database, with `onBatch` run before each transaction and `onPrepare` at each statement. */
export function aWatchedDatabase(watch: {
  onPrepare?: () => void;
  onBatch?: () => unknown;
}): D1Database {
  return new Proxy(env.DB, {
    get(target, name) {
      if (name === "prepare") watch.onPrepare?.();
      if (name !== "batch") return Reflect.get(target, name).bind(target);
      return async (statements: D1PreparedStatement[]) => {
        await watch.onBatch?.();
        return await target.batch(statements);
      };
    },
  });
}
