import { expect, test } from "vitest";
import { aMember, env } from "#tests/support/factories.ts";
import {
  anAccount,
  anActivation,
  anAddress,
  anInvitation,
  aReachableSchool,
  aWatchedDatabase,
  journalOf,
  mailsTo,
  roleOf,
} from "#tests/support/team.ts";
import { DAY } from "../platform/clock.ts";
import { joinWithAccount } from "./join-with-account.ts";
import { joinWithNewAccount } from "./join-with-new-account.ts";
import { readLink } from "./read-link.ts";

function signUp(token: string, email: string, now = Date.now()) {
  const person = { name: "Lou Nouvelle", email, password: "trois mots bien choisis" };
  return joinWithNewAccount(env, { token, signUp: { ...person, termsVersion: "essai" }, now });
}

function join(token: string, userId: string, confirmed = false, now = Date.now()) {
  return joinWithAccount(env, { token, userId, confirmed, now });
}

async function accountOf(email: string) {
  return await env.DB.prepare(
    "SELECT id, email_verified AS verified, terms_version AS terms FROM user WHERE email = ?1",
  )
    .bind(email)
    .first<{ id: string; verified: number; terms: string }>();
}

async function stateOf(token: string, now = Date.now()) {
  return (await readLink(env, token, now)).state;
}

test("each state of a link is distinguished", async () => {
  const school = await aReachableSchool();
  const inviter = await aMember(school);
  const now = Date.now();
  const { token: open } = await anInvitation(school, { inviter, now });
  expect(await stateOf(open, now)).toBe("open");
  expect(await stateOf(open, now + 7 * DAY - 1)).toBe("open");
  expect(await stateOf(open, now + 7 * DAY)).toBe("expired");
  expect(await stateOf("x".repeat(43))).toBe("unknown");
  expect(await stateOf(open.replace(/.$/, open.endsWith("A") ? "B" : "A"))).toBe("unknown");

  const email = anAddress();
  const { token: older } = await anInvitation(school, { inviter, email, now: now - DAY });
  const { token: newer } = await anInvitation(school, { inviter, email, now });
  expect([await stateOf(older), await stateOf(newer)]).toEqual(["replaced", "open"]);

  expect((await signUp(newer, email)).ok).toBe(true);
  expect([await stateOf(older), await stateOf(newer)]).toEqual(["used", "used"]);

  await env.DB.prepare("UPDATE invitation SET state = 'cancelled' WHERE state = 'pending'").run();
  expect(await stateOf(open)).toBe("cancelled");
  await env.DB.prepare("UPDATE organization SET state = 'closed' WHERE id = ?1")
    .bind(school.id)
    .run();
  expect([await stateOf(open), await stateOf(newer)]).toEqual(["closed", "closed"]);
});

test("a link that does not open creates no account and no member", async () => {
  const school = await aReachableSchool();
  const inviter = await aMember(school);
  const now = Date.now();
  const expired = await anInvitation(school, { inviter, now: now - 8 * DAY });
  const replaced = await anInvitation(school, { inviter, now: now - DAY });
  await anInvitation(school, { inviter, email: replaced.email, now });
  for (const { token, email } of [expired, replaced, { token: "x", email: anAddress() }]) {
    expect(await signUp(token, email)).toEqual({ ok: false, reason: "LINK" });
    expect(await accountOf(email)).toBeNull();
    const person = await anAccount(email);
    expect(await join(token, person.id)).toEqual({ ok: false, reason: "LINK" });
    expect(await roleOf(school, person.id)).toBeNull();
  }
});

test("signing up by an invitation verifies the address, and adds a member", async () => {
  const school = await aReachableSchool();
  const { email, token } = await anInvitation(school);
  expect(await signUp(token, email)).toMatchObject({ ok: true, school: { uai: school.uai } });
  // Each line of a journal and each import repeats the id of its person (decision 0065).
  expect((await accountOf(email))?.id).toMatch(/^[\w-]{16}$/);
  const account = await accountOf(email);
  expect(account).toMatchObject({ verified: 1, terms: "essai" });
  expect(await roleOf(school, account?.id ?? "")).toBe("member");
  expect((await mailsTo(email)).map(({ kind }) => kind)).toEqual(["invitation"]);
  expect((await journalOf(school)).at(-1)).toMatchObject({
    event: "member.joined",
    userId: account?.id,
    detail: { role: "member", by: "invitation" },
  });
});

test("an invitation creates no account for an address other than its own", async () => {
  const school = await aReachableSchool();
  const { token } = await anInvitation(school);
  const other = anAddress();
  expect(await signUp(token, other)).toEqual({ ok: false, reason: "OTHER_ADDRESS" });
  expect(await accountOf(other)).toBeNull();
  expect(await stateOf(token)).toBe("open");
});

