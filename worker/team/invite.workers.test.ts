import { expect, test, vi } from "vitest";
import { aMember, aSchool, env } from "#tests/support/factories.ts";
import { anAddress, anInvitation, journalOf, mailsTo, tokenFor } from "#tests/support/team.ts";
import { aVisitor } from "#tests/support/visitor.ts";
import { ofName } from "#words/names.ts";
import { MAIL_SWEEPS } from "../mail/sweep-mails.ts";
import type { Organization, Role } from "../organizations/access.ts";
import { DAY, HOUR, MINUTE } from "../platform/clock.ts";
import { runSweeps } from "../platform/sweep.ts";
import { inviteMembers } from "./invite-members.ts";
import { listInvitations } from "./list-invitations.ts";
import { cancelInvitation, resendInvitation } from "./manage-invitation.ts";
import { cancelInvitations, resendInvitations } from "./manage-many.ts";
import { readLink } from "./read-link.ts";
import { TEAM_SWEEPS } from "./sweep-team.ts";

type Who = { id: string; name: string };

function asInviter(school: Organization, inviter: Who, now = Date.now()) {
  return { organizationId: school.id, school: school.name, inviter, now };
}

function invite(
  school: Organization,
  inviter: Who,
  emails: string[],
  wish: { role?: Role; now?: number; env?: Env } = {},
) {
  return inviteMembers(wish.env ?? env, {
    ...asInviter(school, inviter, wish.now),
    emails,
    role: wish.role ?? "member",
  });
}

async function theOnly(school: Organization, now = Date.now()) {
  const [only, ...others] = await listInvitations(env, { organizationId: school.id, now });
  expect(others).toEqual([]);
  if (!only) throw new Error("no invitation");
  return only;
}

function refusing(code: string, email: string) {
  const send = async ({ to }: { to: string }) => {
    if (to === email) throw Object.assign(new Error("no"), { code });
    return { messageId: "x" };
  };
  return { ...env, EMAIL: { send } as unknown as Env["EMAIL"] };
}

test("each address gets its own outcome", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const member = await aMember(school, "member");
  const [fresh, waiting, refused] = [anAddress(), anAddress(), anAddress()];
  const now = Date.now();
  await invite(school, admin, [waiting], { now: now - DAY });
  const reports = await invite(school, admin, [fresh, waiting, member.email, refused], {
    now,
    env: refusing("E_RECIPIENT_SUPPRESSED", refused),
  });
  expect(reports).toEqual([
    { email: fresh, result: "SENT" },
    { email: waiting, result: "RESENT" },
    { email: member.email, result: "ALREADY_MEMBER" },
    { email: refused, result: "REFUSED" },
  ]);
  expect((await mailsTo(fresh)).map(({ kind }) => kind)).toEqual(["invitation"]);
  expect(await mailsTo(member.email)).toEqual([]);
  const listed = await listInvitations(env, { organizationId: school.id, now });
  expect(listed.find(({ email }) => email === refused)?.mail).toBe("refused");
  expect(listed.find(({ email }) => email === fresh)).toMatchObject({
    mail: "sent",
    role: "member",
    invitedBy: admin.name,
    expired: false,
    sentAt: new Date(now).toISOString(),
    expiresAt: new Date(now + 7 * DAY).toISOString(),
  });
});

test("a brief failure of the mail service loses nothing: the mail waits in the outbox", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const email = anAddress();
  const failing = refusing("E_RATE_LIMIT_EXCEEDED", email);
  const reports = await invite(school, admin, [email], { env: failing });
  expect(reports).toEqual([{ email, result: "TO_SEND" }]);
  expect((await theOnly(school)).mail).toBe("delayed");
  await runSweeps(env, MAIL_SWEEPS, Date.now() + HOUR);
  await vi.waitFor(async () => expect((await theOnly(school)).mail).toBe("sent"));
});

test("the same form sent five times at once makes one invitation and one mail", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const email = anAddress();
  const now = Date.now();
  const reports = await Promise.all(
    Array.from({ length: 5 }, () => invite(school, admin, [email], { now })),
  );
  const results = reports.flat().map(({ result }) => result);
  expect(results.filter((result) => result === "SENT")).toHaveLength(1);
  expect(results.filter((result) => result === "JUST_SENT")).toHaveLength(4);
  expect(await mailsTo(email)).toHaveLength(1);
  await theOnly(school);
  expect(await readLink(env, await tokenFor(email), now)).toMatchObject({ state: "open" });
});

