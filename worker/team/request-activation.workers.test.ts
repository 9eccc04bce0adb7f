import { expect, test } from "vitest";
import { aMember, aSchool, env } from "#tests/support/factories.ts";
import {
  anActivation,
  aReachableSchool,
  aWatchedDatabase,
  journalOf,
  mailsTo,
  tokenFor,
} from "#tests/support/team.ts";
import { HOUR } from "../platform/clock.ts";
import { hashText } from "../platform/token.ts";
import { readLink } from "./read-link.ts";
import { requestActivation } from "./request-activation.ts";

function ask(uai: string, wish: { network?: string; now?: number } = {}) {
  const network = wish.network ?? crypto.randomUUID();
  return requestActivation(env, {
    uai,
    askedBy: "Claude Direction",
    network,
    now: wish.now ?? Date.now(),
  });
}

async function countOf(table: "invitation" | "invitation_link" | "outbox" | "journal") {
  const row = await env.DB.prepare(`SELECT COUNT(*) AS n FROM ${table}`).first<{ n: number }>();
  return row?.n;
}

async function everything() {
  return [
    await countOf("invitation"),
    await countOf("invitation_link"),
    await countOf("outbox"),
    await countOf("journal"),
  ];
}

test("only the school's own mailbox gets a link to become administrator", async () => {
  const school = await aReachableSchool();
  const member = await aMember(school);
  const token = await anActivation(school);
  const [mail] = await mailsTo(school.mailbox);
  expect(mail?.kind).toBe("activation");
  expect(mail?.text).toContain("Claude Direction");
  expect(mail?.text).toContain(`http://localhost:8787/rejoindre?jeton=${token}`);
  expect(await mailsTo(member.email)).toEqual([]);
  expect(await readLink(env, token, Date.now())).toMatchObject({
    state: "open",
    purpose: "activation",
    role: "admin",
    school: { uai: school.uai },
  });
  expect(await journalOf(school)).toMatchObject([
    { event: "activation.requested", userId: null, detail: { askedBy: "Claude Direction" } },
  ]);
});

test("the secret of the link is stored only in the mail", async () => {
  const school = await aReachableSchool();
  const token = await anActivation(school);
  const { results } = await env.DB.prepare(
    "SELECT token_hash FROM invitation WHERE organization_id = ?1",
  )
    .bind(school.id)
    .all<{ token_hash: string }>();
  expect(results).toEqual([{ token_hash: await hashText(token) }]);
});

test("a new request replaces the link of the last one", async () => {
  const school = await aReachableSchool();
  const first = await anActivation(school);
  const second = await anActivation(school);
  expect(await readLink(env, first, Date.now())).toMatchObject({ state: "replaced" });
  expect(await readLink(env, second, Date.now())).toMatchObject({ state: "open" });
});

test("two requests at the same time leave one link that opens", async () => {
  const school = await aReachableSchool();
  await Promise.all([ask(school.uai), ask(school.uai)]);
  // The mail with the replaced link is withdrawn, unless it was already sent.
  const tokens = (await mailsTo(school.mailbox)).flatMap(
    ({ text }) => /jeton=([\w-]+)/.exec(text)?.[1] ?? [],
  );
  const states = await Promise.all(
    tokens.map(async (token) => (await readLink(env, token, Date.now())).state),
  );
  expect(states.filter((state) => state === "open")).toHaveLength(1);
  expect(states.filter((state) => state !== "open" && state !== "replaced")).toEqual([]);
});

test("an unknown school, a closed one and one without mailbox leave no trace and no mail", async () => {
  const closed = await aReachableSchool();
  await env.DB.prepare("UPDATE organization SET state = 'closed' WHERE id = ?1")
    .bind(closed.id)
    .run();
  const mute = await aSchool();
  const before = await everything();
  for (const uai of [closed.uai, mute.uai, "9999999Z"]) await ask(uai);
  expect(await everything()).toEqual(before);
});

