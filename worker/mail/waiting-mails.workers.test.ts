import { beforeEach, expect, test } from "vitest";
import { aMember, aSchool, call, deliver, env, inSchool } from "#tests/support/factories.ts";
import { listJournal, parseJournalFilters } from "../journal/list-journal.ts";
import { DAY, HOUR, MINUTE } from "../platform/clock.ts";
import { runSweeps } from "../platform/sweep.ts";
import { listMailStates } from "./mail-states.ts";
import { outboxStatement } from "./outbox.ts";
import { readMailPause } from "./pause.ts";
import { sendMail } from "./send-mail.ts";
import { MAIL_SWEEPS } from "./sweep-mails.ts";

beforeEach(async () => {
  await env.DB.batch([
    env.DB.prepare("DELETE FROM mail_pause WHERE id = 1"),
    env.DB.prepare("DELETE FROM outbox WHERE created_at >= 0"),
  ]);
});

/** A mail service that answers with this code, or takes the mail. Counts the calls. */
function aService(answer: (to: string) => string | null) {
  const asked: string[] = [];
  const EMAIL = {
    send: async ({ to }: { to: string }) => {
      asked.push(to);
      const code = answer(to);
      if (code !== null) throw Object.assign(new Error("refused by the test"), { code });
    },
  };
  const hints: string[] = [];
  const MAILS = {
    sendBatch: async (batch: Array<{ body: { outboxId: string } }>) =>
      void hints.push(...batch.map(({ body }) => body.outboxId)),
  };
  return { asked, hints, env: { ...env, EMAIL, MAILS } as unknown as Env };
}

async function aMail(input: { at?: number; expiresAt?: number; organizationId?: number } = {}) {
  const { at = Date.now(), organizationId = null, expiresAt } = input;
  const to = `${crypto.randomUUID()}@essai.test`;
  const link = "http://localhost:8787/rejoindre?jeton=abc";
  const posted = outboxStatement(env, {
    ...{ organizationId, to, at },
    ...(expiresAt !== undefined && { expiresAt }),
    mail: { kind: "activation", school: "Collège", uai: "0800001A", askedBy: "Camille", link },
  });
  await posted.statement.run();
  return { id: posted.outboxId, to };
}

async function stored({ id }: { id: string }) {
  return await env.DB.prepare(
    "SELECT state, cause, refusal AS code, attempts, text <> '' AS hasText FROM outbox WHERE id = ?1",
  )
    .bind(id)
    .first();
}

async function journalOf(organizationId: number) {
  const filters = parseJournalFilters(new URLSearchParams());
  const { lines } = await listJournal(inSchool(organizationId), {
    organizationId,
    ...filters,
    page: "all",
  });
  return lines.map(({ sentence }) => sentence);
}

test.each([
  ["E_RECIPIENT_SUPPRESSED", "refused", "address"],
  ["E_RECIPIENT_NOT_ALLOWED", "pending", "us"],
  ["E_SENDER_NOT_VERIFIED", "pending", "us"],
  ["E_SENDER_DOMAIN_NOT_AVAILABLE", "pending", "us"],
  ["E_DAILY_LIMIT_EXCEEDED", "pending", "now"],
  ["E_RATE_LIMIT_EXCEEDED", "pending", "now"],
  ["E_INTERNAL_SERVER_ERROR", "pending", "now"],
  ["E_DELIVERY_FAILED", "pending", "now"],
  ["E_SOMETHING_NEW", "pending", "now"],
])("%s leaves the mail %s, because of %s, with its text", async (code, state, cause) => {
  const mail = await aMail();
  await sendMail(aService(() => code).env, mail.id, Date.now());
  expect(await stored(mail)).toEqual({ state, cause, code, attempts: 1, hasText: 1 });
});

