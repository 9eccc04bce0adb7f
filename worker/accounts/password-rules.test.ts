import fc from "fast-check";
import { expect, test } from "vitest";
import { passwordProblem, passwordStrength } from "./password-rules.ts";

test.each([
  "motdepasse123",
  "Motdepasse2026!",
  "MotDePasse-2026",
  "mot de passe 1",
  "password1234",
  "P@ssw0rd2026!",
  "Administrateur1",
  "bonjourbonjour",
  "Bienvenue2026",
  "Soleil2024!!",
  "Rentree2026!!",
  "septembre2026",
  "Pix-Orga-2026",
  "pixorgapixorga",
  "PrincipalCollege",
  "iloveyou1234",
])("%s is refused: it is among the first guesses", (password) => {
  expect(passwordProblem(password)).toBe("COMMON");
});

test.each([
  "aaaaaaaaaaaa",
  "abababababab",
  "abcabcabcabc",
  "123456789012",
  "098765432109",
  "azertyuiopqsd",
  "qwertyuiop123",
  "abcdefghijklm",
  "000000000000001",
  "2024202520262027",
  "            ",
])("%s is refused: it is a pattern", (password) => {
  expect(passwordProblem(password)).toBe("PATTERN");
});

test.each(["camille.lefevre", "CamilleLefèvre2026", "c.lefevre@clg.test", "lefevrelefevre"])(
  "%s is refused to Camille Lefèvre",
  (password) => {
    expect(passwordProblem(password, ["Camille Lefèvre", "c.lefevre@clg.test"])).toBe("PERSONAL");
  },
);

test.each([
  "un vélo sous la pluie",
  "correct horse battery staple",
  "xkqzvtrwmplo",
  "7f#Kp2!vQz9w",
  "тихий вечер у реки",
  "四季折々の花が咲く庭です。",
  "Camille aime les tartes aux prunes",
  "mon chat mange à 7 h 42",
])("%s is allowed, whatever it is made of", (password) => {
  expect(passwordProblem(password, ["Camille Lefèvre"])).toBeNull();
});

test("the length is counted in characters, from 12 to 256", () => {
  expect(passwordProblem("xkqzvtrwmpl")).toBe("TOO_SHORT");
  expect(passwordProblem("🦊🐙🦉🐝🦔🐢")).toBe("TOO_SHORT");
  expect(passwordProblem(`${"e\u0301".repeat(6)}xkqzv`)).toBe("TOO_SHORT");
  const longest = Array.from({ length: 128 }, (_, at) => `${at % 10}${"xkqzvtrwmp"[at % 7]}`);
  expect(passwordProblem(longest.join(""))).toBeNull();
  expect(passwordProblem(`${longest.join("")}x`)).toBe("TOO_LONG");
  expect(passwordProblem("x".repeat(100_000))).toBe("TOO_LONG");
});

test("the strength grows with what must be guessed", () => {
  expect(passwordStrength("motdepasse123")).toBe("refused");
  expect(passwordStrength("soleil-de-juin-42")).toBe("fair");
  expect(passwordStrength("un vélo sous la pluie")).toBe("good");
  expect(passwordStrength("trois lampes jaunes dansent sur le quai")).toBe("strong");
});

test("a name in an alphabet beyond the first plane matches its own letters, not the following ones", () => {
  const name = "\u{10330}\u{10331}".repeat(7);
  expect(passwordProblem(`${name}xkqzvtrwmplo7#`, [name])).toBeNull();
});

test("any text has an answer, and adding a random tail never makes a password refused", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
      expect(passwordProblem(`${text.slice(0, 40)}xkqzvtrwmplo7#`, [text])).toBeNull();
    }),
  );
});
