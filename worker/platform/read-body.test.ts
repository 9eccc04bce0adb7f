import { expect, test } from "vitest";
import { drain, limitBody, readStart } from "./read-body.ts";

const NEVER = 60_000;

/** A body of this many pieces of 1 KiB, or without end; `given` counts the pieces read. */
function aBody(pieces = Number.POSITIVE_INFINITY) {
  const given = { pieces: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (given.pieces >= pieces) return controller.close();
        given.pieces += 1;
        controller.enqueue(new Uint8Array(1024).fill(given.pieces));
      },
      cancel() {
        given.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, given };
}

/** A sender who stays connected and sends nothing. */
const silent = () => new ReadableStream<Uint8Array>({ pull: () => new Promise(() => undefined) });

test("only the start of an endless body is read", async () => {
  const { body, given } = aBody();
  const start = await readStart(body, { limit: 3000, ms: NEVER });
  expect(start).toMatchObject({ bytes: { byteLength: 3000 }, more: expect.anything() });
  expect(given.pieces).toBe(3);
});

test("a short body is whole, and the part after a start is not lost", async () => {
  const whole = await readStart(aBody(2).body, { limit: 3000, ms: NEVER });
  expect(whole).toMatchObject({ bytes: { byteLength: 2048 }, more: null });
  const start = await readStart(aBody(4).body, { limit: 3000, ms: NEVER });
  if (typeof start === "string" || !start.more) throw new Error("more was to come");
  const rest = new Uint8Array(await new Response(start.more).arrayBuffer());
  expect([start.bytes.at(-1), rest.byteLength, rest.at(0), rest.at(-1)]).toEqual([3, 1096, 3, 4]);
});

test("a sender who sends nothing is not waited for", async () => {
  expect(await readStart(silent(), { limit: 10, ms: 1 })).toBe("slow");
  await drain(silent(), { bytes: 10, ms: 1 });
});

test("a sender who disconnects is no failure of ours", async () => {
  const gone = () => new ReadableStream<Uint8Array>({ pull: (c) => c.error(new Error("gone")) });
  expect(await readStart(gone(), { limit: 10, ms: NEVER })).toBe("broken");
  await drain(gone(), { bytes: 10, ms: NEVER });
});

test("a refused body is read to its end, and an endless one is dropped", async () => {
  const short = aBody(50);
  await drain(short.body, { bytes: 100 * 1024, ms: NEVER });
  expect(short.given).toEqual({ pieces: 50, cancelled: false });
  const endless = aBody();
  await drain(endless.body, { bytes: 100 * 1024, ms: NEVER });
  expect(endless.given.cancelled).toBe(true);
  expect(endless.given.pieces).toBeLessThan(110);
});

test("a body that a route began to read is drained from there", async () => {
  const { body, given } = aBody(50);
  await readStart(body, { limit: 3000, ms: NEVER });
  await drain(body, { bytes: 100 * 1024, ms: NEVER });
  expect(given.pieces).toBe(50);
});

test("a body longer than its limit breaks, whatever it declares", async () => {
  const { stream, isTooLarge } = limitBody(aBody().body, 5000);
  await expect(new Response(stream).arrayBuffer()).rejects.toThrow();
  expect(isTooLarge()).toBe(true);
  const fits = limitBody(aBody(4).body, 5000);
  expect((await new Response(fits.stream).arrayBuffer()).byteLength).toBe(4096);
  expect(fits.isTooLarge()).toBe(false);
});
