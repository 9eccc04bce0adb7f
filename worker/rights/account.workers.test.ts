import { expect, test } from "vitest";
import {
  aPersonWithPassword,
  aProtectedPerson,
  apiSignIn,
  mailsTo,
  PASSWORD,
} from "#tests/support/accounts.ts";
import { findInDatabase } from "#tests/support/canaries.ts";
import {
  aCookie,
  aMember,
  aSchool,
  call,
  env,
  importFile,
  inSchool,
  type Person,
} from "#tests/support/factories.ts";
import { aResultFile, aRow } from "#tests/support/result-file.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { aVisitor } from "#tests/support/visitor.ts";
import { enterResults } from "../certifications/enter/enter-results.ts";
import { listJournal, parseJournalFilters } from "../journal/list-journal.ts";
import { eraseAccount } from "./erase-account.ts";

type School = Awaited<ReturnType<typeof aSchool>>;

async function joins(school: School, person: Person, role: "admin" | "member") {
  await env.DB.prepare(
    "INSERT INTO membership (organization_id, user_id, role, joined_at) VALUES (?1, ?2, ?3, 1)",
  )
    .bind(school.id, person.id, role)
    .run();
}

/** Adds a person to two schools, with data of each type. The tests search everywhere for this name and address. */
async function aPersonHeldEverywhere() {
  const { person } = await aProtectedPerson();
  await env.DB.batch([
    env.DB.prepare("UPDATE user SET name = 'Canari Serin' WHERE id = ?1").bind(person.id),
    env.DB.prepare("DELETE FROM outbox WHERE recipient = ?1").bind(person.email),
  ]);
  const named = { ...person, name: "Canari Serin" };
  const [school, other] = [await aSchool(), await aSchool()];
  const colleague = await aMember(school);
  await joins(school, named, "admin");
  await joins(other, named, "member");
  await importFile(school, named, aSiecleFile(school, somePupils(3)));
  const bytes = aResultFile([aRow({ Nom: "GARNIER0000", Prénom: "Noé" })]);
  const entered = await enterResults(inSchool(school), {
    ...{
      organizationId: school.id,
      user: named,
      filename: "r.csv",
      body: new Blob([new Uint8Array(bytes)]).stream(),
    },
  });
  if (!entered.ok) throw new Error("refused");
  await inSchool(school)
    .DB.prepare(
      `INSERT INTO campaign_file (id, organization_id, campaign_id, filename, as_of, rows, matched,
         waiting, staff, unchanged, older, uploaded_at, uploaded_by, uploaded_by_name)
       VALUES (?1, ?2, 'c', 'c.csv', 1, 1, 1, 0, 0, 0, 0, 1, ?3, ?4)`,
    )
    .bind(crypto.randomUUID(), school.id, person.id, named.name)
    .run();
  const invited = env.DB.prepare(
    `INSERT INTO invitation (id, organization_id, purpose, email, role, token_hash, invited_by, sent_at,
       expires_at, outbox_id) VALUES (?1, ?2, 'invitation', ?3, 'member', ?1, ?4, 1, 2, 'x')`,
  );
  await invited.bind(crypto.randomUUID(), other.id, person.email, colleague.id).run();
  await invited.bind(crypto.randomUUID(), school.id, "quelqu-un@essai.test", person.id).run();
  await env.DB.prepare(
    `INSERT INTO outbox (id, kind, recipient, subject, text, html, created_at)
     VALUES (?1, 'invitation', ?2, 's', 't', 'h', 1)`,
  )
    .bind(crypto.randomUUID(), person.email)
    .run();
  await env.DB.batch([
    env.DB.prepare("INSERT INTO known_place (key, seen_at, user_id) VALUES (?1, 1, ?1)").bind(
      person.id,
    ),
    env.DB.prepare(
      `INSERT INTO account_link (token_hash, user_id, purpose, sent_at, expires_at)
       VALUES (?1, ?1, 'password-reset', 1, 2)`,
    ).bind(person.id),
  ]);
  return { person: named, school, other, colleague };
}