test("a second invitation with another role changes the role of the invitation", async () => {
  const school = await aSchool();
  const { email, inviter } = await anInvitation(school, { now: Date.now() - DAY });
  await invite(school, inviter, [email], { role: "admin" });
  expect(await theOnly(school)).toMatchObject({ role: "admin" });
});

test("a removed member can be invited again", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const former = await aMember(school, "member");
  await env.DB.prepare("UPDATE membership SET removed_at = 2 WHERE user_id = ?1")
    .bind(former.id)
    .run();
  expect(await invite(school, admin, [former.email])).toMatchObject([{ result: "SENT" }]);
});

test("a member, or an administrator who has just been removed, cannot invite", async () => {
  const school = await aSchool();
  const member = await aMember(school, "member");
  const former = await aMember(school, "admin");
  await env.DB.prepare("UPDATE membership SET removed_at = 2 WHERE user_id = ?1")
    .bind(former.id)
    .run();
  const email = anAddress();
  for (const person of [member, former, { id: "nobody", name: "X" }]) {
    expect(await invite(school, person, [email])).toMatchObject([{ result: "NOT_ALLOWED" }]);
  }
  expect(await mailsTo(email)).toEqual([]);
});

test("a closed school cannot invite: its links would not open", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await env.DB.prepare("UPDATE organization SET state = 'closed' WHERE id = ?1")
    .bind(school.id)
    .run();
  const email = anAddress();
  expect(await invite(school, admin, [email])).toMatchObject([{ result: "NOT_ALLOWED" }]);
  expect(await mailsTo(email)).toEqual([]);
});

test("resending requires a pause of one minute, replaces the link and gives seven more days", async () => {
  const school = await aSchool();
  const start = Date.now();
  const { email, inviter, token } = await anInvitation(school, { now: start });
  const { id } = await theOnly(school);
  const resend = (now: number) =>
    resendInvitation(env, { ...asInviter(school, inviter, now), invitationId: id });
  expect(await resend(start + MINUTE - 1)).toEqual({ ok: false, reason: "TOO_SOON" });
  expect(await resend(start + 8 * DAY)).toEqual({ ok: true, email, mail: "sent" });
  expect(await readLink(env, token, start)).toMatchObject({ state: "replaced" });
  const newer = await tokenFor(email);
  expect(await readLink(env, newer, start + 15 * DAY - 1)).toMatchObject({ state: "open" });
  expect((await journalOf(school)).map(({ event }) => event)).toEqual([
    "invitation.sent",
    "invitation.resent",
  ]);
});

test("two administrators who resend at once send one mail", async () => {
  const school = await aSchool();
  const { email, inviter } = await anInvitation(school, { now: Date.now() - DAY });
  const { id } = await theOnly(school);
  const input = { ...asInviter(school, inviter), invitationId: id };
  const outcomes = await Promise.all([1, 2, 3].map(() => resendInvitation(env, input)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes).toContainEqual({ ok: false, reason: "TOO_SOON" });
  expect(await mailsTo(email)).toHaveLength(2);
});

test("the link of a cancelled invitation does not open, and it can be neither resent nor cancelled again", async () => {
  const school = await aSchool();
  const { email, inviter, token } = await anInvitation(school, { now: Date.now() - DAY });
  const { id } = await theOnly(school);
  const input = { ...asInviter(school, inviter), invitationId: id };
  expect(await cancelInvitation(env, input)).toEqual({ ok: true, email });
  expect(await readLink(env, token, input.now)).toMatchObject({ state: "cancelled" });
  expect(await cancelInvitation(env, input)).toEqual({ ok: false, reason: "ENDED" });
  expect(await resendInvitation(env, input)).toEqual({ ok: false, reason: "ENDED" });
  expect(await listInvitations(env, { organizationId: school.id, now: input.now })).toEqual([]);
  expect((await journalOf(school)).at(-1)).toMatchObject({
    event: "invitation.cancelled",
    subject: id,
    detail: { email },
  });
});

test("several invitations are sent again or cancelled at once, whatever became of some of them", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const [old, other, young, gone] = [anAddress(), anAddress(), anAddress(), anAddress()];
  const now = Date.now();
  await invite(school, admin, [old, other, gone], { now: now - DAY });
  await invite(school, admin, [young], { now: now - 1000 });
  const listed = await listInvitations(env, { organizationId: school.id, now });
  const idOf = (email: string) => listed.find((one) => one.email === email)?.id ?? "";
  await cancelInvitation(env, { ...asInviter(school, admin), invitationId: idOf(gone) });
  const stranger = await aSchool();
  const elsewhere = await anInvitation(stranger, { now: now - DAY });
  const foreign = (await listInvitations(env, { organizationId: stranger.id, now }))[0]?.id ?? "";
  const invitationIds = [old, other, young, gone].map(idOf).concat(foreign);
  const input = { ...asInviter(school, admin, now), invitationIds };
  expect(await resendInvitations(env, input)).toEqual({
    ...{ done: 2, delayed: 0, tooSoon: 1, ended: 2 },
  });
  expect(await mailsTo(old)).toHaveLength(2);
  expect(await cancelInvitations(env, input)).toMatchObject({ done: 3, ended: 2 });
  expect(await listInvitations(env, { organizationId: school.id, now })).toEqual([]);
  const kept = await listInvitations(env, { organizationId: stranger.id, now });
  expect(kept.map(({ email }) => email)).toEqual([elsewhere.email]);
});

