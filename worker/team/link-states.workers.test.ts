import { expect, test } from "vitest";
import { aMember, env } from "#tests/support/factories.ts";
import {
  anAccount,
  anActivation,
  anInvitation,
  aReachableSchool,
  aWatchedDatabase,
  journalOf,
  roleOf,
} from "#tests/support/team.ts";
import { DAY } from "../platform/clock.ts";
import { joinWithAccount } from "./join-with-account.ts";
import { joinWithNewAccount } from "./join-with-new-account.ts";
import { listInvitations } from "./list-invitations.ts";
import { cancelInvitation, resendInvitation } from "./manage-invitation.ts";
import { readLink } from "./read-link.ts";

/** The states that `join.workers.test.ts` does not cover: those of an activation, and of a link that ends meanwhile. */

async function stateOf(token: string, now = Date.now()) {
  return (await readLink(env, token, now)).state;
}

test.each([
  ["cancelled", "state = 'cancelled'"],
  ["used by somebody else", "state = 'used', used_at = 1"],
  ["replaced", "token_hash = 'newer'"],
  ["expired", "expires_at = 1"],
])("a link that is %s between reading and using it gives no access", async (_, change) => {
  const school = await aReachableSchool();
  const [invited, fresh] = [await anInvitation(school), await anInvitation(school)];
  const ending = env.DB.prepare(`UPDATE invitation SET ${change} WHERE email = ?1`);
  const endingThat = ({ email }: { email: string }) => ({
    ...env,
    DB: aWatchedDatabase({ onBatch: () => ending.bind(email).run() }),
  });
  const refused = { ok: false, reason: "LINK" };
  const now = Date.now();

  const person = await anAccount(invited.email);
  const wish = { token: invited.token, userId: person.id, confirmed: false, now };
  expect(await joinWithAccount(endingThat(invited), wish)).toEqual(refused);
  expect(await roleOf(school, person.id)).toBeNull();

  const { token, email } = fresh;
  const signUp = { name: "Lou Nouvelle", email, password: "trois mots bien choisis" };
  const input = { token, signUp: { ...signUp, termsVersion: "essai" }, now };
  expect(await joinWithNewAccount(endingThat(fresh), input)).toEqual(refused);
  const account = await env.DB.prepare("SELECT id FROM user WHERE email = ?1").bind(email).first();
  expect(account).toBeNull();
});

test("an activation expires after seven days, and ends with its school", async () => {
  const school = await aReachableSchool();
  const now = Date.now();
  const token = await anActivation(school, now);
  expect(await stateOf(token, now + 7 * DAY - 1)).toBe("open");
  expect(await stateOf(token, now + 7 * DAY)).toBe("expired");
  await env.DB.prepare("UPDATE organization SET state = 'closed' WHERE id = ?1")
    .bind(school.id)
    .run();
  expect(await stateOf(token, now)).toBe("closed");
});

test("an administrator can cancel a doubtful activation, but cannot resend it", async () => {
  const school = await aReachableSchool();
  const inviter = await aMember(school);
  const token = await anActivation(school);
  const now = Date.now();
  const [listed] = await listInvitations(env, { organizationId: school.id, now });
  const input = {
    ...{ organizationId: school.id, school: school.name, inviter },
    ...{ invitationId: listed?.id ?? "", now: now + DAY },
  };
  expect(await resendInvitation(env, input)).toEqual({ ok: false, reason: "NOT_FOUND" });
  expect(await stateOf(token)).toBe("open");
  expect(await cancelInvitation(env, input)).toEqual({ ok: true, email: school.mailbox });
  expect(await stateOf(token)).toBe("cancelled");
});

test("an administrator gains nothing from an activation, which is used up", async () => {
  const school = await aReachableSchool();
  const admin = await aMember(school);
  const token = await anActivation(school);
  const before = await journalOf(school);
  const wish = { token, userId: admin.id, confirmed: false, now: Date.now() };
  expect(await joinWithAccount(env, wish)).toMatchObject({ ok: true });
  expect(await roleOf(school, admin.id)).toBe("admin");
  expect(await stateOf(token)).toBe("used");
  expect(await journalOf(school)).toEqual(before);
});

test("an invitation that gives more promotes a member", async () => {
  const school = await aReachableSchool();
  const member = await aMember(school, "member");
  const { token } = await anInvitation(school, { email: "plus@ac-essai.fr", role: "admin" });
  const wish = { token, userId: member.id, confirmed: true, now: Date.now() };
  expect(await joinWithAccount(env, wish)).toMatchObject({ ok: true });
  expect(await roleOf(school, member.id)).toBe("admin");
});
