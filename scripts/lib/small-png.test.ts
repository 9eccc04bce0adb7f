import { deflateSync, inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { decode, shrinkPng } from "./small-png.ts";

/** Red, green, blue and white, as a 2 × 2 RGB file with each line filter that matters. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DA+J+BhZHh/38GBgAdKwQE3id9kAAAAABJRU5ErkJggg==",
  "base64",
);

/** A row of RGB pixels as Chromium would write it; what `decode` does not read is left at zero. */
function rowOf(colours: number[]): Buffer {
  const part = (name: string, data: Buffer) => {
    const out = Buffer.alloc(data.length + 12);
    out.writeUInt32BE(data.length, 0);
    out.write(name, 4, "latin1");
    data.copy(out, 8);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(colours.length, 0);
  head.writeUInt32BE(1, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const pixels = colours.flatMap((rgb) => [rgb >> 16, (rgb >> 8) & 255, rgb & 255]);
  const data = deflateSync(Buffer.from([0, ...pixels]));
  return Buffer.concat([PNG.subarray(0, 8), part("IHDR", head), part("IDAT", data)]);
}

function paletteOf(small: Buffer): number[] {
  const at = small.indexOf("PLTE");
  const colours = small.subarray(at + 4, at + 4 + small.readUInt32BE(at - 4));
  return Array.from({ length: colours.length / 3 }, (_, place) => colours.readUIntBE(place * 3, 3));
}

test("a small screenshot keeps its size and its colours, with a palette", () => {
  const before = decode(PNG);
  const small = Buffer.from(shrinkPng(PNG));
  expect([...before.pixels]).toEqual([0xff0000, 0x00ff00, 0x0000ff, 0xffffff]);
  expect([small.readUInt32BE(16), small.readUInt32BE(20)]).toEqual([before.width, before.height]);
  expect(small[25]).toBe(3);
  const palette = paletteOf(small);
  const data = small.indexOf("IDAT");
  const rows = inflateSync(small.subarray(data + 4, data + 4 + small.readUInt32BE(data - 4)));
  const drawn = [1, 2, 4, 5].map((at) => palette[rows[at] ?? 0]);
  expect(drawn).toEqual([...before.pixels]);
});

test("a rare distinct colour keeps its place in the palette, even if each of a hundred greys has more pixels", () => {
  const sun = 0xf3a73b;
  const greys = Array.from({ length: 100 }, (_, level) => level * 0x010101);
  const palette = paletteOf(Buffer.from(shrinkPng(rowOf([...greys, ...greys, sun]))));
  expect(palette).toContain(sun);
  expect(palette.length).toBeLessThan(greys.length);
});

test("an image that is not a plain screenshot is refused", () => {
  const grey = Buffer.from(PNG);
  grey[25] = 0;
  expect(() => shrinkPng(grey)).toThrow("not a plain screenshot");
});
