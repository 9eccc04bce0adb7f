import { createExecutionContext } from "cloudflare:test";
import { afterEach, expect, test, vi } from "vitest";
import { aCookie, aMember, env, ORIGIN } from "#tests/support/factories.ts";
import { deliverSent, differ, type Story, walkFaults } from "#tests/support/fault-walk.ts";
import { type FaultMode, type FaultyEnv, faultyEnv } from "#tests/support/faulty-env.ts";
import { appWithPages } from "#tests/support/page-worker.ts";
import {
  anAccount,
  anActivation,
  anAddress,
  aReachableSchool,
  journalOf,
  roleOf,
} from "#tests/support/team.ts";
import { MAIL_SWEEPS } from "../mail/sweep-mails.ts";
import { MINUTE } from "../platform/clock.ts";
import { runSweeps } from "../platform/sweep.ts";
import { inviteMembers } from "./invite-members.ts";
import { joinWithNewAccount } from "./join-with-new-account.ts";
import { readLink } from "./read-link.ts";
import { requestActivation } from "./request-activation.ts";

/**
 * Injects one fault at each call of the ways into a school: requesting a link, inviting, joining, and the mails of
 * each. Whatever fails, the page's answer is true, each mail is sent once, and a person joins once.
 */

afterEach(() => {
  vi.useRealTimers();
});

/** Ten minutes pass: the queue delivers, also twice and late, and the cron finds abandoned mails. */
async function later(faulty: FaultyEnv): Promise<void> {
  const again = structuredClone(faulty.sent);
  await deliverSent(faulty);
  const start = Date.now();
  for (const minutes of [5, 10]) {
    if ((await waitingMails()).length === 0) break;
    vi.setSystemTime(start + minutes * MINUTE);
    await runSweeps(faulty.env, MAIL_SWEEPS, Date.now());
    await deliverSent(faulty);
  }
  await deliverSent({ ...faulty, sent: again });
  vi.useRealTimers();
}

/** A mail is sent twice only when the service accepted it and its answer was lost (decision 0032). */
function checkCopies(faulty: FaultyEnv, to: string, expected: number): string[] {
  const copies = faulty.mails.filter((mail) => mail.to === to).length;
  const again = faulty.failed() === "mail send" && copies === expected + 1;
  return again ? [] : differ(`the copies of a mail`, copies, expected);
}

async function opens(faulty: FaultyEnv, to: string): Promise<string[]> {
  const text = faulty.mails.findLast((mail) => mail.to === to)?.text ?? "";
  const { state } = await readLink(env, /jeton=([\w-]{43})/.exec(text)?.[1] ?? "", Date.now());
  return differ("the link of the last mail", state, "open");
}

async function countLines(school: Awaited<ReturnType<typeof aReachableSchool>>) {
  const counts: Record<string, number> = {};
  for (const { event } of await journalOf(school)) counts[event] = (counts[event] ?? 0) + 1;
  return counts;
}

async function waitingMails(): Promise<string[]> {
  const row = await env.DB.prepare(
    "SELECT count(*) AS n FROM outbox WHERE state <> 'sent'",
  ).first();
  return differ("what waits in the outbox", row, { n: 0 });
}

const activation: Story = async (faulty) => {
  const school = await aReachableSchool();
  const request = { uai: school.uai, askedBy: "Claude Direction", network: crypto.randomUUID() };
  const told = await requestActivation(faulty.env, { ...request, now: Date.now() }).catch(
    () => null,
  );
  await later(faulty);
  const { "activation.requested": asked = 0, "mail.sent": sent = 0 } = await countLines(school);
  return [
    // The page may show an error although the mail is sent, but never the reverse.
    ...(told?.ok && asked === 0 ? ["the page said that a mail leaves, and none does"] : []),
    ...checkCopies(faulty, school.mailbox, asked),
    ...(asked > 0 ? await opens(faulty, school.mailbox) : []),
    ...differ("the lines on mails that left", sent, asked),
    ...(await waitingMails()),
  ];
};

const invitation: Story = async (faulty) => {
  const school = await aReachableSchool();
  const inviter = await aMember(school);
  const emails = [anAddress(), anAddress()];
  const invite = async (now: number) =>
    await inviteMembers(faulty.env, {
      ...{ organizationId: school.id, school: school.name, inviter, emails, role: "member", now },
    });
  const reports = await invite(Date.now()).catch(() => null);
  const problems: string[] = [];
  for (const { email, result } of reports ?? []) {
    const taken = faulty.mails.some(({ to }) => to === email);
    if (result === "SENT" && !taken) problems.push("an invitation is told as sent, and is not");
    if (result !== "SENT" && result !== "TO_SEND") problems.push(`it is told as ${result}`);
  }
  await later(faulty);
  const first = await countLines(school);
  // A person who saw an error invites again a quarter of an hour later.
  if (reports === null) {
    vi.setSystemTime(Date.now() + 15 * MINUTE);
    await invite(Date.now());
    await later(faulty);
  }
  const again = reports === null ? (first["invitation.sent"] ?? 0) : 0;
  for (const email of emails) {
    problems.push(...(await opens(faulty, email)));
  }
  const lines = await countLines(school);
  const mails = faulty.mails.length - (faulty.failed() === "mail send" ? 1 : 0);
  return [
    ...problems,
    ...differ("the lines on invitations", lines, {
      "invitation.sent": 2,
      ...(again > 0 && { "invitation.resent": again }),
    }),
    ...(mails === 2 + again || faulty.mails.length === 2 + again
      ? []
      : [`${faulty.mails.length} mails left for ${2 + again} links`]),
    ...(await waitingMails()),
  ];
};

