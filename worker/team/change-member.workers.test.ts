import { expect, test } from "vitest";
import { aMember, aSchool, env } from "#tests/support/factories.ts";
import {
  anInvitation,
  countAdministrators,
  journalOf,
  mailsTo,
  roleOf,
} from "#tests/support/team.ts";
import type { Organization, Role } from "../organizations/access.ts";
import { changeRole, leaveSchool, removeMember } from "./change-member.ts";
import { listMembers } from "./list-members.ts";
import { readLink } from "./read-link.ts";

type Who = { id: string; name: string };

function by(school: Organization, actor: Who, userId: string) {
  const { id: organizationId, name } = school;
  return { organizationId, school: name, actor, userId, now: Date.now() };
}

const changeTo = (school: Organization, actor: Who, userId: string, role: Role) =>
  changeRole(env, { ...by(school, actor, userId), role });
const remove = (school: Organization, actor: Who, userId: string) =>
  removeMember(env, by(school, actor, userId));
const leave = (school: Organization, userId: string) =>
  leaveSchool(env, { organizationId: school.id, userId, now: Date.now() });

test("an administrator changes a role: the person gets a mail, and the change is journaled", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const member = await aMember(school, "member");
  expect(await changeTo(school, admin, member.id, "admin")).toEqual({
    ok: true,
    name: member.name,
  });
  expect(await roleOf(school, member.id)).toBe("admin");
  const mails = await mailsTo(member.email);
  expect(mails.map(({ kind }) => kind)).toEqual(["role-changed"]);
  expect(await journalOf(school)).toMatchObject([
    {
      event: "member.role_changed",
      userId: admin.id,
      subject: member.id,
      detail: { role: "admin", from: "member" },
    },
  ]);
  expect(await changeTo(school, admin, member.id, "admin")).toMatchObject({ ok: true });
  expect(await mailsTo(member.email)).toHaveLength(1);
});

test("a removed member loses access, gets a mail, and their invitations stop working", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const member = await aMember(school, "admin");
  const sent = await anInvitation(school, { inviter: member });
  const kept = await anInvitation(school, { inviter: admin });
  expect(await remove(school, admin, member.id)).toMatchObject({ ok: true });
  expect(await roleOf(school, member.id)).toBeNull();
  expect((await mailsTo(member.email)).map(({ kind }) => kind)).toEqual(["removed"]);
  expect(await readLink(env, sent.token, Date.now())).toMatchObject({ state: "cancelled" });
  expect(await readLink(env, kept.token, Date.now())).toMatchObject({ state: "open" });
  const { members } = await listMembers(env, { organizationId: school.id });
  expect(members.map(({ userId }) => userId)).toEqual([admin.id]);
  expect((await journalOf(school)).slice(-2)).toMatchObject([
    { event: "invitation.cancelled", userId: admin.id, detail: { email: sent.email } },
    { event: "member.removed", userId: admin.id, subject: member.id },
  ]);
});

test("the administrator invitations of a member demoted by another are cancelled", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const demoted = await aMember(school);
  const [forAdmin, forMember] = [
    await anInvitation(school, { inviter: demoted, role: "admin" }),
    await anInvitation(school, { inviter: demoted, role: "member" }),
  ];
  const own = await anInvitation(school, { inviter: admin, role: "admin" });
  expect(await changeTo(school, admin, demoted.id, "member")).toMatchObject({ ok: true });
  const state = async ({ token }: { token: string }) =>
    (await readLink(env, token, Date.now())).state;
  expect(await state(forAdmin)).toBe("cancelled");
  expect([await state(forMember), await state(own)]).toEqual(["open", "open"]);
  expect((await journalOf(school)).slice(-2)).toMatchObject([
    { event: "invitation.cancelled", userId: admin.id, detail: { email: forAdmin.email } },
    { event: "member.role_changed", subject: demoted.id, detail: { role: "member" } },
  ]);
  // A member who steps down may have invited a successor.
  expect(await changeTo(school, admin, demoted.id, "admin")).toMatchObject({ ok: true });
  expect(await changeTo(school, admin, admin.id, "member")).toMatchObject({ ok: true });
  expect(await state(own)).toBe("open");
});

test("an invitation cancelled with its sender withdraws its unsent mail", async () => {
  const school = await aSchool();
  const [admin, member] = [await aMember(school), await aMember(school)];
  const sent = await anInvitation(school, { inviter: member });
  await env.DB.prepare("UPDATE outbox SET state = 'pending', leased_until = 0 WHERE recipient = ?1")
    .bind(sent.email)
    .run();
  expect(await remove(school, admin, member.id)).toMatchObject({ ok: true });
  const row = await env.DB.prepare("SELECT state, text FROM outbox WHERE recipient = ?1")
    .bind(sent.email)
    .first();
  expect(row).toEqual({ state: "withdrawn", text: "" });
});

