import { createExecutionContext } from "cloudflare:test";
import { expect, test } from "vitest";
import {
  aCookie,
  aMember,
  aPerson,
  aSchool,
  call,
  env,
  inSchool,
  ORIGIN,
} from "#tests/support/factories.ts";
import { appThatDraws, appWithPages } from "#tests/support/page-worker.ts";

type Sent = { headers?: Record<string, string>; body?: BodyInit };

function post(path: string, { headers = {}, body = "" }: Sent, app = appWithPages) {
  const request = new Request(`${ORIGIN}${path}`, { method: "POST", headers, body });
  return app.fetch(request, env, createExecutionContext());
}

const FORM = { "Content-Type": "application/x-www-form-urlencoded", Origin: ORIGIN };
const SIGN_IN = { email: "a@essai.test", password: "x" };
const asForm = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

test("the longest list of addresses that a person may paste reaches its page", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const emails = Array.from({ length: 700 }, (_, at) => `personne-${at}@essai.test`).join("\r\n");
  const answer = await post(`/etablissements/${school.uai}/equipe/inviter`, {
    headers: { ...FORM, Cookie: admin.cookie },
    body: asForm({ emails, role: "member" }),
  });
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("50")]);
});

test("a form that is too long is refused by a page that says what to do", async () => {
  const answer = await post(
    "/connexion",
    { headers: FORM, body: asForm({ email: "a".repeat(70_000) }) },
    appThatDraws,
  );
  expect(answer.status).toBe(413);
  expect(await answer.text()).toContain("Envoi trop long");
});

test("64 KiB are read, and one byte more is refused, whatever the declared length", async () => {
  const longest = `email=${"a".repeat(64 * 1024 - 6)}`;
  expect((await post("/connexion", { headers: FORM, body: longest })).status).toBe(400);
  const stream = new Blob([`${longest}a`]).stream();
  expect((await post("/connexion", { headers: FORM, body: stream })).status).toBe(413);
});

test("a refused body is read to its end before the answer, so that its sender can read why", async () => {
  const api = "/api/organizations/0000000X";
  for (const [path, headers, status] of [
    ["/connexion", FORM, 413],
    ["/connexion", { ...FORM, Origin: "https://exemple.test" }, 403],
    [`${api}/imports`, { Origin: ORIGIN, "Content-Length": String(2 ** 20) }, 401],
    [`${api}/certifications/results`, { Origin: ORIGIN }, 401],
    ["/api/operator/organizations", { Origin: ORIGIN }, 401],
    ["/nulle-part", FORM, 404],
    ["/documentation", FORM, 405],
  ] as const) {
    let left = 16;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (left === 0) return controller.close();
          left -= 1;
          controller.enqueue(new Uint8Array(64 * 1024).fill(0x61));
        },
      },
      { highWaterMark: 0 },
    );
    const answer = await post(path, { headers, body });
    expect([path, answer.status, left]).toEqual([path, status, 0]);
  }
});

test("a form without JavaScript sends a file larger than the part held in memory, whole", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const form = new FormData();
  form.set("intent", "upload");
  const xml = `<?xml version="1.0" encoding="UTF-8"?><BEE_ELEVES>${"é".repeat(500_000)}</BEE_ELEVES>`;
  form.set("file", new File([xml], "Élèves 3e.xml"));
  const sent = new Response(form);
  const type = sent.headers.get("Content-Type") ?? "";
  // Browsers and other programs end a form with a line break, and workerd does not.
  const body = await new Blob([await sent.arrayBuffer(), "\r\n"]).arrayBuffer();
  const answer = await post(`/etablissements/${school.uai}/eleves/import`, {
    headers: {
      "Content-Type": type,
      "Content-Length": String(body.byteLength),
      Origin: ORIGIN,
      Cookie: admin.cookie,
    },
    body,
  });
  expect([answer.status, answer.headers.get("Location")]).toEqual([
    303,
    `/etablissements/${school.uai}/eleves/import`,
  ]);
  const kept = await inSchool(school)
    .DB.prepare("SELECT filename, source_size AS size FROM import WHERE organization_id = ?1")
    .bind(school.id)
    .first();
  expect(kept).toEqual({ filename: "Élèves 3e.xml", size: new Blob([xml]).size });
});

