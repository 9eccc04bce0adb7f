/** A random generator that gives the same numbers for the same seed. */
export type Random = {
  /** A whole number from 0 to `below` - 1. */
  upTo(below: number): number;
  pick<Item>(items: readonly Item[]): Item;
};

/** Mulberry32: short, and good enough to damage files. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (below: number) => Math.floor(next() * below);
  return {
    upTo,
    pick: <Item>(items: readonly Item[]) => {
      const item = items[upTo(items.length)];
      if (item === undefined) throw new Error("nothing to pick from");
      return item;
    },
  };
}

const KINDS = [
  "flip",
  "set",
  "delete",
  "insert",
  "repeat",
  "cut",
  "swap",
  "word",
  "flood",
] as const;
/** Characters that break text readers, inserted anywhere. */
const WORDS = [
  ...["<", ">", "&", "]]>", "<!--", "-->", "<![CDATA[", "<!DOCTYPE a>", "<?xml?>", "</ELEVE>"],
  ...[
    "&#7;",
    "&#128;",
    "&#xD83D;",
    "&#99999999999;",
    "&amp",
    "&eacute;",
    "\u0000",
    "\u0007",
    "\u001a",
  ],
  ...['"', '""', '";"', "\r", "\n\n", ";", "\t", "=1", "3,00E+01", "\ufeff", "\ufffe", "😀", "Ã©"],
  ...[
    "PK\u0003\u0004",
    "PK\u0005\u0006",
    "PK\u0006\u0006",
    "PK\u0006\u0007",
    "\u00ff\u00ff\u00ff\u00ff",
  ],
].map((word) => new TextEncoder().encode(word));
const MOST = 64 * 1024;

/** The file with one to four damages; mostly one, so that the reader gets further. */
export function damage(file: Uint8Array, random: Random): Uint8Array {
  let damaged = file;
  for (let left = random.pick([1, 1, 1, 2, 4]); left > 0; left -= 1)
    damaged = damageOnce(damaged, random);
  return damaged.subarray(0, MOST);
}

function damageOnce(file: Uint8Array, random: Random): Uint8Array {
  const at = random.upTo(file.length + 1);
  const end = Math.min(file.length, at + 1 + random.upTo(random.pick([1, 1, 4, 40, 400])));
  const [before, chunk, after] = [file.subarray(0, at), file.slice(at, end), file.subarray(end)];
  switch (random.pick(KINDS)) {
    case "flip":
      return concat(
        before,
        chunk.map((byte) => byte ^ (1 << random.upTo(8))),
        after,
      );
    case "set":
      return concat(before, chunk.fill(random.pick([0, 0x20, 0x7f, 0x80, 0xff])), after);
    case "delete":
      return concat(before, after);
    case "insert":
      return concat(
        before,
        chunk.map(() => random.upTo(256)),
        chunk,
        after,
      );
    case "repeat":
      return concat(before, ...new Array<Uint8Array>(1 + random.upTo(20)).fill(chunk), after);
    case "cut":
      return before;
    case "swap":
      return concat(after, chunk, before);
    case "word":
      return concat(before, random.pick(WORDS), after);
    case "flood":
      return concat(before, ...new Array<Uint8Array>(500).fill(random.pick(WORDS)), after);
  }
}

function concat(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
