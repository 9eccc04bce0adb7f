import { expect, test } from "vitest";
import { joining } from "#app/i18n/joining.ts";
import { aNetwork } from "#tests/support/accounts.ts";
import { aSchool, env } from "#tests/support/factories.ts";
import { anInvitation, aReachableSchool, mailsTo } from "#tests/support/team.ts";
import { aVisitor } from "#tests/support/visitor.ts";
import { DAY } from "../platform/clock.ts";

/** Pages of links and of requests for access, drawn as a browser gets them. */

/** Equal for pages that differ by nothing but what is new at each answer. */
function calm(text: string): string {
  return text.replace(/nonce="[^"]*"/g, "").replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "…");
}

test("the secret of a link goes to a cookie of 15 minutes that no script reads and no other site sends", async () => {
  const { token } = await anInvitation(await aSchool());
  for (const [path, name] of [
    ["/rejoindre", "join"],
    ["/mot-de-passe-oublie", "reset"],
    ["/compte/confirmation", "confirm"],
  ]) {
    const { status, location, headers, text } = await aVisitor()(`${path}?jeton=${token}`);
    expect([status, location, text]).toEqual([303, path, ""]);
    expect(headers.getSetCookie()).toEqual([
      `__Host-${name}=${token}; Max-Age=900; Path=/; Secure; HttpOnly; SameSite=Lax`,
    ]);
  }
});

test("an invitation that expired, and one of a school that closed, each say so", async () => {
  const school = await aSchool();
  const expired = await anInvitation(school, { now: Date.now() - 8 * DAY });
  const closed = await anInvitation(school);
  const open = async (token: string) => {
    const go = aVisitor({ draws: true });
    await go(`/rejoindre?jeton=${token}`);
    return await go("/rejoindre");
  };
  const first = await open(expired.token);
  expect(first.status).toBe(200);
  expect(first.text).toContain(joining.states.expired.title);
  expect(first.text).toContain(joining.states.expired.text);
  await env.DB.prepare("UPDATE organization SET state = 'closed' WHERE id = ?1")
    .bind(school.id)
    .run();
  const second = await open(closed.token);
  expect(second.status).toBe(200);
  expect(second.text).toContain(joining.states.closed.title);
  expect(second.text).toContain(joining.states.closed.text);
  expect(second.text).not.toContain("<form");
});

async function ask(uai: string, network: string) {
  const go = aVisitor({ network, draws: true });
  const form = { uai, firstName: "Claude", lastName: "Direction" };
  const asked = await go("/demande-administration-sco", form);
  const shown = await go(asked.location ?? "");
  return { sent: [asked.status, asked.location, asked.text], page: calm(shown.text), shown };
}

test("the fourth request for a school gets the page of the first, to the byte", async () => {
  const school = await aReachableSchool();
  const answers = [];
  for (let time = 0; time < 4; time += 1) answers.push(await ask(school.uai, aNetwork()));
  const [first, , , fourth] = answers;
  expect(await mailsTo(school.mailbox)).toHaveLength(3);
  expect(first?.shown.status).toBe(200);
  expect(first?.page).toContain(school.uai);
  expect([fourth?.sent, fourth?.page]).toEqual([first?.sent, first?.page]);
});

test("the eleventh request of a network gets the page of the first, to the byte", async () => {
  const network = aNetwork();
  const school = await aReachableSchool();
  const first = await ask(school.uai, network);
  for (let time = 0; time < 9; time += 1) await ask(`710000${time}A`, network);
  const eleventh = await ask(school.uai, network);
  expect(await mailsTo(school.mailbox)).toHaveLength(1);
  expect([eleventh.sent, eleventh.page]).toEqual([first.sent, first.page]);
});
