import { expect, test } from "vitest";
import { call, deliver, env } from "#tests/support/factories.ts";
import { outboxStatement, type PostedMail } from "./outbox.ts";
import type { Mail } from "./write-mail.ts";

const RESET: Mail = {
  kind: "password-reset",
  name: "Camille Essai",
  link: "http://localhost:8787/mot-de-passe-oublie?jeton=abc",
};

async function aPostedMail(mail: Mail = RESET, at = Date.now()): Promise<PostedMail> {
  const to = `${crypto.randomUUID()}@essai.test`;
  const posted = outboxStatement(env, { organizationId: null, to, mail, at });
  await posted.statement.run();
  return posted;
}

async function stored({ outboxId }: PostedMail) {
  return await env.DB.prepare(
    "SELECT recipient, state, attempts, text, refusal FROM outbox WHERE id = ?1",
  )
    .bind(outboxId)
    .first<{ recipient: string; state: string; attempts: number; text: string; refusal: string }>();
}

async function theMailbox(): Promise<Array<{ to: string; subject: string; text: string }>> {
  return await (await call("/demo/mails.json")).json();
}

test("a mail announced five times at once is sent once, and is readable in the demo", async () => {
  const mail = await aPostedMail();
  const message = { v: 1, outboxId: mail.outboxId };
  await Promise.all(Array.from({ length: 5 }, () => deliver("mails", message)));

  const row = await stored(mail);
  expect(row).toMatchObject({ state: "sent", attempts: 1 });
  const received = (await theMailbox()).filter(({ to }) => to === row?.recipient);
  expect(received).toHaveLength(1);
  expect(received[0]?.text).toContain("jeton=abc");
});

test("the links of a mail are deleted when it is sent, except in the demo", async () => {
  const mail = await aPostedMail();
  const { sendMail } = await import("./send-mail.ts");
  await sendMail({ ...env, DEMO: undefined }, mail.outboxId, Date.now());
  expect(await stored(mail)).toMatchObject({ state: "sent", text: "" });
});

test("a dead message loses nothing: its mail waits, with its text", async () => {
  const mail = await aPostedMail();
  await deliver("mails-dead", { v: 1, outboxId: mail.outboxId });
  const kept = await stored(mail);
  expect(kept).toMatchObject({ state: "pending", refusal: null });
  expect(kept?.text).toContain("jeton=abc");
});

test("a name cannot forge a header, nor an address add one", async () => {
  const forged = await aPostedMail({
    kind: "invitation",
    school: "Collège\r\nBcc: autre@essai.test",
    role: "member",
    invitedBy: "Camille",
    link: "http://localhost:8787/rejoindre?jeton=abc",
  });
  const { results } = await env.DB.prepare("SELECT subject FROM outbox WHERE id = ?1")
    .bind(forged.outboxId)
    .all<{ subject: string }>();
  expect(results[0]?.subject).not.toMatch(/[\r\n]/);

  const to = "a@essai.test\r\nBcc: autre@essai.test";
  expect(() => outboxStatement(env, { organizationId: null, to, mail: RESET, at: 1 })).toThrow(
    "header",
  );
});
