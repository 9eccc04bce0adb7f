import { expect, test } from "vitest";
import { aCookie, aPerson, aSchool, env, ORIGIN, type Person } from "#tests/support/factories.ts";
import { accessTo, findSession } from "../accounts/session.ts";
import { HOUR } from "../platform/clock.ts";
import type { Organization } from "./access.ts";
import { touchMembership } from "./touch-membership.ts";

async function twoSchools() {
  const person = await aPerson();
  const schools = [await aSchool(), await aSchool()] as const;
  for (const { id } of schools) {
    await env.DB.prepare(
      "INSERT INTO membership (organization_id, user_id, role, joined_at) VALUES (?1, ?2, 'admin', 1)",
    )
      .bind(id, person.id)
      .run();
  }
  return { person, schools };
}

async function openSession(person: Person) {
  const headers = { Cookie: await aCookie(person) };
  const session = await findSession(env, new Request(ORIGIN, { headers }));
  if (!session) throw new Error("no session");
  return session;
}

async function visit(person: Person, school: Organization, now: number) {
  const access = accessTo(await openSession(person), school.uai);
  if (!access) throw new Error("no access");
  await touchMembership(env, { userId: person.id, access, now });
}

async function firstSchool(person: Person) {
  return (await openSession(person)).access[0]?.organization.uai;
}

test("the school opened last comes first, even when it had been opened within the hour", async () => {
  const { person, schools } = await twoSchools();
  const [one, two] = schools;
  const now = Date.now();
  await visit(person, one, now);
  expect(await firstSchool(person)).toBe(one.uai);
  await visit(person, two, now + 1000);
  expect(await firstSchool(person)).toBe(two.uai);
  await visit(person, one, now + 2000);
  expect(await firstSchool(person)).toBe(one.uai);
});

test("staying in one school writes once an hour", async () => {
  const { person, schools } = await twoSchools();
  const [school] = schools;
  const seen = async () => accessTo(await openSession(person), school.uai)?.lastSeenAt;
  await visit(person, school, 10 * HOUR);
  await visit(person, school, 10 * HOUR + 1);
  expect(await seen()).toBe(10 * HOUR);
  await visit(person, school, 11 * HOUR + 1);
  expect(await seen()).toBe(11 * HOUR + 1);
});
