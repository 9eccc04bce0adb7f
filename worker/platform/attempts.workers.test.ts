import { expect, test } from "vitest";
import { env } from "#tests/support/factories.ts";
import { ATTEMPT_SWEEPS, consumeAttempt, mayAttempt } from "./attempts.ts";
import { HOUR } from "./clock.ts";
import { runSweeps } from "./sweep.ts";

const wish = (key: string, limit = 3) => [{ key, limit, windowMs: HOUR }];

test("of ten attempts at once the limit accepts three, and again an hour later", async () => {
  const key = crypto.randomUUID();
  const now = Date.now();
  const taken = await Promise.all(
    Array.from({ length: 10 }, () => consumeAttempt(env, wish(key), now)),
  );
  expect(taken.filter(({ ok }) => ok)).toHaveLength(3);
  const last = await consumeAttempt(env, wish(key), now + HOUR - 1);
  expect(last).toMatchObject({ ok: false, waitMs: 1 });
  expect(await consumeAttempt(env, wish(key), now + HOUR)).toEqual({ ok: true });
  expect(await consumeAttempt(env, wish(crypto.randomUUID()), now)).toEqual({ ok: true });
});

test("of several limits the exhausted one is named, with its wait, and nothing is counted anywhere", async () => {
  const [mine] = wish(crypto.randomUUID(), 2);
  const [shared] = wish(crypto.randomUUID(), 3);
  if (!mine || !shared) throw new Error("two limits");
  const now = Date.now();
  await consumeAttempt(env, [mine, shared], now);
  expect(await mayAttempt(env, [mine, shared], now + 10)).toEqual({ ok: true });
  await consumeAttempt(env, [mine, shared], now + 10);
  const refused = { ok: false, spent: mine, waitMs: HOUR - 20 };
  expect(await mayAttempt(env, [shared, mine], now + 20)).toEqual(refused);
  expect(await consumeAttempt(env, [shared, mine], now + 20)).toEqual(refused);
  // The refused attempt did not count for the shared limit.
  expect(await consumeAttempt(env, [shared], now + 20)).toEqual({ ok: true });
  expect(await consumeAttempt(env, [shared], now + 20)).toMatchObject({ ok: false, spent: shared });
  expect(await consumeAttempt(env, [], now)).toEqual({ ok: true });
});

test("attempts are forgotten after a day", async () => {
  const now = Date.now();
  await consumeAttempt(env, wish(crypto.randomUUID()), now - 25 * HOUR);
  await runSweeps(env, ATTEMPT_SWEEPS, now);
  const left = await env.DB.prepare("SELECT COUNT(*) AS n FROM attempt WHERE at < ?1")
    .bind(now - 24 * HOUR)
    .first<{ n: number }>();
  expect(left?.n).toBe(0);
});