test("the work for an unknown school is the same as for a known one", async () => {
  const school = await aReachableSchool();
  const count = async (uai: string) => {
    const done = { statements: 0, batches: 0, hints: 0 };
    const DB = aWatchedDatabase({
      onPrepare: () => {
        done.statements += 1;
      },
      onBatch: () => {
        done.batches += 1;
      },
    });
    const sendBatch = async () => {
      done.hints += 1;
    };
    const MAILS = { sendBatch } as unknown as Env["MAILS"];
    const request = { uai, askedBy: "C", network: crypto.randomUUID(), now: Date.now() };
    await requestActivation({ ...env, DB, MAILS }, request);
    return done;
  };
  expect(await count("9999998Z")).toEqual(await count(school.uai));
});

test("a school is served six times an hour; after that, the answer is the same as for an unknown one", async () => {
  const school = await aReachableSchool();
  const now = Date.now();
  const refused = { ok: false, reason: "SCHOOL", waitMs: HOUR - 6 };
  for (const uai of [school.uai, "9999997Z"]) {
    for (let time = 0; time < 6; time += 1) {
      expect(await ask(uai, { now: now + time })).toEqual({ ok: true });
    }
    expect(await ask(uai, { now: now + 6 })).toEqual(refused);
  }
  expect(await mailsTo(school.mailbox)).toHaveLength(6);
  expect(await ask(school.uai, { now: now + HOUR })).toEqual({ ok: true });
  expect(await mailsTo(school.mailbox)).toHaveLength(7);
  // After the limit, the last link still opens.
  const token = await tokenFor(school.mailbox);
  expect(await readLink(env, token, now)).toMatchObject({ state: "open" });
});

test("a network can request a hundred schools an hour; the next request is refused and counts for no school", async () => {
  const network = crypto.randomUUID();
  for (let time = 0; time < 100; time += 1) {
    const uai = `7${String(time).padStart(6, "0")}A`;
    expect(await ask(uai, { network })).toEqual({ ok: true });
  }
  const school = await aReachableSchool();
  for (let time = 0; time < 7; time += 1) {
    expect(await ask(school.uai, { network })).toMatchObject({ ok: false, reason: "NETWORK" });
  }
  expect(await mailsTo(school.mailbox)).toEqual([]);
  expect(await ask(school.uai)).toEqual({ ok: true });
  expect(await mailsTo(school.mailbox)).toHaveLength(1);
});

test("once the operator changed the mailbox, a link in the former one no longer opens", async () => {
  const school = await aReachableSchool();
  const token = await anActivation(school);
  const mailbox = `direction.${school.uai.toLowerCase()}@ac-essai.fr`;
  await env.DB.prepare("UPDATE organization SET mailbox = ?2 WHERE id = ?1")
    .bind(school.id, mailbox)
    .run();
  expect(await readLink(env, token, Date.now())).toMatchObject({ state: "cancelled" });
  await ask(school.uai);
  expect(await readLink(env, token, Date.now())).toMatchObject({ state: "cancelled" });
  expect(await readLink(env, await tokenFor(mailbox), Date.now())).toMatchObject({ state: "open" });
  // It does not open either once the former mailbox is restored.
  await env.DB.prepare("UPDATE organization SET mailbox = ?2 WHERE id = ?1")
    .bind(school.id, school.mailbox)
    .run();
  expect(await readLink(env, token, Date.now())).toMatchObject({ state: "cancelled" });
});

test("a name with a line end cannot forge a header, and an address in it does not become a link", async () => {
  const school = await aReachableSchool();
  await requestActivation(env, {
    uai: school.uai,
    askedBy: "Claude\r\nBcc: autre@essai.test",
    network: crypto.randomUUID(),
    now: Date.now(),
  });
  const [mail] = await mailsTo(school.mailbox);
  expect(mail?.subject).not.toMatch(/[\r\n]/);
  expect(mail?.text).toContain("«\u202fClaude Bcc : autre @ essai. test\u202f»");
});
