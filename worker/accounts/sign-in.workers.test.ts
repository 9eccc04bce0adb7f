import { expect, test } from "vitest";
import { aPerson, call, env, ORIGIN } from "#tests/support/factories.ts";
import { hashPassword, verifyPassword } from "./password.ts";

async function aPersonWithPassword(password: string) {
  const person = await aPerson();
  await env.DB.prepare(
    `INSERT INTO account (id, user_id, account_id, provider_id, password, created_at, updated_at)
     VALUES (?1, ?1, ?1, 'credential', ?2, 1, 1)`,
  )
    .bind(person.id, await hashPassword(password))
    .run();
  return person;
}

function signIn(email: string, password: string, headers: Record<string, string> = {}) {
  return call("/api/auth/sign-in/email", {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify({ email, password }),
  });
}

test("signing in opens a session that the next request carries, and signing out ends it", async () => {
  const person = await aPersonWithPassword("une phrase assez longue");
  const answer = await signIn(person.email, "une phrase assez longue");
  expect(answer.status).toBe(200);
  const header = answer.headers.getSetCookie().find((one) => one.startsWith("__Host-session="));
  expect(header).toMatch(/HttpOnly/i);
  expect(header).toMatch(/Secure/i);
  expect(header).toMatch(/SameSite=Lax/i);
  const cookie = header?.split(";")[0] ?? "";
  expect((await call("/api/me", { as: { cookie } })).status).toBe(200);
  const left = await call("/api/auth/sign-out", { method: "POST", as: { cookie } });
  expect(left.headers.get("Clear-Site-Data")).toBe('"cache", "storage"');
  expect((await call("/api/me", { as: { cookie } })).status).toBe(401);
});

test("a wrong password and an unknown address get the same answer", async () => {
  const person = await aPersonWithPassword("une phrase assez longue");
  const wrong = await signIn(person.email, "une autre phrase");
  const unknown = await signIn("personne@essai.test", "une autre phrase");
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  expect(await wrong.text()).toBe(await unknown.text());
});

test("the API has no sign-up, and no other route of the library is open", async () => {
  for (const path of ["sign-up/email", "update-user", "delete-user", "change-email"]) {
    const answer = await call(`/api/auth/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        email: "x@essai.test",
        password: "une phrase assez longue",
        name: "X",
      }),
    });
    expect(answer.status).toBe(404);
  }
});

test("the token of a session is never readable by a script", async () => {
  const person = await aPersonWithPassword("une phrase assez longue");
  const answer = await signIn(person.email, "une phrase assez longue");
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  expect((await call("/api/auth/get-session", { as: { cookie } })).status).toBe(404);
  const me = await (await call("/api/me", { as: { cookie } })).text();
  expect(me).not.toContain(decodeURIComponent(cookie).slice("__Host-session=".length, 40));
});

test.each(["", "{", "[]", '{"email":1,"password":"x"}', '{"email":"x@essai.test"}', "null"])(
  "a body without valid credentials is refused as such (%s)",
  async (body) => {
    const answer = await call("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
    });
    expect(answer.status).toBe(400);
  },
);

test("a body of any size, a long password or a strange address is refused, never a failure of ours", async () => {
  expect((await signIn("x@essai.test", "x".repeat(20_000))).status).toBe(400);
  for (const email of ["é@essai.test", "a".repeat(5_000), "a@b", "\u0000@essai.test", "'; --"]) {
    expect([400, 401]).toContain((await signIn(email, "une phrase assez longue")).status);
  }
  expect([400, 401]).toContain((await signIn("x@essai.test", "x".repeat(300))).status);
});

test("a sign-in from another site is refused", async () => {
  const answer = await signIn("x@essai.test", "peu importe", { Origin: "https://evil.example" });
  expect(answer.status).toBe(403);
});

test("a session's token without our signature opens nothing: reading the database gives no session", async () => {
  const person = await aPersonWithPassword("une phrase assez longue");
  const answer = await signIn(person.email, "une phrase assez longue");
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const [token, signature = ""] = cookie.split(".");
  const forged = signature.startsWith("A") ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
  for (const tried of [token, `${token}.`, `${token}.${forged}`]) {
    expect((await call("/api/me", { as: { cookie: tried ?? "" } })).status, tried).toBe(401);
  }
  expect((await call("/api/me", { as: { cookie } })).status).toBe(200);
});

test("a session older than eight hours has ended", async () => {
  const person = await aPersonWithPassword("une phrase assez longue");
  const answer = await signIn(person.email, "une phrase assez longue");
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const kept = await env.DB.prepare(
    "SELECT expires_at - created_at AS ms FROM session WHERE user_id = ?1",
  )
    .bind(person.id)
    .first<{ ms: number }>();
  expect(Math.round((kept?.ms ?? 0) / 3_600_000)).toBe(8);
  await env.DB.prepare("UPDATE session SET expires_at = 1 WHERE user_id = ?1")
    .bind(person.id)
    .run();
  expect((await call("/api/me", { as: { cookie } })).status).toBe(401);
});

test("a password is verified in any Unicode form, and a foreign hash is refused", async () => {
  const hash = await hashPassword("été à l’école");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(await verifyPassword({ hash, password: "été à l’école".normalize("NFD") })).toBe(true);
  expect(await verifyPassword({ hash, password: "ete a l’ecole" })).toBe(false);
  expect(await verifyPassword({ hash: "scrypt$22$8$3$AA==$AA==", password: "x" })).toBe(false);
  expect(await verifyPassword({ hash: "plain", password: "plain" })).toBe(false);
});

test("argon2id gives what other programs give, and every letter of a password counts", async () => {
  // What `crypto.argon2Sync` of Node 24 gives for the same salt, 19 MiB and two passes.
  const known = [
    ["trois lampes jaunes", "b59857aab2d4216c512286fd2dd0e91351699fdeb3107cb665b837505198192d"],
    ["été à l’école", "a990fdb381d26068d0a5a142a2beda0392b7aa8625f83d6a2559569631274493"],
  ] as const;
  const salt = Buffer.from("0123456789abcdef");
  for (const [password, key] of known) {
    const texts = [salt, Buffer.from(key, "hex")].map((bytes) =>
      bytes.toString("base64").replace(/=+$/, ""),
    );
    const hash = `$argon2id$v=19$m=19456,t=2,p=1$${texts.join("$")}`;
    expect(await verifyPassword({ hash, password })).toBe(true);
    for (const other of [password.slice(0, -1), `${password.slice(0, -1)}è`, `${password}x`]) {
      expect(await verifyPassword({ hash, password: other })).toBe(false);
    }
  }
});

test("a demo on a host that is not local, or a weak secret, serves nothing", async () => {
  const worker = (await import("#tests/support/worker-entry.ts")).default;
  const { createExecutionContext } = await import("cloudflare:test");
  const remote = await worker.fetch(
    new Request("https://pix-orga.example/healthz"),
    env,
    createExecutionContext(),
  );
  expect(remote.status).toBe(503);
  const weak = await worker.fetch(
    new Request(`${ORIGIN}/api/me`),
    { ...env, AUTH_SECRET: "short" },
    createExecutionContext(),
  );
  expect(weak.status).toBe(503);
});
