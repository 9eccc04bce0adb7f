import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { decode, shrinkPng } from "./small-png.ts";

/** Red, green, blue and white, as a 2 × 2 RGB file with a filter of each kind that matters. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DA+J+BhZHh/38GBgAdKwQE3id9kAAAAABJRU5ErkJggg==",
  "base64",
);

test("a small screenshot keeps its size and its colours, with a palette", () => {
  const before = decode(PNG);
  const small = Buffer.from(shrinkPng(PNG));
  expect([...before.pixels]).toEqual([0xff0000, 0x00ff00, 0x0000ff, 0xffffff]);
  expect([small.readUInt32BE(16), small.readUInt32BE(20)]).toEqual([before.width, before.height]);
  expect(small[25]).toBe(3);
  const palette = small.indexOf("PLTE");
  const colours = small.subarray(palette + 4, palette + 4 + small.readUInt32BE(palette - 4));
  const data = small.indexOf("IDAT");
  const rows = inflateSync(small.subarray(data + 4, data + 4 + small.readUInt32BE(data - 4)));
  const drawn = [1, 2, 4, 5].map((at) => colours.readUIntBE((rows[at] ?? 0) * 3, 3));
  expect(drawn).toEqual([...before.pixels]);
});

test("what is not a plain screenshot is refused", () => {
  const grey = Buffer.from(PNG);
  grey[25] = 0;
  expect(() => shrinkPng(grey)).toThrow("not a plain screenshot");
});