test("a member who leaves loses access, and their invitations stay: one may be for a successor", async () => {
  const school = await aSchool();
  await aMember(school);
  const leaving = await aMember(school);
  const sent = await anInvitation(school, { inviter: leaving, role: "admin" });
  expect(await leave(school, leaving.id)).toMatchObject({ ok: true });
  expect(await roleOf(school, leaving.id)).toBeNull();
  expect(await readLink(env, sent.token, Date.now())).toMatchObject({ state: "open" });
  expect((await journalOf(school)).at(-1)).toMatchObject({ event: "member.left" });
});

test("the last administrator can be neither demoted nor removed, and cannot leave", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await aMember(school, "member");
  const refused = { ok: false, reason: "LAST_ADMIN" };
  expect(await changeTo(school, admin, admin.id, "member")).toEqual(refused);
  expect(await remove(school, admin, admin.id)).toEqual(refused);
  expect(await leave(school, admin.id)).toEqual(refused);
  expect(await roleOf(school, admin.id)).toBe("admin");
  expect(await journalOf(school)).toEqual([]);
  expect(await mailsTo(admin.email)).toEqual([]);
});

test("in a hundred rounds, when all administrators go at once, one remains", async () => {
  const school = await aSchool();
  const [first, second] = [await aMember(school), await aMember(school)];
  const ways = [
    () => changeTo(school, first, second.id, "member"),
    () => changeTo(school, second, first.id, "member"),
    () => remove(school, first, second.id),
    () => remove(school, second, first.id),
    () => changeTo(school, first, first.id, "member"),
    () => leave(school, first.id),
    () => leave(school, second.id),
  ];
  for (let round = 0; round < 100; round += 1) {
    await env.DB.prepare(
      "UPDATE membership SET role = 'admin', removed_at = NULL WHERE organization_id = ?1",
    )
      .bind(school.id)
      .run();
    // A different pair of actions each round, in both orders, then all of them.
    const pair = [ways[round % ways.length], ways[Math.floor(round / ways.length) % ways.length]];
    const acts = round % 10 === 9 ? ways : pair;
    await Promise.all(acts.map((act) => act?.()));
    expect(await countAdministrators(school), `round ${round}`).toBeGreaterThanOrEqual(1);
  }
});

test("a member, a stranger and an administrator of another school cannot change any member", async () => {
  const [school, other] = [await aSchool(), await aSchool()];
  const admin = await aMember(school);
  await aMember(school);
  const member = await aMember(school, "member");
  const stranger = await aMember(other);
  for (const actor of [member, stranger]) {
    const refused = { ok: false, reason: "NOT_ALLOWED" };
    expect(await changeTo(school, actor, admin.id, "member")).toEqual(refused);
    expect(await remove(school, actor, admin.id)).toEqual(refused);
  }
  const absent = { ok: false, reason: "NOT_FOUND" };
  expect(await changeTo(other, stranger, member.id, "admin")).toEqual(absent);
  expect(await remove(other, stranger, member.id)).toEqual(absent);
  expect(await leave(school, stranger.id)).toEqual(absent);
  expect([await roleOf(school, admin.id), await roleOf(school, member.id)]).toEqual([
    "admin",
    "member",
  ]);
});

test("members are listed by name with their details, and found without accents", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const member = await aMember(school, "member");
  await env.DB.batch([
    env.DB.prepare("UPDATE user SET name = 'Zoé Lefèvre' WHERE id = ?1").bind(admin.id),
    env.DB.prepare("UPDATE user SET name = 'Éric Azur' WHERE id = ?1").bind(member.id),
    env.DB.prepare("UPDATE membership SET last_seen_at = 5 WHERE user_id = ?1").bind(admin.id),
  ]);
  const find = (search?: string) =>
    listMembers(env, { organizationId: school.id, ...(search !== undefined && { search }) });
  const all = await find();
  expect(all).toMatchObject({
    total: 2,
    members: [
      { name: "Éric Azur", role: "member", lastSeenAt: null },
      {
        name: "Zoé Lefèvre",
        role: "admin",
        email: admin.email,
        joinedAt: "1970-01-01T00:00:00.001Z",
      },
    ],
  });
  expect(all.members[1]?.lastSeenAt).toBe("1970-01-01T00:00:00.005Z");
  expect((await find(" lefevre ZOE ")).members).toHaveLength(1);
  expect((await find(member.email.toUpperCase())).members).toHaveLength(1);
  expect(await find("personne")).toEqual({ total: 2, members: [] });
});