test("an outage of ten hours sends nothing in vain: one mail is tried, less and less often, then all are sent", async () => {
  const start = Date.now();
  const mails = [];
  for (let at = 0; at < 20; at += 1) mails.push(await aMail({ at: start - HOUR }));
  const down = aService(() => "E_DAILY_LIMIT_EXCEEDED");
  for (const { id } of mails) await sendMail(down.env, id, start);
  expect(down.asked).toHaveLength(1);
  let now = start;
  for (; now < start + 10 * HOUR; now += 10 * MINUTE) await runSweeps(down.env, MAIL_SWEEPS, now);
  // Twice an hour at most, and never the same mail while others wait.
  expect(down.asked.length).toBeLessThan(30);
  expect(new Set(down.asked).size).toBe(20);
  expect(down.hints).toEqual([]);

  const up = aService(() => null);
  await runSweeps(up.env, MAIL_SWEEPS, now + HOUR);
  expect(up.asked).toHaveLength(1);
  expect(up.hints).toHaveLength(19);
  expect(await readMailPause(env)).toBeNull();
  for (const id of up.hints) await sendMail(up.env, id, now + HOUR);
  expect(new Set(up.asked)).toEqual(new Set(mails.map(({ to }) => to)));
});

test("an outage of fifteen minutes delays a mail by little more", async () => {
  const start = Date.now();
  const mail = await aMail({ at: start - 2 * MINUTE });
  const service = (now: number) =>
    aService(() => (now < start + 15 * MINUTE ? "E_INTERNAL_SERVER_ERROR" : null));
  let now = start;
  for (; now <= start + 20 * MINUTE; now += MINUTE) await sendMail(service(now).env, mail.id, now);
  expect(await stored(mail)).toMatchObject({ state: "sent" });
});

test("of two mails that probe at once only one is tried: the other waits", async () => {
  const [first, second] = [await aMail(), await aMail()];
  const down = aService(() => "E_INTERNAL_SERVER_ERROR");
  await sendMail(down.env, first.id, Date.now());
  const later = Date.now() + 5 * MINUTE;
  await Promise.all([sendMail(down.env, first.id, later), sendMail(down.env, second.id, later)]);
  expect(down.asked).toHaveLength(2);
});

test("a mail refused alone stops no other, and is tried again after growing delays", async () => {
  const [one, other] = [await aMail(), await aMail()];
  const service = aService((to) => (to === one.to ? "E_RECIPIENT_NOT_ALLOWED" : null));
  const start = Date.now();
  await sendMail(service.env, one.id, start);
  await sendMail(service.env, other.id, start);
  expect(await stored(other)).toMatchObject({ state: "sent" });
  for (let minute = 0; minute < 60; minute += 1)
    await sendMail(service.env, one.id, start + minute * MINUTE);
  // At 0, 1, 3, 7, 15 and 31 minutes.
  expect(service.asked.filter((to) => to === one.to)).toHaveLength(6);
});

test("a mail that makes the service fail goes behind the others, and does not block them for good", async () => {
  const start = Date.now();
  const [poison, good] = [await aMail({ at: start - 2 * HOUR }), await aMail({ at: start - HOUR })];
  const service = aService((to) => (to === poison.to ? "E_SOMETHING_NEW" : null));
  await sendMail(service.env, poison.id, start);
  await runSweeps(service.env, MAIL_SWEEPS, start + 5 * MINUTE);
  expect(await stored(good)).toMatchObject({ state: "sent" });
});

test("a mail waits as long as its link opens, then loses its text and is recorded as never sent", async () => {
  const school = await aSchool();
  const start = Date.now();
  const mail = await aMail({ at: start, organizationId: school.id });
  const down = aService(() => "E_SENDER_NOT_VERIFIED");
  for (let day = 0; day < 7; day += 1)
    await runSweeps(down.env, MAIL_SWEEPS, start + day * DAY + MINUTE);
  expect(await stored(mail)).toMatchObject({ state: "pending", hasText: 1 });
  await runSweeps(down.env, MAIL_SWEEPS, start + 7 * DAY + MINUTE);
  expect(await stored(mail)).toMatchObject({ state: "expired", hasText: 0 });
  expect((await journalOf(school.id))[0]).toMatch(/^Le lien d’activation pour .*a expiré avant/);
  const asked = down.asked.length;
  await sendMail(down.env, mail.id, start + 7 * DAY + 2 * MINUTE);
  expect(down.asked).toHaveLength(asked);
});

test("an hour later, the link of a new password is not worth sending", async () => {
  const start = Date.now();
  const mail = await aMail({ at: start, expiresAt: start + HOUR });
  await runSweeps(aService(() => null).env, MAIL_SWEEPS, start + HOUR + 1);
  expect(await stored(mail)).toMatchObject({ state: "expired", hasText: 0 });
});