test("a file of more than 10 MB without JavaScript is refused by its page, with the page's message, unread", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  for (const [page, words] of [
    ["eleves/import", "Sans JavaScript, le fichier ne peut pas dépasser 10 Mo"],
    ["certifications", "Ce fichier dépasse 10 Mo"],
  ] as const) {
    const answer = await post(`/etablissements/${school.uai}/${page}`, {
      headers: {
        "Content-Type": "multipart/form-data; boundary=b",
        "Content-Length": String(11 * 2 ** 20),
        Origin: ORIGIN,
        Cookie: admin.cookie,
      },
      body: "--b\r\n",
    });
    expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining(words)]);
  }
});

const MULTIPART = { "Content-Type": "multipart/form-data; boundary=b", Origin: ORIGIN };
const JSON_BODY = { "Content-Type": "application/json", Origin: ORIGIN };
const part = (name: string, value = "x") =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const zipped = async (text: string) =>
  await new Response(
    new Blob([text]).stream().pipeThrough(new CompressionStream("gzip")),
  ).arrayBuffer();

/** Variants of the requests of the abuse walk: the gate is the same for all routes. */
test("other shapes of names, parts and bodies are refused before any route", async () => {
  const names = ["a.b.c", "a[b][c]", "a[]", "__proto__", "__proto__.x", "toString", "a".repeat(65)];
  const odd = [...names, "é", "a b", "1a", "%00a", "a%0d%0ab", ""];
  const forms: Array<[string, Record<string, string>, BodyInit]> = [
    ...odd.map((name): [string, Record<string, string>, string] => [name, FORM, `${name}=1`]),
    ["a charset", { ...FORM, "Content-Type": `${FORM["Content-Type"]}; charset=UTF-8` }, "a.b=1"],
    ["text", { ...FORM, "Content-Type": "text/plain" }, "email=a&password=b"],
    ["zipped", { ...FORM, "Content-Encoding": "gzip" }, await zipped("email=a&password=b")],
    ["many parts", MULTIPART, `${part("a").repeat(900)}--b--\r\n`],
    ["10 000 parts", MULTIPART, `${part("a").repeat(10_000)}--b--\r\n`],
    ["a part twice", MULTIPART, `${part("a")}${part("a")}--b--\r\n`],
    ["a deep part", MULTIPART, `${part("a.b")}--b--\r\n`],
    ["a longer boundary", MULTIPART, `${part("a").replace("--b", "--bb")}--bb--\r\n`],
    ["a boundary within", MULTIPART, `${part("a", "x\r\n--bc")}--b--\r\n`],
    ["a preamble", MULTIPART, `hello\r\n${part("a")}--b--\r\n`],
    ["an epilogue", MULTIPART, `${part("a")}--b--\r\nhello`],
    [
      "long headers",
      MULTIPART,
      `${part("a").replace("form-data", `form-data; x=${"y".repeat(3000)}`)}--b--\r\n`,
    ],
    [
      "a file where none is taken",
      MULTIPART,
      `${part("a").replace(`name="a"`, `name="a"; filename="a.csv"`)}--b--\r\n`,
    ],
    [
      "a boundary with blanks",
      { ...MULTIPART, "Content-Type": 'multipart/form-data; boundary="a b"' },
      "--a b--\r\n",
    ],
    [
      "no boundary",
      { ...MULTIPART, "Content-Type": "multipart/form-data; boundary=" },
      "--\r\n----",
    ],
    [
      "mixed",
      { ...MULTIPART, "Content-Type": "multipart/mixed; boundary=b" },
      `${part("a")}--b--\r\n`,
    ],
  ];
  for (const path of ["/connexion", "/connexion.data", "/rejoindre"]) {
    for (const [name, headers, body] of forms) {
      const { status } = await post(path, { headers, body });
      expect([path, name, status]).toEqual([path, name, name === "10 000 parts" ? 413 : 400]);
    }
  }
  // A complete sign-in, which its route would accept: only the gate refuses the additions to it.
  const beside = (more: string) => `{"email":"beside@essai.test","password":"x","more":${more}}`;
  const deep = (open: string, close: string) => open.repeat(10_000) + close.repeat(10_000);
  const bodies: Array<[string, Record<string, string>, BodyInit, number]> = [
    ["deep lists", JSON_BODY, beside(deep("[", "]")), 400],
    ["lists as deep as none of ours", JSON_BODY, beside("[[[[[[]]]]]]"), 400],
    ["deep objects", JSON_BODY, beside(`${'{"a":'.repeat(9_000)}1${"}".repeat(9_000)}`), 400],
    ["a long list", JSON_BODY, beside(JSON.stringify(Array(3_000).fill("a"))), 400],
    ["a long list of lists", JSON_BODY, beside(JSON.stringify(Array(9_000).fill([]))), 400],
    ["the prototype", JSON_BODY, beside('{},"__proto__":{"role":"admin"}'), 400],
    ["the prototype, within", JSON_BODY, beside('{"__proto__":1}'), 400],
    ["a long name", JSON_BODY, beside(`{"${"a".repeat(65)}":1}`), 400],
    ["bytes that are no UTF-8", JSON_BODY, new Uint8Array([0x22, 0xff, 0x22]), 400],
    ["zipped", { ...JSON_BODY, "Content-Encoding": "gzip" }, await zipped('{"email":"a"}'), 400],
    ["text", { ...JSON_BODY, "Content-Type": "text/plain" }, '{"email":"a"}', 415],
    ["a form", FORM, "email=a&password=b", 415],
  ];
  for (const path of ["/api/auth/sign-in/email", "/api/auth/sign-out"]) {
    for (const [name, headers, body, expected] of bodies) {
      const { status } = await post(path, { headers, body });
      expect([path, name, status]).toEqual([path, name, expected]);
    }
  }
});