test("the page of invitations asks before it cancels those that are ticked", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await invite(school, admin, [anAddress(), anAddress()], { now: Date.now() - DAY });
  const waiting = async () =>
    (await listInvitations(env, { organizationId: school.id, now: Date.now() })).map(
      ({ id }) => id,
    );
  const ids = await waiting();
  const ticked = (intent: string) => [...ids.map((id) => ["choix", id]), ["intent", intent]];
  const page = `/etablissements/${school.uai}/equipe/invitations`;
  const go = aVisitor({ cookie: admin.cookie, draws: true });
  expect((await go(page, { intent: "resend-many" })).text).toContain("Cochez d’abord");
  const question = await go(`${page}?choix=${ids.join("&choix=")}`);
  expect(question.text).toContain("Annuler ces 2 invitations");
  expect(await waiting()).toEqual(ids);
  expect((await go(page, ticked("resend-many"))).text).toContain("2 invitations renvoyées.");
  const cancelled = await go(page, ticked("cancel-many"));
  expect([cancelled.status, await waiting()]).toEqual([200, []]);
  expect(cancelled.text).toContain("2 invitations annulées");
});

test("an administrator who decides too late, or lost the right, sees the true state", async () => {
  const school = await aSchool();
  const [admin, demoted] = [await aMember(school), await aMember(school)];
  const { email, inviter } = await anInvitation(school, { now: Date.now() - DAY });
  const { id } = await theOnly(school);
  await cancelInvitation(env, { ...asInviter(school, inviter), invitationId: id });
  const page = `/etablissements/${school.uai}/equipe/invitations`;
  const go = aVisitor({ cookie: admin.cookie, draws: true });
  for (const intent of ["cancel", "resend"]) {
    const { status, text } = await go(page, { intent, invitationId: id });
    expect([intent, status]).toEqual([intent, 409]);
    expect(text).toContain(`L’invitation ${ofName(email)} a déjà été annulée le `);
    expect(text).toContain("Aucune invitation en attente");
  }
  // The confirmation of a page that was opened earlier.
  expect((await go(`${page}?annuler=${id}`)).text).toContain(
    `L’invitation ${ofName(email)} a déjà été annulée le `,
  );
  const team = `/etablissements/${school.uai}/equipe`;
  expect((await go(team, { intent: "change", userId: demoted.id, role: "member" })).status).toBe(
    200,
  );
  const nobody = await go(`${team}?supprimer=${crypto.randomUUID()}`);
  expect(nobody.text).toContain("Cette personne n’a plus accès à cet espace.");
  const late = aVisitor({ cookie: demoted.cookie, draws: true });
  expect((await late(`${team}?modifier=${admin.id}`)).text).toContain(
    "Vous n’êtes plus administrateur de cet espace.",
  );
  const refused = await late(team, { intent: "change", userId: admin.id, role: "member" });
  expect([refused.status, refused.text.includes("vient de modifier votre rôle")]).toEqual([
    403,
    true,
  ]);
  expect((await late(page)).text).toContain("Réservé aux administrateurs");
});

