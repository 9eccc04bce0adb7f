import { expect, test } from "vitest";
import { aNetwork } from "#tests/support/accounts.ts";
import { breakBindings } from "#tests/support/broken-bindings.ts";
import { aUai } from "#tests/support/directory-file.ts";
import { aCookie, aMember, aPerson, aSchool, env } from "#tests/support/factories.ts";
import {
  anAccount,
  anActivation,
  anAddress,
  anInvitation,
  aReachableSchool,
  mailsTo,
} from "#tests/support/team.ts";
import { aVisitor } from "#tests/support/visitor.ts";
import { joining } from "#words/joining.ts";
import { DAY } from "../platform/clock.ts";
import { inviteMembers } from "./invite-members.ts";
import { requestActivation } from "./request-activation.ts";

/** Pages of links and of access requests, rendered as in a browser. */

/** Removes the parts that change in each answer, so that equal pages compare equal. */
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
      `__Host-${name}=${token}; Max-Age=900; Path=/; HttpOnly; Secure; SameSite=Lax`,
    ]);
  }
});

test("the pages of an expired invitation and of a closed school say so", async () => {
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

test("a person who joined sees no error when the following sign-in fails", async () => {
  const school = await aReachableSchool();
  const token = await anActivation(school);
  const bindings = breakBindings(env, ({ what }) => /insert into "session"/i.test(what));
  const go = aVisitor({ bindings });
  await go(`/rejoindre?jeton=${token}`);
  const email = `${crypto.randomUUID()}@essai.test`;
  const password = "trois lampes sur le quai";
  const person = { firstName: "Claude", lastName: "Direction", email, password, terms: "on" };
  const joined = await go("/rejoindre", { intent: "sign-up", ...person });
  expect([joined.status, joined.location]).toEqual([303, `/etablissements/${school.uai}`]);
  const later = aVisitor();
  const signedIn = await later("/connexion", { email, password });
  expect(signedIn.status).toBe(302);
  const home = await later(`/etablissements/${school.uai}`);
  expect([home.status, home.text.includes("isNew")]).toEqual([200, true]);
});

test("while the mail service accepts nothing, no page says that a message was sent", async () => {
  const school = await aReachableSchool();
  const admin = await aMember(school);
  const EMAIL = {
    send: async () => {
      throw Object.assign(new Error("down"), { code: "E_SENDER_NOT_VERIFIED" });
    },
  };
  const bindings = { ...env, EMAIL } as unknown as Env;
  const go = aVisitor({ draws: true, cookie: admin.cookie, bindings });
  const team = `/etablissements/${school.uai}/equipe`;
  const email = anAddress();
  const invite = async () => await go(`${team}/inviter`, { emails: email, role: "member" });
  const pages = [await invite(), await invite(), await go(`${team}/invitations`)];
  const invitation = await env.DB.prepare("SELECT id FROM invitation WHERE email = ?1")
    .bind(email)
    .first<{ id: string }>();
  const resend = { intent: "resend", invitationId: invitation?.id ?? "" };
  pages.push(await go(`${team}/invitations`, resend));
  const stranger = aVisitor({ draws: true, bindings });
  const forgotten = await stranger("/mot-de-passe-oublie", { email: admin.email });
  pages.push(await stranger(forgotten.location ?? ""));
  const form = { uai: school.uai, firstName: "Claude", lastName: "Direction" };
  const asked = await stranger("/demande-administration-sco", form);
  pages.push(await stranger(asked.location ?? ""));
  // The link of a delivered message, replaced by a newer message that still waits.
  const older = await anInvitation(school, { inviter: admin, now: Date.now() - DAY });
  const again = { organizationId: school.id, school: school.name, inviter: admin };
  const wish = { ...again, emails: [older.email], role: "member" as const, now: Date.now() };
  await inviteMembers(bindings, wish);
  await stranger(`/rejoindre?jeton=${older.token}`);
  pages.push(await stranger("/rejoindre"));
  const unconfirmed = await anAccount(anAddress(), false);
  const account = aVisitor({ draws: true, cookie: await aCookie(unconfirmed), bindings });
  pages.push(await account("/compte"));
  await env.DB.prepare("DELETE FROM mail_pause WHERE id = 1").run();

  expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 409, 200, 200, 200, 200]);
  for (const { text } of pages) {
    const said = text.replace(/<(script|style)\b.*?<\/\1>/gs, "").replace(/<[^>]*>/g, " ");
    expect(said).not.toMatch(
      /(?<!n’)(est|sont) partie?s?\b|(?<!Rien n’a )été envoyée?|avons envoyé|Envoyée? |vient d/,
    );
  }
});

