import { expect, test } from "vitest";
import { JOURNAL_EVENTS } from "#worker/journal/record.ts";
import { journalSentences, type LineFacts } from "./journal.ts";

const SENTENCES: Record<string, (line: LineFacts) => string> = journalSentences;
const WHOLE_SENTENCE = /^(«\u202f)?[A-ZÀÉ].{15,}\.$/;
const HOLES = /undefined|NaN|null|\[object|\{|\}| {2}|\.\.|\( ?\)|« »/;

const FULL: LineFacts["detail"] = {
  ...{
    filename: "eleves.zip",
    added: 12,
    changed: 1,
    reactivated: 0,
    deactivated: 1234,
    skipped: 2,
  },
  ...{ email: "lea@essai.test", role: "admin", from: "member", by: "activation" },
  ...{ askedBy: "Léa Essai", pupils: 640, corrected: 2, unmatched: 0, numbers: "500001, 500002" },
};

test("every event has one whole sentence, and every sentence has its event", () => {
  expect(Object.keys(SENTENCES).toSorted()).toEqual([...JOURNAL_EVENTS].toSorted());
});

test.each(JOURNAL_EVENTS)("%s is a sentence, with all its details or with none", (event) => {
  const who = "Camille Essai";
  const subject = "GET /etablissements/:uai/journal";
  for (const about of ["Dominique Essai", null]) {
    for (const detail of [FULL, {}]) {
      const told = SENTENCES[event]?.({ who, about, subject, detail }) ?? "";
      expect(told).toMatch(WHOLE_SENTENCE);
      expect(told).not.toMatch(HOLES);
    }
  }
});

test("an import gives its numbers, a role its old and new value, an invitation its address", () => {
  const line = { who: "Camille Essai", about: "Dominique Essai", subject: "x", detail: FULL };
  expect(SENTENCES["import.done"]?.(line)).toBe(
    "L’import lancé par Camille Essai a été appliqué à la base élèves\u00a0: 12 ajoutés, 1 modifié, 2 corrigés, 0 réactivé, 1 234 désactivés, 2 non importés, 0 à rattacher.",
  );
  expect(SENTENCES["member.role_changed"]?.(line)).toBe(
    "Camille Essai a fait passer Dominique Essai de membre à administrateur.",
  );
  expect(SENTENCES["member.role_changed"]?.({ ...line, about: "Camille Essai" })).toBe(
    "Le rôle de Camille Essai est passé de membre à administrateur.",
  );
  const lowered = { ...line, detail: { role: "member", from: "admin" } };
  expect(SENTENCES["member.role_changed"]?.(lowered)).toBe(
    "Camille Essai a fait passer Dominique Essai d’administrateur à membre.",
  );
  expect(SENTENCES["invitation.sent"]?.(line)).toBe(
    "Camille Essai a invité «\u202flea@essai.test\u202f» en tant qu’administrateur.",
  );
});

test.each([
  ["GET /etablissements/:uai/eleves/import", "l’import de la base élèves"],
  ["POST /api/organizations/:uai/imports/:id/undo", "l’import de la base élèves"],
  ["GET /etablissements/:uai/journal", "le journal"],
  ["POST /etablissements/:uai/equipe", "la gestion de l’équipe"],
  ["GET /ailleurs", "une page"],
])("a refusal of %s names %s, in words", (subject, words) => {
  const line = { who: "Camille Essai", about: null, subject, detail: {} };
  expect(SENTENCES["access.refused"]?.(line)).toBe(
    `Accès refusé à Camille Essai : ${words} (réservé aux administrateurs).`,
  );
});

test.each([
  ["link", "a rattaché 3 résultats de certification."],
  ["keep", "a conservé hors de la base 3 résultats de certification."],
  ["discard", "a écarté 3 résultats de certification."],
])("a school's choice to %s results is written", (choice, words) => {
  const line = { who: "Camille Essai", about: null, subject: "x", detail: { choice, rows: 3 } };
  expect(SENTENCES["results.imported"]?.(line)).toBe(`Camille Essai ${words}`);
});
