import { expect, test } from "vitest";
import { unstable_readConfig } from "wrangler";

/** A class of an archive takes 0.1 s of CPU; the largest school has 120 classes, kept for five years. */
const LARGEST_ARCHIVE_MS = 120 * 5 * 100;

test("the CPU limit is twice what the largest archive needs, and no more (decision 0014)", () => {
  const { limits } = unstable_readConfig({ config: "wrangler.toml" });
  expect(limits?.cpu_ms).toBe(2 * LARGEST_ARCHIVE_MS);
});