test("an erased person is found nowhere; the journal keeps its lines, without the name", async () => {
  const { person, school, colleague } = await aPersonHeldEverywhere();
  const words = [person.email, "Canari Serin"];
  expect((await findInDatabase(words)).join()).toMatch(
    /import.created_by_name.*invitation.email.*user.email/,
  );
  const end = await eraseAccount(env, {
    userId: person.id,
    sessionId: "here",
    password: PASSWORD,
    now: Date.now(),
  });
  expect(end).toEqual({ ok: true });
  expect(await findInDatabase(words)).toEqual([]);
  // The id is a pseudonym without an account: it stays in the lines of what the person did.
  const held = (await findInDatabase([person.id])).map((place) => place.split(".")[0]);
  expect([...new Set(held)].sort()).toEqual([
    "campaign_file",
    "certification_import",
    "import",
    "invitation",
    "journal",
  ]);
  const query = { ...parseJournalFilters(new URLSearchParams()), organizationId: school.id };
  const { lines } = await listJournal(inSchool(school), { ...query, page: 1 });
  expect(lines.map(({ sentence }) => sentence)).toContain(
    "Un compte supprimé a quitté l’espace Pix Orga.",
  );
  expect((await call("/api/me", { as: colleague })).status).toBe(200);
  const waiting = await env.DB.prepare(
    "SELECT state FROM invitation WHERE email = 'quelqu-un@essai.test'",
  ).first();
  expect(waiting).toEqual({ state: "cancelled" });
});

test("the last administrator of a school must name another one first; the refusal names the school", async () => {
  const school = await aSchool();
  const person = await aPersonWithPassword();
  await joins(school, person, "admin");
  await aMember(school, "member");
  const ask = { userId: person.id, sessionId: "here", password: PASSWORD, now: Date.now() };
  expect(await eraseAccount(env, ask)).toEqual({
    ...{ ok: false, reason: "LAST_ADMIN", schools: ["Collège des Essais"] },
  });
  expect((await apiSignIn(person.email, PASSWORD)).status).toBe(200);
  await aMember(school, "admin");
  expect(await eraseAccount(env, ask)).toEqual({ ok: true });
});

test("a closed school does not prevent the erasure", async () => {
  const school = await aSchool();
  const person = await aPersonWithPassword();
  await joins(school, person, "admin");
  await env.DB.prepare("UPDATE organization SET state = 'closed' WHERE id = ?1")
    .bind(school.id)
    .run();
  const ask = { userId: person.id, sessionId: "here", password: PASSWORD, now: Date.now() };
  expect(await eraseAccount(env, ask)).toEqual({ ok: true });
});

test("without the password nothing is erased, not even through the page", async () => {
  const person = await aPersonWithPassword();
  const browser = aVisitor({ cookie: await aCookie(person) });
  expect((await browser("/compte/donnees", { password: "faux" })).status).toBe(400);
  expect((await browser("/compte/donnees", {})).status).toBe(400);
  expect((await apiSignIn(person.email, PASSWORD)).status).toBe(200);
  const gone = await browser("/compte/donnees", { password: PASSWORD });
  expect([gone.status, gone.location]).toEqual([303, "/connexion?etat=efface"]);
  expect((await browser("/connexion?etat=efface")).text).toContain(
    "Votre compte et vos accès ont été effacés",
  );
  expect((await browser("/compte")).status).toBe(302);
  expect((await apiSignIn(person.email, PASSWORD)).status).toBe(401);
  expect(await mailsTo(person.email, "password-changed")).toEqual([]);
});

test("the export contains every row that names the person, and no secret", async () => {
  const { person } = await aPersonHeldEverywhere();
  const answer = await call("/api/me/export", { as: { cookie: await aCookie(person) } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("Content-Disposition")).toContain("mon-compte.json");
  const text = await answer.text();
  const data: Record<string, unknown[]> = JSON.parse(text);
  const empty = Object.entries(data).filter(([, rows]) => rows.length === 0);
  expect(empty.map(([name]) => name)).toEqual([]);
  const secrets = await env.DB.prepare(
    `SELECT password, secret, token FROM account JOIN two_factor t USING (user_id)
     JOIN session s USING (user_id) WHERE account.user_id = ?1`,
  )
    .bind(person.id)
    .all<Record<string, string>>();
  for (const row of secrets.results) {
    for (const secret of Object.values(row)) expect(text).not.toContain(secret);
  }
  expect((await call("/api/me/export")).status).toBe(401);
});

test("the operator erases the account of a person who asked in writing, not the last administrator's", async () => {
  const school = await aSchool();
  const [first, second] = [await aMember(school), await aMember(school)];
  const erase = async (body: unknown, token = "demo-operator") =>
    await call("/api/operator/accounts/erase", {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  expect((await erase({ email: first.email }, "another-token-of-20")).status).toBe(401);
  expect((await erase({ email: first.email, all: true })).status).toBe(400);
  expect((await erase({ email: "nobody@essai.test" })).status).toBe(404);
  expect((await erase({ email: ` ${first.email.toUpperCase()}`.trim() })).status).toBe(200);
  expect(await findInDatabase([first.email])).toEqual([]);
  expect((await call("/api/me", { as: first })).status).toBe(401);
  const refused = await erase({ email: second.email });
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ code: "LAST_ADMIN", schools: [school.name] });
  expect((await call("/api/me", { as: second })).status).toBe(200);
});
