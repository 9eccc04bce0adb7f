import { expect, test } from "vitest";
import { env } from "#tests/support/factories.ts";
import { ATTEMPT_SWEEPS, takeAttempt } from "./attempts.ts";
import { HOUR } from "./clock.ts";
import { runSweeps } from "./sweep.ts";

const wish = (key: string) => ({ key, limit: 3, windowMs: HOUR });

test("of ten attempts at once the limit lets three pass, and again an hour later", async () => {
  const key = crypto.randomUUID();
  const now = Date.now();
  const taken = await Promise.all(
    Array.from({ length: 10 }, () => takeAttempt(env, wish(key), now)),
  );
  expect(taken.filter(Boolean)).toHaveLength(3);
  expect(await takeAttempt(env, wish(key), now + HOUR - 1)).toBe(false);
  expect(await takeAttempt(env, wish(key), now + HOUR)).toBe(true);
  expect(await takeAttempt(env, wish(crypto.randomUUID()), now)).toBe(true);
});

test("attempts are forgotten after a day", async () => {
  const now = Date.now();
  await takeAttempt(env, wish(crypto.randomUUID()), now - 25 * HOUR);
  await runSweeps(env, ATTEMPT_SWEEPS, now);
  const left = await env.DB.prepare("SELECT COUNT(*) AS n FROM attempt WHERE at < ?1")
    .bind(now - 24 * HOUR)
    .first<{ n: number }>();
  expect(left?.n).toBe(0);
});
