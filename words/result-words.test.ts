import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { resultMark, resultScore, resultStatuses } from "./result-words.ts";

test("a score is shown for a validated result alone, in pix", () => {
  expect(resultScore({ status: "validated", score: 602 })).toBe("602 pix");
  for (const status of ["rejected", "cancelled", "error", "started"] as const) {
    expect(resultScore({ status, score: 602 })).toBe("–");
    expect(resultMark({ status, score: 602 })).toBe(resultStatuses[status]);
  }
  expect(resultMark({ status: "validated", score: 602 })).toBe("Validée, 602 pix");
  expect(resultMark({ status: "validated", score: null })).toBe("Validée");
});

test("no page has words of its own for a status or a score", () => {
  for (const file of [
    "pupils.ts",
    "results.ts",
    "attestations.ts",
    "kept-result.ts",
    "archive.ts",
  ]) {
    const text = readFileSync(new URL(file, import.meta.url), "utf8");
    expect(text, file).not.toMatch(/Rejetée|Non obtenue|Commencée|"points?"|\} (pix|points)`/);
  }
});
