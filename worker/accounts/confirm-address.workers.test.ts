import { expect, test } from "vitest";
import { mailsTo, rowsOf, tokenIn } from "#tests/support/accounts.ts";
import { aPerson, env, ORIGIN } from "#tests/support/factories.ts";
import { DAY, HOUR } from "../platform/clock.ts";
import { confirmAddress, readConfirmLink, sendConfirmation } from "./confirm-address.ts";
import { accountStatements } from "./create-account.ts";

async function anUnverifiedPerson() {
  const person = await aPerson();
  await env.DB.prepare("UPDATE user SET email_verified = 0 WHERE id = ?1").bind(person.id).run();
  return person;
}

function send(person: { id: string; name: string; email: string }, now = Date.now()) {
  const { id: userId, name, email } = person;
  return sendConfirmation(env, { userId, name, email, origin: ORIGIN, now });
}

test("the button confirms the address once; opening the link changes nothing", async () => {
  const person = await anUnverifiedPerson();
  await send(person);
  const [mail] = await mailsTo(person.email, "confirm-address");
  expect(mail).toContain(`${ORIGIN}/compte/confirmation?jeton=`);
  const token = tokenIn(mail);
  expect(await readConfirmLink(env, token, Date.now())).toMatchObject({
    state: "open",
    email: person.email,
  });
  expect(await rowsOf("user", "email_verified = 0 AND id", person.id)).toBe(1);
  const uses = await Promise.all([1, 2, 3].map(() => confirmAddress(env, token, Date.now())));
  expect(uses.filter(Boolean)).toHaveLength(1);
  expect(await rowsOf("user", "email_verified = 1 AND id", person.id)).toBe(1);
  expect((await readConfirmLink(env, token, Date.now())).state).toBe("used");
});

test("a link expires after seven days, is replaced by the next, and unknown links open nothing", async () => {
  const person = await anUnverifiedPerson();
  const now = Date.now();
  await send(person, now);
  const first = tokenIn((await mailsTo(person.email, "confirm-address"))[0]);
  expect((await readConfirmLink(env, first, now + 7 * DAY)).state).toBe("expired");
  expect(await confirmAddress(env, first, now + 7 * DAY)).toBe(false);
  await send(person, now);
  expect((await readConfirmLink(env, first, now)).state).toBe("unknown");
  expect(await confirmAddress(env, first, now)).toBe(false);
  expect(await confirmAddress(env, "autre", now)).toBe(false);
  expect(await rowsOf("user", "email_verified = 1 AND id", person.id)).toBe(0);
});

test("the mail is sent again three times an hour, and not to a person who has confirmed", async () => {
  const person = await anUnverifiedPerson();
  const now = Date.now();
  const sent = [];
  for (let time = 0; time < 4; time += 1) sent.push(await send(person, now));
  expect(sent.map(({ ok }) => ok)).toEqual([true, true, true, false]);
  expect(sent[3]).toMatchObject({ reason: "TOO_MANY", waitMs: HOUR });
  expect(await send(person, now + HOUR)).toEqual({ ok: true });
  expect(await mailsTo(person.email, "confirm-address")).toHaveLength(4);
  const confirmed = await aPerson();
  // Nothing is sent, and the page does not claim otherwise.
  expect(await send(confirmed)).toEqual({ ok: false, reason: "CONFIRMED" });
  expect(await mailsTo(confirmed.email, "confirm-address")).toEqual([]);
});

test("in the batch that makes an account, the mail follows the user's row", async () => {
  const { confirmAddressStatements } = await import("./confirm-address.ts");
  const userId = crypto.randomUUID();
  const email = `${userId}@essai.test`;
  const at = Date.now();
  const account = {
    ...{ userId, email, at, name: "Camille Essai" },
    ...{ emailVerified: false, passwordHash: "x", termsVersion: "1" },
  };
  const mail = await confirmAddressStatements(env, { ...account, origin: ORIGIN });
  await env.DB.batch([...accountStatements(env, account), ...mail.statements]);
  const token = tokenIn((await mailsTo(email, "confirm-address"))[0]);
  expect((await readConfirmLink(env, token, at)).state).toBe("open");
});