async function ask(uai: string, network: string) {
  const go = aVisitor({ network, draws: true });
  const form = { uai, firstName: "Claude", lastName: "Direction" };
  const asked = await go("/demande-administration-sco", form);
  const shown = await go(asked.location ?? `/demande-administration-sco/envoyee?uai=${uai}`);
  return { sent: [asked.status, asked.location, asked.text] as const, page: calm(shown.text) };
}

test("for a school's seventh request in an hour the page says that nothing was sent, as for an unknown UAI", async () => {
  const school = await aReachableSchool();
  // Both UAIs have the right check letter: the page warns of a wrong one, whichever schools exist.
  const [known, unknown] = [aUai(90_001), aUai(90_002)];
  await env.DB.prepare("UPDATE organization SET uai = ?2 WHERE id = ?1")
    .bind(school.id, known)
    .run();
  const told = [];
  for (const uai of [known, unknown]) {
    const answers = [];
    for (let time = 0; time < 7; time += 1) answers.push(await ask(uai, aNetwork()));
    const [first, seventh] = [answers[0], answers[6]];
    expect(first?.sent[0]).toBe(303);
    expect(first?.page).toContain(uai);
    expect(seventh?.sent[0]).toBe(429);
    told.push([first?.page, seventh?.sent[2]].map((text) => calm(`${text}`).replaceAll(uai, "…")));
  }
  expect(await mailsTo(school.mailbox)).toHaveLength(6);
  expect(told[0]?.[1]).toContain("Aucun nouvel e-mail n’a été envoyé");
  expect(told[0]?.[1]).toContain("ouvrez le lien du dernier reçu");
  expect(told[0]).toEqual(told[1]);
});

test("beyond a hundred requests an hour a network is refused with the reason, and no page says that a mail was sent", async () => {
  const network = aNetwork();
  for (let time = 0; time < 100; time += 1) {
    const uai = `72${String(time).padStart(5, "0")}A`;
    await requestActivation(env, { uai, askedBy: "C", network, now: Date.now() });
  }
  const school = await aReachableSchool();
  const { sent, page } = await ask(school.uai, network);
  expect(sent[0]).toBe(429);
  expect(sent[2]).toContain("trop de demandes ont été faites depuis votre réseau");
  expect(await mailsTo(school.mailbox)).toEqual([]);
  // A forged URL of the page after a request leads to the form.
  expect(page).toBe("");
  const made = await aVisitor()(`/demande-administration-sco/envoyee?uai=${school.uai}`);
  expect(made.location).toBe("/demande-administration-sco");
});

test.each([
  ["Visitez https://exemple.test", "Un nom s’écrit avec des lettres"],
  ["exemple.fr", "Un nom ne peut pas ressembler à une adresse"],
  ["moi@exemple", "Un nom s’écrit avec des lettres"],
  ["06 12 34 56 78", "Un nom s’écrit avec des lettres"],
  ["x".repeat(101), "Ce nom est trop long"],
])("the name %s is refused wherever people type one", async (name, told) => {
  const school = await aReachableSchool();
  const token = await anActivation(school);
  const form = { firstName: "Claude", lastName: "Direction" };
  const signUp = {
    ...{ intent: "sign-up", email: `${crypto.randomUUID()}@essai.test`, terms: "on" },
    password: "trois lampes sur le quai",
  };
  const person = await aPerson();
  const invited = aVisitor({ draws: true });
  await invited(`/rejoindre?jeton=${token}`);
  const account = aVisitor({ draws: true, cookie: await aCookie(person) });
  const answers = [
    await aVisitor({ draws: true })("/demande-administration-sco", {
      ...{ ...form, uai: school.uai, firstName: name },
    }),
    await invited("/rejoindre", { ...signUp, ...form, lastName: name }),
    await account("/compte", { intent: "rename", name: name.repeat(3) }),
  ];
  for (const { status, text } of answers) {
    expect(status).toBe(400);
    expect(text).toContain(told);
  }
  expect(await mailsTo(school.mailbox)).toHaveLength(1);
});
