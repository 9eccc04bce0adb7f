import { expect, test } from "vitest";
import { awaitHealth, type Probe, type Wish } from "./health.ts";

const wish: Omit<Wish, "seconds"> = {
  origin: "https://orga.example.fr",
  version: "new",
  worker: "pix-orga-essai",
};

async function adviceFor(probe: Probe): Promise<string> {
  return await awaitHealth({ ...wish, seconds: 0, probe }).then(
    () => "healthy",
    (error: Error) => error.message,
  );
}

const failing = (code: string) => async () => {
  throw new TypeError("fetch failed", {
    cause: Object.assign(new Error(`${code} orga`), { code }),
  });
};
const answering = (body: unknown, status: number) => async () => Response.json(body, { status });

test("it waits until the version that was deployed answers", async () => {
  const versions = ["old", "new"];
  const probe = async () => Response.json({ ok: true, version: versions.shift() });
  await awaitHealth({ ...wish, seconds: 10, probe });
  expect(versions).toEqual([]);
});

test("a rollback is advised only when our code runs and is unwell", async () => {
  const rollback = /npx wrangler rollback --name pix-orga-essai/;
  expect(await adviceFor(answering({ ok: false, version: "new" }, 503))).toMatch(rollback);
  expect(await adviceFor(answering({ code: "NOT_CONFIGURED" }, 503))).toMatch(rollback);
  for (const thrown of ["error code: 1101", "<title>Worker threw exception | Error 1102</title>"]) {
    expect(await adviceFor(async () => new Response(thrown, { status: 500 }))).toMatch(rollback);
  }
  const others: [RegExp, Probe][] = [
    [/the name of a new domain takes minutes/, failing("ENOTFOUND")],
    [/no certificate yet/, failing("ERR_TLS_CERT_ALTNAME_INVALID")],
    [/look at the network of this machine/, failing("ECONNREFUSED")],
    [
      /answered by the version old, not by new, which this clone holds/,
      answering({ ok: true, version: "old" }, 200),
    ],
    [
      /something else than our code \(HTTP 530\)/,
      async () => new Response("<p>1016", { status: 530 }),
    ],
    [/something else than our code \(HTTP 200\)/, answering({ ok: true }, 200)],
    [/something else than our code \(HTTP 200\)/, answering(["ok"], 200)],
    [/something else than our code \(HTTP 503\)/, answering({ status: "down" }, 503)],
    [/something else than our code \(HTTP 404\)/, answering({ code: "NOT_FOUND" }, 404)],
    [/refuses this machine \(HTTP 403\)/, async () => new Response("<p>", { status: 403 })],
    [
      /redirected to essai\.cloudflareaccess\.com: .*Access/,
      async () => Response.redirect("https://essai.cloudflareaccess.com/login?kid=1", 302),
    ],
    [
      /these databases take no write: SCHOOLS_2/,
      answering({ ok: false, version: "new", databases: ["SCHOOLS_2"] }, 503),
    ],
    [
      /cannot be reached from here \(cut\)/,
      async () => new Response(new ReadableStream({ start: (it) => it.error(new Error("cut")) })),
    ],
  ];
  for (const [advice, probe] of others) {
    const told = await adviceFor(probe);
    expect(told).toMatch(advice);
    expect(told).toContain("there is nothing to roll back");
    expect(told).not.toMatch(rollback);
    // `--check` says the same, and does not know what was deployed.
    expect(told).not.toContain("is deployed");
  }
});
