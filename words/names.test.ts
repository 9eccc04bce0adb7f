import { expect, test } from "vitest";
import { journalSentences } from "./journal.ts";
import { asRole, ofName } from "./names.ts";
import { invitations } from "./team.ts";

test.each([
  ["Anne", "d’Anne"],
  ["ÉLIE Noé", "d’ÉLIE Noé"],
  ["Émile", "d’Émile"],
  ["Œdipe", "d’Œdipe"],
  ["Yves", "d’Yves"],
  ["Héloïse", "d’Héloïse"],
  ["Henri", "d’Henri"],
  ["Bruno", "de Bruno"],
  ["Yann", "de Yann"],
  ["Hamza", "de Hamza"],
  ["MOREAU Lila", "de MOREAU Lila"],
  ["«\u202fAnne\u202f»", "de «\u202fAnne\u202f»"],
  ["administrateur", "d’administrateur"],
  ["", "de "],
])("« de » before %s is %s", (name, told) => {
  expect(ofName(name)).toBe(told);
});

test("no sentence says « de anne@… » nor « de une personne »", () => {
  const email = "anne.essai@ecole.fr";
  const resent = journalSentences["invitation.resent"];
  const line = { who: "Zoé", about: null, subject: "", detail: { role: "member" } };
  for (const sentence of [
    invitations.of(email),
    invitations.many.choose(email),
    invitations.done.cancel(email),
    resent(line),
  ]) {
    expect(sentence).toMatch(/invitation d’(?:anne|une)/);
  }
});

test("a role is told with its elision", () => {
  expect(asRole("admin")).toBe("en tant qu’administrateur");
  expect(asRole("member")).toBe("en tant que membre");
});
