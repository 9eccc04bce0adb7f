import { expect, test } from "vitest";
import { env } from "#tests/support/factories.ts";
import { DAY, MINUTE } from "./clock.ts";
import { forgetFailures, readPace, recordFailure } from "./pace.ts";

const aPace = (free = 3) => ({ key: crypto.randomUUID(), free });

async function fail(pace: ReturnType<typeof aPace>, times: number, now: number) {
  for (let time = 0; time < times; time += 1) await recordFailure(env, [pace], now);
}

test("the first failures cost nothing, then each doubles the wait, up to an hour", async () => {
  const pace = aPace();
  let now = Date.now();
  await fail(pace, 2, now);
  expect(await readPace(env, [pace], now)).toBe(0);
  const waits: number[] = [];
  for (let time = 0; time < 9; time += 1) {
    expect(await recordFailure(env, [pace], now)).toBe(true);
    const wait = await readPace(env, [pace], now);
    waits.push(wait / MINUTE);
    now += wait;
    expect(await readPace(env, [pace], now)).toBe(0);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test("while it waits nothing more is counted, and a success or a day forgets it all", async () => {
  const pace = aPace();
  const now = Date.now();
  await fail(pace, 10, now);
  expect(await readPace(env, [pace], now + MINUTE - 1)).toBe(1);
  expect(await recordFailure(env, [pace], now + MINUTE - 1)).toBe(false);
  expect(await readPace(env, [pace], now + DAY)).toBe(0);
  expect(await readPace(env, [aPace()], now)).toBe(0);
  await forgetFailures(env, pace.key);
  expect(await readPace(env, [pace], now)).toBe(0);
});

test("of twenty failures at once only the free ones are told", async () => {
  const pace = aPace(5);
  const now = Date.now();
  const told = await Promise.all(Array.from({ length: 20 }, () => recordFailure(env, [pace], now)));
  expect(told.filter(Boolean)).toHaveLength(5);
});

test("several paces hold together: one that waits stops all, and the longest wait is told", async () => {
  const [short, long, other] = [aPace(2), aPace(1), aPace(9)];
  const now = Date.now();
  await fail(short, 2, now);
  await fail(long, 1, now);
  await recordFailure(env, [long], now + MINUTE);
  expect(await readPace(env, [short, long], now + MINUTE)).toBe(2 * MINUTE);
  expect(await recordFailure(env, [other, long], now + MINUTE)).toBe(false);
  await fail(other, 8, now);
  expect(await readPace(env, [other], now)).toBe(0);
});