/** A signed-in person clicks on the page of a link, and clicks again after an error. */
const click: Story = async (faulty) => {
  const school = await aReachableSchool();
  const former = await aMember(school, "admin");
  const token = await anActivation(school);
  await env.DB.prepare("DELETE FROM outbox WHERE organization_id = ?1").bind(school.id).run();
  const person = await anAccount();
  const cookie = `${await aCookie(person)}; __Host-join=${token}`;
  const press = async () =>
    await appWithPages.fetch(
      new Request(`${ORIGIN}/rejoindre`, {
        method: "POST",
        headers: {
          ...{ Cookie: cookie, Origin: ORIGIN },
          "Content-Type": "application/x-www-form-urlencoded",
        },
        body: "intent=join",
      }),
      faulty.env,
      createExecutionContext(),
    );
  const home = `/etablissements/${school.uai}`;
  const first = (await press()).headers.get("Location");
  const problems = differ(
    "who was let in",
    await roleOf(school, person.id),
    first === home ? "admin" : null,
  );
  if (first !== home) {
    const second = await press();
    problems.push(...differ("the second click", second.headers.get("Location"), home));
  }
  await later(faulty);
  return [
    ...problems,
    ...differ("the role", await roleOf(school, person.id), "admin"),
    ...differ("the lines", (await countLines(school))["member.joined"], 1),
    ...checkCopies(faulty, former.email, 1),
    ...(await waitingMails()),
  ];
};

/** A new account from an activation: the school's administrators get a mail, and its address must be confirmed. */
const signUp: Story = async (faulty) => {
  const school = await aReachableSchool();
  const former = await aMember(school, "admin");
  const token = await anActivation(school);
  await env.DB.prepare("DELETE FROM outbox WHERE organization_id = ?1").bind(school.id).run();
  const email = anAddress();
  const person = { name: "Lou Nouvelle", email, password: "trois mots bien choisis" };
  const join = async () =>
    await joinWithNewAccount(faulty.env, {
      token,
      signUp: { ...person, termsVersion: "essai" },
      now: Date.now(),
    });
  const first = await join().catch(() => null);
  const account = async () =>
    await env.DB.prepare(
      `SELECT (SELECT count(*) FROM user WHERE email = ?1) AS users,
         (SELECT count(*) FROM account a JOIN user u ON u.id = a.user_id WHERE u.email = ?1) AS keys,
         (SELECT count(*) FROM membership m JOIN user u ON u.id = m.user_id WHERE u.email = ?1) AS places`,
    )
      .bind(email)
      .first();
  const once = { users: 1, keys: 1, places: 1 };
  const problems = differ(
    "what there is of the account",
    await account(),
    first?.ok ? once : { users: 0, keys: 0, places: 0 },
  );
  const outcome = first ?? (await join());
  // Each run hashes a password, so mail failures are left to the other scenarios.
  const calm = faultyEnv(env, { at: 0, mode: "before" });
  calm.sent.push(...faulty.sent);
  await later(calm);
  return [
    ...problems,
    ...differ("the outcome", outcome.ok, true),
    ...differ("the account", await account(), once),
    ...differ("the lines", (await countLines(school))["member.joined"], 1),
    ...checkCopies(calm, former.email, 1),
    ...checkCopies(calm, email, 1),
    ...(await waitingMails()),
  ];
};

const STORIES = { activation, invitation, click, signUp };
const NAMES = Object.keys(STORIES) as Array<keyof typeof STORIES>;
const CASES = NAMES.flatMap((name) =>
  (["before", "lost"] as const).map((mode): [keyof typeof STORIES, FaultMode] => [name, mode]),
);

/** The outbox is shared: each run starts with an empty one. */
const alone =
  (story: Story): Story =>
  async (faulty) => {
    await env.DB.batch([
      env.DB.prepare("DELETE FROM mail_pause WHERE id = 1"),
      env.DB.prepare("DELETE FROM outbox WHERE created_at >= 0"),
    ]);
    return await story(faulty);
  };

test.each(CASES)(
  "%s ends whole, and says what is so, whichever of its calls fails (%s)",
  async (name, mode) => {
    const { calls, problems } = await walkFaults({ mode }, alone(STORIES[name]));
    expect(problems).toEqual([]);
    expect(calls).toContain("D1 batch");
    expect(calls).toContain(name === "signUp" ? "mails send" : "mail send");
  },
  180_000,
);

test.each(NAMES)(
  "control: the scenario of %s fails when the writes are not one transaction",
  async (name) => {
    const kind = { mode: "before", withoutTransactions: true, control: true } as const;
    const { problems } = await walkFaults(kind, async (faulty) => {
      return await alone(STORIES[name])(faulty).catch((error: Error) => [error.message]);
    });
    expect(problems).not.toEqual([]);
  },
);