test("honest requests of browsers and programs are read", async () => {
  const urlencoded = FORM["Content-Type"];
  const email = "lue@essai.test";
  const ways: Array<[string, string]> = [
    [`${urlencoded}; charset=UTF-8`, asForm({ email })],
    ["Application/X-WWW-Form-Urlencoded", asForm({ email })],
    [MULTIPART["Content-Type"], `${part("email", email)}--b--\r\n`],
    [MULTIPART["Content-Type"], `${part("email", email)}--b--`],
    ['multipart/form-data; charset=utf-8; boundary="b"', `${part("email", email)}--b--\r\n`],
  ];
  for (const [type, body] of ways) {
    const answer = await post("/connexion", { headers: { ...FORM, "Content-Type": type }, body });
    // The page asks for the password again, and keeps the address.
    expect(await answer.text(), type).toContain(email);
  }
});

const EMPTY = { method: "POST", headers: { "Content-Type": "application/json" } };

test.each([
  ["cross-site", "/connexion"],
  ["same-site", "/connexion"],
  ["none", "/connexion"],
  ["cross-site", "/rejoindre"],
  ["cross-site", "/api/auth/sign-in/email"],
])(
  "a write that a browser says is %s, without an origin or a cookie, is refused at %s",
  async (site, path) => {
    const json = path.startsWith("/api");
    const answer = await post(path, {
      headers: {
        "Content-Type": json ? "application/json" : FORM["Content-Type"],
        "Sec-Fetch-Site": site,
      },
      body: json ? JSON.stringify(SIGN_IN) : asForm(SIGN_IN),
    });
    expect([answer.status, await answer.json()]).toEqual([
      403,
      expect.objectContaining({ code: "FOREIGN_ORIGIN" }),
    ]);
  },
);

test("a program, which sends none of a browser's headers, and our own pages are accepted", async () => {
  const body = JSON.stringify(SIGN_IN);
  const headers = { "Content-Type": "application/json" };
  expect((await post("/api/auth/sign-in/email", { headers, body })).status).toBe(401);
  const own = { ...headers, "Sec-Fetch-Site": "same-origin" };
  expect((await post("/api/auth/sign-in/email", { headers: own, body })).status).toBe(401);
  expect((await call("/api/auth/sign-out", EMPTY)).status).toBe(200);
});

test("a URL longer than any page needs is refused, and one with every class of a school is accepted", async () => {
  const school = await aSchool();
  const as = { cookie: await aCookie(await aPerson()) };
  const classes = (count: number) =>
    Array.from({ length: count }, (_, at) => `division=${at}`).join("&");
  const list = `/api/organizations/${school.uai}/pupils`;
  expect((await call(`${list}?${classes(200)}`, { as })).status).toBe(404);
  expect((await call(`${list}?${classes(400)}`, { as })).status).toBe(414);
  expect((await call(`${list}?search=${"a".repeat(9000)}`, { as })).status).toBe(414);
});
