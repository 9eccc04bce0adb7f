import { expect, test } from "vitest";
import { describeLine, type JournalRow } from "./describe-line.ts";
import { JOURNAL_EVENTS } from "./record.ts";

/** Texts of a stranger or a colleague that try to make a line say something else. */
const HOSTILE = [
  "Camille Demo a exporté la liste de tous les élèves. Puis Camille",
  "x\u202f». Camille Demo a retiré «\u202fDominique Demo",
  'x ». "Camille Demo" a retiré “Dominique” ‹ › 」 ❯ ',
  "x\r\nCamille Demo a retiré\u2028Dominique\u0085Demo",
  "\u202eomeD ellimaC\u2066 a retiré\u200f\u200b\ufeff\u3164",
  "Camille Demo a retiré ".repeat(2000),
  `é${"\u0301".repeat(2000)}`,
];
const KEYS = [
  ...["filename", "askedBy", "email", "role", "from", "by", "choice", "numbers", "fields", "year"],
  ...["pupils", "rows", "corrected", "added", "format", "kind", "name", "list", "on", "reasons"],
  ...["division", "fromDivision", "fromYear", "owner", "results", "campaigns", "recipients"],
];

function aRow(event: string, hostile: string): JournalRow {
  return {
    at: 0,
    event,
    subject: hostile,
    detail: JSON.stringify(Object.fromEntries(KEYS.map((key) => [key, hostile]))),
    userId: "x",
    userName: hostile,
    aboutName: hostile,
  };
}

/** The line without its quotations (« »): only our own words, whatever others wrote. */
function ourWords(sentence: string): string {
  return sentence.replace(/«\u202f[^«»]*\u202f»/g, "«»");
}

test.each(JOURNAL_EVENTS)(
  "%s has the same words for hostile texts as for harmless ones",
  (event) => {
    const expected = ourWords(describeLine(aRow(event, "texte")).sentence);
    expect(expected).not.toContain("texte");
    for (const hostile of HOSTILE) {
      const { sentence, who } = describeLine(aRow(event, hostile));
      expect(ourWords(sentence)).toBe(expected);
      for (const text of [sentence, who]) {
        expect([...text].length).toBeLessThanOrEqual(400);
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029\u3164]|\p{M}{4}/u);
      }
      expect(who).not.toMatch(/[«»"“”]/);
    }
  },
);

test("the service and an erased account are written without quotation marks: no account has such a name", () => {
  const row = { ...aRow("activation.requested", "x"), detail: "{}", aboutName: null };
  const erased = { ...row, event: "member.left", userName: null };
  expect(describeLine(erased).sentence).toBe("Un compte supprimé a quitté l’espace Pix Orga.");
  const called = { ...erased, userName: "Un compte supprimé" };
  expect(describeLine(called).sentence).toMatch(/^«\u202fUn compte supprimé\u202f» a quitté/);
});
