import fc from "fast-check";
import { expect, test } from "vitest";
import { isHouseAddress, readAddress, readAddresses } from "./addresses.ts";

function emailsOf(pasted: string): string[] {
  return readAddresses(pasted).map((each) =>
    each.ok ? each.email : `${each.problem} ${each.written}`,
  );
}

test.each([
  ["a@b.fr,c@d.fr", ["a@b.fr", "c@d.fr"]],
  ["a@b.fr; c@d.fr", ["a@b.fr", "c@d.fr"]],
  ["a@b.fr c@d.fr\r\n\n e@f.fr\t", ["a@b.fr", "c@d.fr", "e@f.fr"]],
  ["Jean Dupont <Jean.Dupont@ac-amiens.fr>", ["jean.dupont@ac-amiens.fr"]],
  [`"Dupont, Jean" <j@b.fr>, "Martin; L." <l@b.fr>`, ["j@b.fr", "l@b.fr"]],
  ["Jean <j@b.fr> Lila <l@b.fr> seul@b.fr", ["j@b.fr", "l@b.fr", "seul@b.fr"]],
  ["A@B.fr a@b.FR", ["a@b.fr"]],
  ["mailto:a@b.fr\u200b", ["a@b.fr"]],
  ["a@b.fr\u00a0c@d.fr", ["a@b.fr", "c@d.fr"]],
  ["", []],
  [" ;, \n", []],
  ["Jean a@b.fr", ["MALFORMED Jean", "a@b.fr"]],
])("reads %j", (pasted, expected) => {
  expect(emailsOf(pasted)).toEqual(expected);
});

test.each([
  "sans-arobase.fr",
  "@b.fr",
  "a@",
  "a@b",
  "a@b..fr",
  "a@.b.fr",
  "a@b.fr.",
  "a@-b.fr",
  "a..b@c.fr",
  ".a@c.fr",
  "a b@c.fr",
  "a@b@c.fr",
  "a@b.fr:25",
  "a@b.fr/x",
  "a@127.0.0.1",
  "a@[127.0.0.1]",
  "a@b.c0m1",
  `${"a".repeat(65)}@b.fr`,
  `a@${"b".repeat(64)}.fr`,
  `a@${"b.".repeat(130)}fr`,
  "a@b.fr\r\nBcc: c@d.fr",
])("refuses %j", (written) => {
  expect(readAddress(written)).toEqual({ ok: false, problem: "MALFORMED" });
});

test("an international domain is stored in its DNS form, an accent before the @ is reported separately", () => {
  expect(readAddress("Directrice@École.fr")).toEqual({
    ok: true,
    email: "directrice@xn--cole-9oa.fr",
  });
  expect(readAddress("hélène@ecole.fr")).toEqual({ ok: false, problem: "ACCENTED" });
});

test("for any pasted text, an address read has no space or control character, and reads the same again", () => {
  const word = fc.string({ unit: "binary", maxLength: 30 });
  const addressLike = fc.tuple(word, word).map(([local, domain]) => `${local}@${domain}.fr`);
  fc.assert(
    fc.property(fc.array(fc.oneof(word, addressLike)), (words) => {
      for (const each of readAddresses(words.join(","))) {
        if (!each.ok) continue;
        expect(each.email).toMatch(/^[\x21-\x7e]{3,254}$/);
        expect(readAddress(each.email)).toEqual({ ok: true, email: each.email });
      }
    }),
  );
});

test.each([
  ["a@ac-amiens.fr", true],
  ["a@sub.ac-lille.fr", true],
  ["a@educagri.fr", true],
  ["a@education.gouv.fr", true],
  ["a@college-prive.org", true],
  ["a@faux-ac-amiens.fr", false],
  ["a@ac-amiens.fr.evil.org", false],
  ["a@monac-amiens.fr", false],
  ["a@gmail.com", false],
])("%s seems to belong to the school: %s", (email, expected) => {
  expect(isHouseAddress(email, "contact@college-prive.org")).toBe(expected);
});

test("the domain of the mailbox proves nothing when anyone can get an address there", () => {
  expect(isHouseAddress("a@orange.fr", "ecole@orange.fr")).toBe(false);
});
