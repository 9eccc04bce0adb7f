import { expect, test } from "vitest";
import { aPersonWithPassword, aProtectedPerson, PASSWORD } from "#tests/support/accounts.ts";
import { aSchool } from "#tests/support/factories.ts";
import { anInvitation, roleOf } from "#tests/support/team.ts";
import { totp } from "#tests/support/totp.ts";
import { aVisitor } from "#tests/support/visitor.ts";

test("a person who joins with an account that has a second factor types its code, then clicks once", async () => {
  const school = await aSchool();
  const { person, key } = await aProtectedPerson();
  const { token } = await anInvitation(school, { email: person.email });
  const go = aVisitor();
  await go(`/rejoindre?jeton=${token}`);
  const credentials = { email: person.email, password: PASSWORD };
  const asked = await go("/rejoindre", { intent: "sign-in", ...credentials });
  expect(asked.location).toBe("/connexion/code?retour=%2Frejoindre");
  expect(await roleOf(school, person.id)).toBeNull();
  const code = totp(key);
  const completed = await go("/connexion/code?retour=%2Frejoindre", { code });
  expect(completed.location).toBe("/rejoindre");
  const joined = await go("/rejoindre", { intent: "join" });
  expect(joined.location).toBe(`/etablissements/${school.uai}`);
  expect(await roleOf(school, person.id)).toBe("member");
});

test("the page of the code serves a sign-in that waits for it, and redirects nowhere outside", async () => {
  const { person, key } = await aProtectedPerson();
  const go = aVisitor();
  expect((await go("/connexion/code")).location).toBe("/connexion");
  expect((await go("/connexion/code", { code: "123456" })).location).toBe("/connexion");
  await go("/connexion", { email: person.email, password: PASSWORD });
  expect((await go("/connexion/code", {})).status).toBe(400);
  const wrong = await go("/connexion/code", { code: "zzzzz-zzzzz" });
  expect(wrong.status).toBe(400);
  expect(wrong.text).not.toContain("zzzzz");
  const opened = await go("/connexion/code?retour=//evil.example/", { code: totp(key) });
  expect(opened.location).toBe("/");
  expect((await go("/connexion/code")).location).toBe("/");
});

test("no answer returns a password, and a malformed form is refused, never a failure of ours", async () => {
  const person = await aPersonWithPassword();
  const go = aVisitor();
  const wrong = await go("/connexion", { email: person.email, password: "un secret à moi" });
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain(person.email);
  expect(wrong.text).not.toContain("un secret à moi");

  await go("/connexion", { email: person.email, password: PASSWORD });
  for (const intent of ["", "autre", "close-session"]) {
    expect((await go("/compte", { intent })).status).toBe(400);
  }
  for (const name of ["", "   ", "x".repeat(10_000), "Zoé\u202e", "Zoé\n\u0000"]) {
    expect((await go("/compte", { intent: "rename", name })).status, name.slice(0, 9)).toBe(400);
  }
  const page = "/compte/double-authentification";
  expect((await go(page, {})).status).toBe(400);
  const script = { intent: "confirm", code: "123456", uri: "javascript:alert(1)" };
  expect((await go(page, script)).status).toBe(400);
  const refused = await go("/compte/mot-de-passe", { present: PASSWORD, chosen: "motdepasse2026" });
  expect(refused.status).toBe(400);
  expect(refused.text).not.toContain("motdepasse2026");
  expect((await go("/mot-de-passe-oublie", { email: "é@é" })).status).toBe(400);
  expect((await go("/mot-de-passe-oublie", { password: "" })).status).toBe(400);
  expect((await go("/mot-de-passe-oublie", { password: PASSWORD })).status).toBe(303);
  expect((await go("/compte/confirmation", {})).location).toBe("/compte/confirmation");
});

test("signed out, every page of the account leads to the sign-in page and back", async () => {
  const go = aVisitor();
  for (const path of ["/compte", "/compte/mot-de-passe", "/compte/double-authentification"]) {
    const back = `/connexion?retour=${encodeURIComponent(path)}`;
    expect((await go(path)).location).toBe(back);
    // A person who sends a form was signed in when the page opened.
    const over = `${back}&etat=session-finie`;
    expect((await go(path, { intent: "close-all" })).location).toBe(over);
  }
});