test("an activation verifies the school's mailbox, not the typed address, which must be confirmed", async () => {
  const school = await aReachableSchool();
  const former = await aMember(school, "admin");
  const colleague = await aMember(school, "member");
  const token = await anActivation(school);
  const email = anAddress();
  expect((await signUp(token, email)).ok).toBe(true);
  const account = await accountOf(email);
  expect(account?.verified).toBe(0);
  expect(await roleOf(school, account?.id ?? "")).toBe("admin");
  expect((await mailsTo(email)).map(({ kind }) => kind)).toEqual(["confirm-address"]);
  const [told] = await mailsTo(former.email);
  expect(told?.kind).toBe("new-administrator");
  expect(told?.text).toContain("Lou Nouvelle");
  expect(told?.text).toContain(`/etablissements/${school.uai}/equipe`);
  expect(await mailsTo(colleague.email)).toEqual([]);
});

test("signing up with the mailbox that received the activation verifies it", async () => {
  const school = await aReachableSchool();
  const token = await anActivation(school);
  expect((await signUp(token, school.mailbox)).ok).toBe(true);
  expect((await accountOf(school.mailbox))?.verified).toBe(1);
});

test("only the holder of a valid link learns that an address has an account", async () => {
  const school = await aReachableSchool();
  const { email } = await anAccount();
  const token = await anActivation(school);
  expect(await signUp(token, email)).toEqual({ ok: false, reason: "EMAIL_TAKEN" });
  expect(await stateOf(token)).toBe("open");
  expect(await signUp("x".repeat(43), email)).toEqual({ ok: false, reason: "LINK" });
});

test("one link cannot be used to probe many addresses", async () => {
  const school = await aReachableSchool();
  const token = await anActivation(school);
  const { email } = await anAccount();
  const answers: string[] = [];
  for (let time = 0; time < 21; time += 1) {
    const outcome = await signUp(token, email);
    answers.push(outcome.ok ? "ok" : outcome.reason);
  }
  expect(answers.slice(0, 20).every((reason) => reason === "EMAIL_TAKEN")).toBe(true);
  expect(answers[20]).toBe("TOO_MANY");
});

