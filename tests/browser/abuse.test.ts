import { expect, inject, test } from "vitest";
import { findWorkerd } from "#scripts/lib/processes.ts";
import { anApiClient } from "./support.ts";

/** Requests that once stopped the product, sent to the built app, which has no more memory than on Cloudflare. */

const MIB = 2 ** 20;
const FORM = "application/x-www-form-urlencoded";
const url = () => inject("url");

/**
 * Wrangler's proxy keeps its connections to workerd for five idle seconds, as workerd does: a POST that is written as
 * both of them end is lost before any Worker sees it (cloudflare/workers-sdk 14641), while a GET is repeated. Pages
 * requested in parallel leave as many recently used connections. The deployed product has no such proxy.
 */
async function freshConnections(count: number): Promise<void> {
  const ask = async () => await (await fetch(`${url()}/connexion`)).text();
  await Promise.all(Array.from({ length: count }, ask));
}

async function post(...sent: Parameters<typeof send>): Promise<number> {
  await freshConnections(1);
  return await send(...sent);
}

async function four(body: () => RequestInit["body"]): Promise<number[]> {
  await freshConnections(12);
  return await Promise.all([1, 2, 3, 4].map(() => send("/connexion", body())));
}

async function send(
  path: string,
  body: RequestInit["body"],
  headers: Record<string, string> = { "Content-Type": FORM },
): Promise<number> {
  const answer = await fetch(`${url()}${path}`, {
    method: "POST",
    headers: { ...headers, Origin: url() },
    body: body ?? null,
    redirect: "manual",
    // A body of unknown length is sent as a stream.
    ...(body instanceof ReadableStream && { duplex: "half" }),
  });
  // Reads the whole answer: if the connection closes on an unread body, the answer is lost.
  expect(await answer.text(), `${path} ${answer.status}`).not.toBe("");
  return answer.status;
}

function megabytes(count: number): ReadableStream<Uint8Array> {
  const piece = new Uint8Array(MIB).fill(0x61);
  let left = count;
  return new ReadableStream({
    pull(controller) {
      if (left === 0) return controller.close();
      left -= 1;
      controller.enqueue(piece);
    },
  });
}

const server = () => findWorkerd(inject("mainPid"), Number(new URL(url()).port));

async function expectAliveSince(before: number | null) {
  expect((await fetch(`${url()}/healthz`)).status).toBe(200);
  expect(before).not.toBeNull();
  // Wrangler starts another when this one dies.
  expect(server()).toBe(before);
}

test("field names that are paths, and very many fields, are refused", async () => {
  const before = server();
  for (const [name, body, status] of [
    ["a list of ten million", "a[9999999]=1", 400],
    ["a list of a thousand million", "a[999999999]=1", 400],
    ["one name in 160 KB", "a=&".repeat(53_000), 413],
    ["one name in 1 MB", "a=&".repeat(350_000), 413],
    ["30 000 names in 64 KB", "a&".repeat(30_000), 400],
  ] as const) {
    for (const path of ["/connexion", "/connexion.data", "/rejoindre"]) {
      expect([name, path, await post(path, body)]).toEqual([name, path, status]);
    }
  }
  await expectAliveSince(before);
});

test("one form of 95 MB and four of 30 MB at once are refused, with and without their length", async () => {
  const before = server();
  for (const size of [60, 95]) {
    expect(await post("/connexion", new Uint8Array(size * MIB))).toBe(413);
    expect(await post("/connexion", megabytes(size))).toBe(413);
  }
  expect(await four(() => megabytes(30))).toEqual([413, 413, 413, 413]);
  const thirty = new Uint8Array(30 * MIB);
  expect(await four(() => thirty)).toEqual([413, 413, 413, 413]);
  await expectAliveSince(before);
});

test("the pages that take files accept no more than their limit, even from an administrator", async () => {
  const before = server();
  const { cookie } = await anApiClient();
  const headers = { Cookie: cookie, "Content-Type": "multipart/form-data; boundary=b" };
  const start = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';
  const big = new Blob([start, new Uint8Array(60 * MIB), "\r\n--b--\r\n"]);
  for (const page of ["eleves/import", "certifications"]) {
    const path = `/etablissements/0808088X/${page}`;
    const names = { Cookie: cookie, "Content-Type": FORM };
    expect([page, await post(path, "a[9999999]=1", names)]).toEqual([page, 400]);
    expect([page, await post(path, big, headers)]).toEqual([page, 413]);
    expect([page, await post(path, big.stream(), headers)]).toEqual([page, 413]);
    expect([page, await post(path, megabytes(60), headers)]).toEqual([page, 413]);
  }
  await expectAliveSince(before);
});
