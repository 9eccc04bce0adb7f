import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { samples } from "./documentation.ts";

test("every sample file that is offered exists, and every one that exists is offered", () => {
  const folder = new URL("../tests/fixtures/samples/", import.meta.url);
  const there = readdirSync(folder).filter((file) => /\.(xml|zip|csv)$/.test(file));
  const offered = samples.files.map(({ file }) => file);
  expect(offered.toSorted()).toEqual(there.toSorted());
});
