import { expect, test } from "vitest";
import {
  aPersonWithPassword,
  aRequest,
  mailsTo,
  rowsOf,
  tokenIn,
} from "#tests/support/accounts.ts";
import { aCookie, aPerson, env, ORIGIN } from "#tests/support/factories.ts";
import { aVisitor } from "#tests/support/visitor.ts";
import { confirmationWords, forgottenWords } from "#words/accounts.ts";
import { DAY } from "../platform/clock.ts";
import { sendConfirmation } from "./confirm-address.ts";
import { requestPasswordReset } from "./reset-password.ts";

/** The pages of account links, rendered as for a browser. */

test("a confirmation link confirms its own address, and changes no other account that is signed in", async () => {
  const [owner, other] = [await aPerson("Camille Essai"), await aPerson("Autre Compte")];
  await env.DB.prepare("UPDATE user SET email_verified = 0 WHERE id IN (?1, ?2)")
    .bind(owner.id, other.id)
    .run();
  const { id: userId, name, email } = owner;
  await sendConfirmation(env, { userId, name, email, origin: ORIGIN, now: Date.now() });
  const token = tokenIn((await mailsTo(email, "confirm-address"))[0]);
  const go = aVisitor({ draws: true, cookie: await aCookie(other) });
  await go(`/compte/confirmation?jeton=${token}`);
  const opened = await go("/compte/confirmation");
  expect(opened.status).toBe(200);
  expect(opened.text).toContain(email);
  expect(opened.text).not.toContain(other.email);
  const confirmed = await go("/compte/confirmation", {});
  expect(confirmed.location).toBe("/compte/confirmation?fait");
  expect((await go("/compte/confirmation?fait")).text).toContain(confirmationWords.done.title);
  expect(await rowsOf("user", "email_verified = 1 AND id", owner.id)).toBe(1);
  expect(await rowsOf("user", "email_verified = 0 AND id", other.id)).toBe(1);
  // Still signed in as the same person.
  expect((await go("/compte")).text).toContain(other.email);
});

test("an expired link for a new password says so, and shows no password form", async () => {
  const { email } = await aPersonWithPassword();
  await requestPasswordReset(env, aRequest(), { email, now: Date.now() - DAY });
  const token = tokenIn((await mailsTo(email, "password-reset"))[0]);
  const go = aVisitor({ draws: true });
  await go(`/mot-de-passe-oublie?jeton=${token}`);
  const { status, text } = await go("/mot-de-passe-oublie");
  expect(status).toBe(200);
  expect(text).toContain(forgottenWords.states.expired.title);
  expect(text).toContain(forgottenWords.states.expired.text);
  expect(text).not.toContain('name="password"');
});