test("resending and cancelling at once leave no pending invitation", async () => {
  const school = await aSchool();
  const { inviter } = await anInvitation(school, { now: Date.now() - DAY });
  const { id } = await theOnly(school);
  const input = { ...asInviter(school, inviter), invitationId: id };
  const [cancelled] = await Promise.all([
    cancelInvitation(env, input),
    resendInvitation(env, input),
  ]);
  expect(cancelled.ok).toBe(true);
  expect(await listInvitations(env, { organizationId: school.id, now: input.now })).toEqual([]);
});

test("an invitation of another school is not found, and a member cannot manage invitations", async () => {
  const [school, other] = [await aSchool(), await aSchool()];
  const { inviter } = await anInvitation(school, { now: Date.now() - DAY });
  const { id } = await theOnly(school);
  const stranger = await aMember(other);
  const member = await aMember(school, "member");
  for (const act of [resendInvitation, cancelInvitation]) {
    const foreign = { ...asInviter(other, stranger), invitationId: id };
    expect(await act(env, foreign)).toEqual({ ok: false, reason: "NOT_FOUND" });
    const below = { ...asInviter(school, member), invitationId: id };
    expect(await act(env, below)).toEqual({ ok: false, reason: "NOT_ALLOWED" });
  }
  expect((await theOnly(school)).invitedBy).toBe(inviter.name);
});

test("the sweep reminds once, two days before the end, with a link that replaces the first", async () => {
  const school = await aSchool();
  const start = Date.now();
  const { email, token, inviter } = await anInvitation(school, { now: start });
  await runSweeps(env, TEAM_SWEEPS, start + 5 * DAY - 1);
  expect(await mailsTo(email)).toHaveLength(1);
  const soon = start + 5 * DAY;
  await Promise.all([runSweeps(env, TEAM_SWEEPS, soon), runSweeps(env, TEAM_SWEEPS, soon)]);
  await runSweeps(env, TEAM_SWEEPS, soon + MINUTE);
  const mails = await mailsTo(email);
  expect(mails.map(({ kind }) => kind)).toEqual(["invitation", "invitation-reminder"]);
  expect(await readLink(env, token, soon)).toMatchObject({ state: "replaced" });
  const newer = await tokenFor(email);
  expect(await readLink(env, newer, start + 7 * DAY - 1)).toMatchObject({ state: "open" });
  expect(await readLink(env, newer, start + 7 * DAY)).toMatchObject({ state: "expired" });

  // Once resent, it has a new expiry date and its own reminder.
  await invite(school, inviter, [email], { now: soon + DAY });
  await runSweeps(env, TEAM_SWEEPS, soon + 6 * DAY);
  expect(await mailsTo(email)).toHaveLength(4);
});

test("the sweep sends no reminder for an invitation that was cancelled, or whose school closed", async () => {
  const start = Date.now();
  const [closed, school] = [await aSchool(), await aSchool()];
  const first = await anInvitation(closed, { now: start });
  await env.DB.prepare("UPDATE organization SET state = 'closed' WHERE id = ?1")
    .bind(closed.id)
    .run();
  const second = await anInvitation(school, { now: start });
  const { id } = await theOnly(school);
  await cancelInvitation(env, { ...asInviter(school, second.inviter), invitationId: id });
  await runSweeps(env, TEAM_SWEEPS, start + 6 * DAY);
  expect(await mailsTo(first.email)).toHaveLength(1);
  expect(await mailsTo(second.email)).toHaveLength(1);
});

test("an invitation is deleted with its links a year after it ended", async () => {
  const school = await aSchool();
  const now = Date.now();
  const old = await anInvitation(school, { now: now - 373 * DAY });
  const recent = await anInvitation(school, { now: now - 371 * DAY });
  await runSweeps(env, TEAM_SWEEPS, now);
  expect(await readLink(env, old.token, now)).toEqual({ state: "unknown" });
  expect(await readLink(env, recent.token, now)).toMatchObject({ state: "expired" });
});
