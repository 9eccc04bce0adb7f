import {
  aPersonWithPassword,
  aProtectedPerson,
  aRequest,
  owner,
  PASSWORD,
} from "#tests/support/accounts.ts";
import { aSchool, env, type Person } from "#tests/support/factories.ts";
import { testDeeds } from "#tests/support/fault-walk.ts";
import { HOUR } from "../platform/clock.ts";
import { eraseAccount } from "../rights/erase-account.ts";
import { issueLink, type LinkPurpose } from "./account-link.ts";
import { changePassword } from "./change-password.ts";
import { confirmAddress } from "./confirm-address.ts";
import { resetPassword } from "./reset-password.ts";
import { disableSecondFactor } from "./second-factor.ts";

/** One fault at each call of what a person does once with their account: the answer is true, also asked again. */

const CHOSEN = "trois lampes sur le quai";

async function readAccountState({ id, email }: Person, hash: string) {
  return await env.DB.prepare(
    `SELECT count(*) AS users, sum(email_verified) AS confirmed, sum(two_factor_enabled) AS factor,
       (SELECT count(*) FROM account WHERE user_id = ?1 AND password <> ?3) AS renewed,
       (SELECT count(*) FROM account_link WHERE user_id = ?1 AND used_at IS NOT NULL) AS used,
       (SELECT count(*) FROM outbox WHERE recipient = ?2) AS mails,
       (SELECT count(*) FROM membership WHERE user_id = ?1) AS schools,
       (SELECT count(*) FROM journal WHERE user_id = ?1) AS lines
     FROM user WHERE id = ?1`,
  )
    .bind(id, email, hash)
    .first();
}

async function stateOf(person: Person): Promise<() => Promise<unknown>> {
  const hash = await env.DB.prepare("SELECT password FROM account WHERE user_id = ?1")
    .bind(person.id)
    .first<string>("password");
  return () => readAccountState(person, hash ?? "");
}

async function aLink({ id: userId }: Person, purpose: LinkPurpose): Promise<string> {
  const link = { userId, purpose, lifetimeMs: HOUR, at: Date.now() };
  const { token, statements } = await issueLink(env, link);
  await env.DB.batch(statements);
  return token;
}

testDeeds({
  async "a forgotten password"() {
    const person = await aPersonWithPassword();
    const token = await aLink(person, "password-reset");
    const request = aRequest();
    return {
      async ask(faulty) {
        const input = { token, password: CHOSEN, now: Date.now() };
        return (await resetPassword(faulty, request, input)).ok;
      },
      state: await stateOf(person),
    };
  },
  async "a confirmed address"() {
    const person = await aPersonWithPassword();
    await env.DB.prepare("UPDATE user SET email_verified = 0 WHERE id = ?1").bind(person.id).run();
    const token = await aLink(person, "confirm-address");
    return {
      ask: async (faulty) => await confirmAddress(faulty, token, Date.now()),
      state: await stateOf(person),
    };
  },
  async "a changed password"() {
    const person = await aPersonWithPassword();
    return {
      async ask(faulty) {
        const input = { ...owner(person), present: PASSWORD, chosen: CHOSEN };
        return (await changePassword(faulty, input)).ok;
      },
      state: await stateOf(person),
    };
  },
  async "a second factor turned off"() {
    const { person } = await aProtectedPerson();
    await env.DB.prepare("DELETE FROM outbox WHERE recipient = ?1").bind(person.email).run();
    return {
      async ask(faulty) {
        return (await disableSecondFactor(faulty, { ...owner(person), password: PASSWORD })).ok;
      },
      state: await stateOf(person),
    };
  },
  async "an erased account"() {
    const person = await aPersonWithPassword();
    await env.DB.prepare(
      "INSERT INTO membership (organization_id, user_id, role, joined_at) VALUES (?1, ?2, 'member', 1)",
    )
      .bind((await aSchool()).id, person.id)
      .run();
    return {
      async ask(faulty) {
        return (await eraseAccount(faulty, { ...owner(person), password: PASSWORD })).ok;
      },
      state: await stateOf(person),
    };
  },
});
