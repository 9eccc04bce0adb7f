import { crc32, deflateSync, inflateSync } from "node:zlib";

/**
 * Rewrites a screenshot with a small palette: a quarter of the bytes for our pages, which hold few colours and large
 * plain areas. A colour outside the palette becomes the nearest one. Reads what Chromium writes: eight bits a channel,
 * RGB or RGBA, not interlaced; throws for another format.
 */
export function shrinkPng(png: Uint8Array): Uint8Array {
  const { width, height, pixels } = decode(png);
  const palette = choosePalette(pixels);
  const nearest = new Map<number, number>();
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = pixels[y * width + x] ?? 0;
      let index = nearest.get(colour);
      if (index === undefined) {
        index = findNearest(palette, colour);
        nearest.set(colour, index);
      }
      rows[y * (width + 1) + x + 1] = index;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((rgb) => [rgb >> 16, (rgb >> 8) & 255, rgb & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", head),
    chunk("PLTE", colours),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
/** Enough for two themes and their letters: more colours make no visible difference and a larger file. */
const MAX_COLOURS = 24;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), data.length + 8);
  return out;
}

/** Pixels as `0xRRGGBB`; a screenshot has no transparency worth keeping. */
export function decode(png: Uint8Array): { width: number; height: number; pixels: Uint32Array } {
  const file = Buffer.from(png);
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const [depth, type, , , interlaced] = file.subarray(24, 29);
  const size = type === 2 ? 3 : type === 6 ? 4 : 0;
  if (depth !== 8 || size === 0 || interlaced !== 0) throw new Error("not a plain screenshot");
  const data: Buffer[] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at) + 12) {
    const length = file.readUInt32BE(at);
    const name = file.toString("latin1", at + 4, at + 8);
    if (name === "IDAT") data.push(file.subarray(at + 8, at + 8 + length));
  }
  const bytes = unfilter(inflateSync(Buffer.concat(data)), width * size, size);
  const pixels = new Uint32Array(width * height);
  for (let place = 0; place < pixels.length; place += 1) {
    pixels[place] = bytes.readUIntBE(place * size, 3);
  }
  return { width, height, pixels };
}

/** Undoes the line filters of the PNG standard (section 9). */
function unfilter(raw: Buffer, stride: number, size: number): Buffer {
  const out = Buffer.alloc((raw.length / (stride + 1)) * stride);
  for (let row = 0; row * (stride + 1) < raw.length; row += 1) {
    const filter = raw[row * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const at = row * stride + x;
      const left = x < size ? 0 : (out[at - size] ?? 0);
      const up = row === 0 ? 0 : (out[at - stride] ?? 0);
      const corner = x < size || row === 0 ? 0 : (out[at - stride - size] ?? 0);
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      out[at] = (raw[row * (stride + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(guess - value));
  if ((a ?? 0) <= (b ?? 0) && (a ?? 0) <= (c ?? 0)) return left;
  return (b ?? 0) <= (c ?? 0) ? up : corner;
}

/** Picks the most frequent colour, then each time the one with the largest total error over its pixels. */
function choosePalette(pixels: Uint32Array): number[] {
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const left = Array.from(counts, ([colour, count]) => ({ colour, count, gap: MAX_GAP }));
  const chosen: number[] = [];
  while (chosen.length < MAX_COLOURS) {
    const worst = left.reduce((one, other) =>
      other.count * other.gap > one.count * one.gap ? other : one,
    );
    if (worst.gap === 0) break;
    chosen.push(worst.colour);
    for (const each of left) each.gap = Math.min(each.gap, gapBetween(each.colour, worst.colour));
  }
  return chosen;
}

function findNearest(palette: number[], colour: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, candidate] of palette.entries()) {
    const gap = gapBetween(candidate, colour);
    if (gap < least) {
      least = gap;
      best = index;
    }
  }
  return best;
}

const MAX_GAP = 3 * 255 ** 2;

/** The square of the distance between two colours. */
function gapBetween(one: number, other: number): number {
  return (
    ((one >> 16) - (other >> 16)) ** 2 +
    (((one >> 8) & 255) - ((other >> 8) & 255)) ** 2 +
    ((one & 255) - (other & 255)) ** 2
  );
}
