import { expect, test } from "vitest";
import { BodyInterrupted, bodyWindows } from "./body-windows.ts";

function bodyOf(pieces: Uint8Array[], end?: Error): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = pieces.shift();
        if (piece) controller.enqueue(piece);
        else if (end) controller.error(end);
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

test.each([
  [[3, 0, 5], 4, [4, 4]],
  [[8], 4, [4, 4]],
  [[9], 4, [4, 4, 1]],
  [[1, 1, 1], 4, [3]],
  [[], 4, [0]],
])("pieces of %j come in windows of at most %i bytes", async (pieces, size, expected) => {
  let next = 0;
  const body = bodyOf(pieces.map((length) => Uint8Array.from({ length }, () => next++)));
  const got: Array<{ bytes: number[]; last: boolean }> = [];
  for await (const { bytes, last } of bodyWindows(body, size))
    got.push({ bytes: [...bytes], last });
  expect(got.map(({ bytes }) => bytes.length)).toEqual(expected);
  expect(got.flatMap(({ bytes }) => bytes)).toEqual(Array.from({ length: next }, (_, at) => at));
  expect(got.map(({ last }) => last)).toEqual(expected.map((_, at) => at === expected.length - 1));
});

test("a body is read no further than the windows that are requested, and can be drained then", async () => {
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        pulled += 1;
        if (pulled > 100) controller.close();
        else controller.enqueue(new Uint8Array(1_000));
      },
    },
    { highWaterMark: 0 },
  );
  for await (const { bytes } of bodyWindows(body, 3_000)) {
    expect(bytes.byteLength).toBe(3_000);
    break;
  }
  expect(pulled).toBeLessThanOrEqual(4);
  expect(body.locked).toBe(false);
  await body.pipeTo(new WritableStream());
  expect(pulled).toBe(101);
});

test("a body that breaks is reported, and an absent one is empty", async () => {
  const read = async () => {
    for await (const _ of bodyWindows(bodyOf([new Uint8Array(1)], new Error("gone")), 4));
  };
  await expect(read()).rejects.toThrow(BodyInterrupted);
  const none = [];
  for await (const window of bodyWindows(null, 4)) none.push(window);
  expect(none).toEqual([{ bytes: new Uint8Array(), last: true }]);
});
