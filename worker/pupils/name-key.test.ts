import fc from "fast-check";
import { expect, test } from "vitest";
import { nameKey } from "./name-key.ts";

test("the name key drops case, accents, hyphens and apostrophes", () => {
  expect(nameKey("Jean-Pierre")).toBe("jeanpierre");
  expect(nameKey("LE  GOFF")).toBe("le goff");
  expect(nameKey("D’Artagnan-O'Neil")).toBe("dartagnanoneil");
  expect(nameKey("Cœur Læticia Weiß ŁUKASZ Øre Đặng ŞAHİN Ilıcalı")).toBe(
    "coeur laeticia weiss lukasz ore dang sahin ilicali",
  );
  expect(nameKey("Jean - Pierre ")).toBe("jean pierre");
});

test("a name key is its own key", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (value) => {
      expect(nameKey(nameKey(value))).toBe(nameKey(value));
    }),
  );
});
