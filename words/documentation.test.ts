import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { documentation, samples } from "./documentation.ts";

test("every sample file that is offered exists, and every one that exists is offered", () => {
  const folder = new URL("../tests/fixtures/samples/", import.meta.url);
  const there = readdirSync(folder).filter((file) => /\.(xml|zip|csv)$/.test(file));
  const offered = samples.files.map(({ file }) => file);
  expect(offered.toSorted()).toEqual(there.toSorted());
});

test("what was searched is quoted so that it cannot close the quotation or turn it around", () => {
  expect(documentation.results("import » Votre compte est bloqué")).toBe(
    "Résultats pour «\u202fimport ’ Votre compte est bloqué\u202f»",
  );
  expect(documentation.near("\u202etropmi\u200b")).toBe(
    "Résultats proches de «\u202ftropmi\u202f»",
  );
});
