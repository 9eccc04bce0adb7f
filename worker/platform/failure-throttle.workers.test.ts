import { expect, test } from "vitest";
import { env } from "#tests/support/factories.ts";
import { DAY, MINUTE } from "./clock.ts";
import { forgetFailures, readThrottle, recordFailure } from "./failure-throttle.ts";

const aThrottle = (free = 3) => ({ key: crypto.randomUUID(), free });

async function fail(throttle: ReturnType<typeof aThrottle>, times: number, now: number) {
  for (let time = 0; time < times; time += 1) await recordFailure(env, [throttle], now);
}

test("the first failures are free, then each doubles the wait, up to an hour", async () => {
  const throttle = aThrottle();
  let now = Date.now();
  await fail(throttle, 2, now);
  expect(await readThrottle(env, [throttle], now)).toBe(0);
  const waits: number[] = [];
  for (let time = 0; time < 9; time += 1) {
    expect(await recordFailure(env, [throttle], now)).toBe(true);
    const wait = await readThrottle(env, [throttle], now);
    waits.push(wait / MINUTE);
    now += wait;
    expect(await readThrottle(env, [throttle], now)).toBe(0);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test("during the wait nothing more is counted, and a success or a day resets it all", async () => {
  const throttle = aThrottle();
  const now = Date.now();
  await fail(throttle, 10, now);
  expect(await readThrottle(env, [throttle], now + MINUTE - 1)).toBe(1);
  expect(await recordFailure(env, [throttle], now + MINUTE - 1)).toBe(false);
  expect(await readThrottle(env, [throttle], now + DAY)).toBe(0);
  expect(await readThrottle(env, [aThrottle()], now)).toBe(0);
  await (await forgetFailures(env, throttle.key)).run();
  expect(await readThrottle(env, [throttle], now)).toBe(0);
});

test("of twenty failures at once only the free ones get their result", async () => {
  const throttle = aThrottle(5);
  const now = Date.now();
  const told = await Promise.all(
    Array.from({ length: 20 }, () => recordFailure(env, [throttle], now)),
  );
  expect(told.filter(Boolean)).toHaveLength(5);
});

test("several throttles work together: one that waits stops all, and the longest wait is returned", async () => {
  const [short, long, other] = [aThrottle(2), aThrottle(1), aThrottle(9)];
  const now = Date.now();
  await fail(short, 2, now);
  await fail(long, 1, now);
  await recordFailure(env, [long], now + MINUTE);
  expect(await readThrottle(env, [short, long], now + MINUTE)).toBe(2 * MINUTE);
  expect(await recordFailure(env, [other, long], now + MINUTE)).toBe(false);
  await fail(other, 8, now);
  expect(await readThrottle(env, [other], now)).toBe(0);
});