test("of two people who sign up with one link at once, one joins and the other leaves no trace", async () => {
  const school = await aReachableSchool();
  const token = await anActivation(school);
  const addresses = [anAddress(), anAddress()];
  const outcomes = await Promise.all(addresses.map((email) => signUp(token, email)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes).toContainEqual({ ok: false, reason: "LINK" });
  const accounts = await Promise.all(addresses.map(accountOf));
  expect(accounts.filter((account) => account !== null)).toHaveLength(1);
});

test("a form sent twice at once joins once", async () => {
  const school = await aReachableSchool();
  const { email, token } = await anInvitation(school);
  const person = await anAccount(email);
  const outcomes = await Promise.all([1, 2, 3].map(() => join(token, person.id)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await roleOf(school, person.id)).toBe("member");
  const lines = (await journalOf(school)).filter(({ event }) => event === "member.joined");
  expect(lines).toHaveLength(1);
});

test("the account of the invited address joins in one click", async () => {
  const school = await aReachableSchool();
  const { email, token, inviter } = await anInvitation(school, { role: "admin" });
  const person = await anAccount(email);
  expect(await join(token, person.id)).toMatchObject({ ok: true });
  expect(await roleOf(school, person.id)).toBe("admin");
  expect(await mailsTo(inviter.email)).toEqual([]);
});

test("another account must confirm, and the sender of the invitation gets a mail", async () => {
  const school = await aReachableSchool();
  const { email, token, inviter } = await anInvitation(school);
  const other = await anAccount();
  expect(await join(token, other.id)).toEqual({ ok: false, reason: "OTHER_ADDRESS" });
  expect(await roleOf(school, other.id)).toBeNull();
  expect(await join(token, other.id, true)).toMatchObject({ ok: true });
  const [told] = await mailsTo(inviter.email);
  expect(told?.kind).toBe("invitation-taken");
  expect(told?.text).toContain(email);
  expect(told?.text).toContain(other.email);
});

test("when the sender has left the school, the administrators get the mail instead", async () => {
  const school = await aReachableSchool();
  const stays = await aMember(school);
  const { token, inviter } = await anInvitation(school);
  await env.DB.prepare("UPDATE membership SET removed_at = 2 WHERE user_id = ?1")
    .bind(inviter.id)
    .run();
  const other = await anAccount();
  expect(await join(token, other.id, true)).toMatchObject({ ok: true });
  expect(await mailsTo(inviter.email)).toEqual([]);
  expect((await mailsTo(stays.email)).map(({ kind }) => kind)).toEqual(["invitation-taken"]);
});

test("an account with an unverified address can take an activation, but no invitation, not even its own", async () => {
  const school = await aReachableSchool();
  const { email, token } = await anInvitation(school);
  for (const address of [email, anAddress()]) {
    const person = await anAccount(address, false);
    expect(await join(token, person.id, true)).toEqual({ ok: false, reason: "UNVERIFIED" });
    expect(await roleOf(school, person.id)).toBeNull();
  }
  const person = await anAccount(undefined, false);
  expect(await join(await anActivation(school), person.id)).toMatchObject({ ok: true });
});

test("a member is promoted when the link gives more, and the administrators get a mail about an activation", async () => {
  const school = await aReachableSchool();
  const former = await aMember(school, "admin");
  const member = await aMember(school, "member");
  expect(await join(await anActivation(school), member.id)).toMatchObject({ ok: true });
  expect(await roleOf(school, member.id)).toBe("admin");
  expect((await mailsTo(former.email)).map(({ kind }) => kind)).toEqual(["new-administrator"]);
  expect((await journalOf(school)).at(-1)).toMatchObject({
    event: "member.role_changed",
    detail: { role: "admin", from: "member", by: "activation" },
  });
});

test("a link that gives a member nothing more is used up, and changes nothing", async () => {
  const school = await aReachableSchool();
  const admin = await aMember(school, "admin");
  const colleague = await aMember(school, "admin");
  const { token, email } = await anInvitation(school, { inviter: colleague, role: "member" });
  await env.DB.prepare("UPDATE user SET email = ?2 WHERE id = ?1").bind(admin.id, email).run();
  const before = await journalOf(school);
  expect(await join(token, admin.id)).toMatchObject({ ok: true });
  expect(await roleOf(school, admin.id)).toBe("admin");
  expect(await stateOf(token)).toBe("used");
  expect(await journalOf(school)).toEqual(before);
  expect(await mailsTo(colleague.email)).toEqual([]);
});

test("a member who gains nothing from a colleague's invitation does not use it up", async () => {
  const school = await aReachableSchool();
  const member = await aMember(school, "member");
  const { token } = await anInvitation(school);
  expect(await join(token, member.id, true)).toEqual({ ok: false, reason: "NOTHING_TO_GAIN" });
  expect(await stateOf(token)).toBe("open");
});

test("a removed member comes back by a new invitation, with its role", async () => {
  const school = await aReachableSchool();
  const former = await aMember(school, "admin");
  await env.DB.prepare("UPDATE membership SET removed_at = 2 WHERE user_id = ?1")
    .bind(former.id)
    .run();
  const { token } = await anInvitation(school, { email: former.email });
  const now = Date.now();
  expect(await join(token, former.id, false, now)).toMatchObject({ ok: true });
  expect(await roleOf(school, former.id)).toBe("member");
  const row = await env.DB.prepare("SELECT joined_at AS at FROM membership WHERE user_id = ?1")
    .bind(former.id)
    .first<{ at: number }>();
  expect(row?.at).toBe(now);
});

test("a school that closes between reading and using the link is not joined", async () => {
  const school = await aReachableSchool();
  const { email, token } = await anInvitation(school);
  const person = await anAccount(email);
  const closing = env.DB.prepare("UPDATE organization SET state = 'closed' WHERE id = ?1").bind(
    school.id,
  );
  const DB = aWatchedDatabase({ onBatch: () => closing.run() });
  const input = { token, userId: person.id, confirmed: false, now: Date.now() };
  expect(await joinWithAccount({ ...env, DB }, input)).toEqual({ ok: false, reason: "LINK" });
  expect(await roleOf(school, person.id)).toBeNull();
});

test("joining is refused when the person's role or address changes meanwhile", async () => {
  const school = await aReachableSchool();
  const { email, token } = await anInvitation(school);
  const person = await anAccount(email);
  const doubt = env.DB.prepare("UPDATE user SET email_verified = 0 WHERE id = ?1").bind(person.id);
  const DB = aWatchedDatabase({ onBatch: () => doubt.run() });
  const input = { token, userId: person.id, confirmed: false, now: Date.now() };
  expect(await joinWithAccount({ ...env, DB }, input)).toEqual({ ok: false, reason: "CHANGED" });
  expect(await roleOf(school, person.id)).toBeNull();
  expect(await stateOf(token)).toBe("open");
});