test("the journal records that the link was sent, or that its address was refused, once it is so", async () => {
  const school = await aSchool();
  const [good, bad] = [
    await aMail({ organizationId: school.id }),
    await aMail({ organizationId: school.id }),
  ];
  expect(await journalOf(school.id)).toEqual([]);
  const service = aService((to) => (to === bad.to ? "E_RECIPIENT_SUPPRESSED" : null));
  await sendMail(service.env, good.id, Date.now());
  await sendMail(service.env, good.id, Date.now());
  await sendMail(service.env, bad.id, Date.now() + 1);
  const [refusal, sent, ...others] = await journalOf(school.id);
  expect(refusal).toMatch(
    /^Le lien d’activation pour .* n’a pas été envoyé.: le service de messagerie refuse/,
  );
  expect(refusal).toContain(bad.to);
  expect(sent).toBe(
    "Le lien d’activation a été envoyé à la boîte fonctionnelle de l’établissement.",
  );
  expect(others).toEqual([]);
});

test("pages show which mails wait for the service, were sent or were refused", async () => {
  const school = await aSchool();
  const [mail, other] = [
    await aMail({ organizationId: school.id }),
    await aMail({ organizationId: school.id }),
  ];
  const state = async () => (await listMailStates(env, school.id, [mail.id])).get(mail.id);
  expect(await state()).toBe("pending");
  await sendMail(aService(() => "E_DAILY_LIMIT_EXCEEDED").env, other.id, Date.now());
  expect(await state()).toBe("delayed");
  await sendMail(aService(() => null).env, mail.id, Date.now() + HOUR);
  expect(await state()).toBe("sent");
});

test("the operator reads which mails wait and why, without a text or a whole address, and sends them again", async () => {
  const as = {
    headers: { Authorization: "Bearer demo-operator", Origin: "http://localhost:8787" },
  };
  const [refused, ended] = [await aMail(), await aMail({ expiresAt: Date.now() - 1 })];
  const suppressing = aService(() => "E_RECIPIENT_SUPPRESSED");
  await sendMail(suppressing.env, refused.id, Date.now());
  const waiting = await aMail();
  await sendMail(aService(() => "E_DAILY_LIMIT_EXCEEDED").env, waiting.id, Date.now());

  const text = await (await call("/api/operator/mails", as)).text();
  expect(text).not.toContain("jeton");
  expect(text).not.toContain(refused.to);
  const report = JSON.parse(text);
  expect(report.pause).toMatchObject({ cause: "now", code: "E_DAILY_LIMIT_EXCEEDED", failures: 1 });
  expect(report.mails.find(({ id }: { id: string }) => id === refused.id)).toMatchObject({
    state: "refused",
    cause: "address",
    domain: "essai.test",
  });

  const resend = async (body: string) =>
    await call("/api/operator/mails/resend", {
      headers: { ...as.headers, "Content-Type": "application/json" },
      method: "POST",
      body,
    });
  for (const body of ["", "{}", "[1]", '{"id":"x"}', `{"all":true,"id":"${ended.id}"}`])
    expect([body, (await resend(body)).status]).toEqual([body, 400]);
  expect(await (await resend(JSON.stringify({ id: ended.id }))).json()).toEqual({ resent: 0 });
  expect(await (await resend('{"all":true}')).json()).toEqual({ resent: 2 });
  for (const { id } of [refused, waiting]) {
    await deliver("mails", { v: 1, outboxId: id });
    expect(await stored({ id })).toMatchObject({ state: "sent" });
  }
});

test("a new link withdraws the mail that carried the previous one", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const { inviteMembers } = await import("../team/invite-members.ts");
  const down = aService(() => "E_SENDER_NOT_VERIFIED");
  const invite = async (now: number) =>
    await inviteMembers(down.env, {
      ...{ organizationId: school.id, school: school.name, inviter: admin, role: "member", now },
      emails: ["invitee@essai.test"],
    });
  const start = Date.now();
  expect(await invite(start)).toEqual([{ email: "invitee@essai.test", result: "TO_SEND" }]);
  expect(await invite(start + 2 * MINUTE)).toEqual([
    { email: "invitee@essai.test", result: "TO_SEND" },
  ]);
  const { results } = await env.DB.prepare(
    "SELECT state, text <> '' AS hasText FROM outbox WHERE recipient = 'invitee@essai.test' ORDER BY created_at",
  ).all();
  expect(results).toEqual([
    { state: "withdrawn", hasText: 0 },
    { state: "pending", hasText: 1 },
  ]);
});
