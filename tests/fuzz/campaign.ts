import type { Format } from "./formats.ts";
import { createRandom, damage } from "./mutate.ts";

/** The outcomes of many damaged files; `failed` is the seed of the first file whose reading broke a promise. */
export type Campaign = {
  accepted: number;
  refused: number;
  failed: { seed: number; error: unknown } | null;
};

/**
 * Reads `count` damaged files of one format, the n-th made from `seed + n`, so that each can be read again alone. Stops
 * at the first that throws.
 */
export async function attack(format: Format, seed: number, count: number): Promise<Campaign> {
  const campaign: Campaign = { accepted: 0, refused: 0, failed: null };
  for (let each = seed; each < seed + count; each += 1) {
    try {
      campaign[await format.read(damagedFile(format, each))] += 1;
    } catch (error) {
      campaign.failed = { seed: each, error };
      return campaign;
    }
  }
  return campaign;
}

function damagedFile({ files }: Format, seed: number): Uint8Array {
  const random = createRandom(seed);
  return damage(random.pick(files), random);
}
