import { expect, test } from "vitest";
import { foldKey, fullNameKey, type GivenAnswer, Matcher, type Person } from "./match-lines.ts";

let made = 0;

/** `LAST First, 6A`; `wish` adds names and classes. */
function aPerson(told: string, wish: Partial<Person> = {}): Person {
  const [name = "", division = ""] = told.split(", ");
  const [lastName = "", firstName = ""] = name.split("/");
  made += 1;
  const none = { usualName: "", middleName: "", thirdName: "", former: [] };
  return { id: `p${made}`, lastName, firstName, division, ...none, ...wish };
}

function match(
  people: Person[],
  told: string,
  more: { answers?: GivenAnswer[]; already?: string[]; isTwin?: boolean; startedOn?: string } = {},
) {
  const [name = "", division = ""] = told.split(", ");
  const [lastName = "", firstName = ""] = name.split("/");
  const { answers = [], already = [], isTwin = false, startedOn = "2026-10-12" } = more;
  const found = new Matcher(people, answers, new Set(already)).match({
    ...{ lastName, firstName, isTwin, startedOn },
    nameKey: fullNameKey(lastName, firstName),
    divisionKey: foldKey(division),
  });
  if (found.kind === "pupil") return found.pupilId;
  return found.kind === "answer" ? found.answer : `${found.reason} ${found.candidates.length}`;
}

test.each([
  ["LÉVÊQUE/Zoé, 6A", "leveque/ZOE, 6 a"],
  ["D'ŒUVRE/Noé, 6A", "D’Oeuvre/Noe, 6-A"],
  ["LE GOFF/Anne-Marie, 6A", "LEGOFF/Anne Marie, 6A"],
  ["SAINT-JEAN/Lou, 6A", "SAINT JEAN/Lou, 6A"],
  ["DE LA TOUR/Tom, 6A", "De-La-Tour/Tom, 6A"],
  ["N’GUYEN/Théo, 6A", "NGUYEN/Theo, 6A"],
  ["STRAẞE/Max, 6A", "strasse/Max, 6A"],
  ["ÆBI/Liv, 6A", "AEBI/Liv, 6A"],
])("%s is %s: blanks, hyphens, apostrophes, accents and case do not count", (base, typed) => {
  const person = aPerson(base);
  expect(match([person, aPerson("AUTRE/Lou, 6A")], typed)).toBe(person.id);
});

test.each([
  ["MARTIN DURAND/Alix, 6A", "MARTIN/Alix, 6A", {}],
  ["MARTIN-DURAND/Alix, 6A", "DURAND/Alix, 6A", {}],
  ["DE LA FONTAINE/Jean, 6A", "FONTAINE/Jean, 6A", {}],
  ["MARTIN/Alix, 6A", "MARTIN/Camille, 6A", { middleName: "Camille" }],
  ["MARTIN/Alix, 6A", "DURAND/Alix, 6A", { usualName: "DURAND" }],
  ["MARTIN/Jean-Pierre, 6A", "MARTIN/Pierre, 6A", {}],
  // First and last name swapped.
  ["MARTIN/Alix, 6A", "Alix/MARTIN, 6A", {}],
])(
  "%s matches %s of the same class: the base's names hold all typed words",
  (base, typed, wish) => {
    const person = aPerson(base, wish);
    expect(match([person, aPerson("AUTRE/Lou, 6A")], typed)).toBe(person.id);
  },
);

test.each([
  ["a word the base does not know", "MARTIN/Alixe, 6A", "UNKNOWN 0"],
  ["one word alone", "MARTIN/, 6A", "UNKNOWN 0"],
  ["a part of a word", "MARTIN/Al, 6A", "UNKNOWN 0"],
  ["some of the words, in another class", "MARTIN/Alix, 6B", "UNKNOWN 0"],
])("%s is not enough to match a pupil: %s waits", (_, typed, waits) => {
  expect(match([aPerson("MARTIN DURAND/Alix, 6A")], typed)).toBe(waits);
});

test("of two pupils with one name, the one in the line's class matches; with both or none there, the line waits", () => {
  const [one, other] = [aPerson("DUPONT/Ana, 6A"), aPerson("DUPONT/Ana, 6B")];
  expect(match([one, aPerson("DUPONT/Ana, 6A")], "DUPONT/Ana, 6A")).toBe("AMBIGUOUS 2");
  expect(match([one, other], "DUPONT/Ana, 6B")).toBe(other.id);
  expect(match([one, other], "DUPONT/Ana, 6C")).toBe("AMBIGUOUS 2");
  expect(match([one, other], "DUPONT/Ana, ")).toBe("AMBIGUOUS 2");
  // Fewer words than either pupil has.
  const twins = [aPerson("DUPONT LY/Ana, 6A"), aPerson("DUPONT ROY/Ana, 6A")];
  expect(match(twins, "DUPONT/Ana, 6A")).toBe("AMBIGUOUS 2");
});

test("a line of another class waits, unless the pupil was in it, is in the campaign, or the file has no class", () => {
  const nour = aPerson("MARTIN/Nour, 6B", { former: ["6C"] });
  expect(match([nour], "MARTIN/Nour, 6A")).toBe("OTHER_CLASS 1");
  expect(match([nour], "MARTIN/Nour, 6 c")).toBe(nour.id);
  expect(match([nour], "MARTIN/Nour, 6A", { already: [nour.id] })).toBe(nour.id);
  expect(match([nour], "MARTIN/Nour, ")).toBe(nour.id);
});

test("a person's answer has priority, for that name and class, and for one start date where the name occurs twice", () => {
  const people = [aPerson("DUPONT/Ana, 6A"), aPerson("DUPONT/Ana, 6A")];
  const [one, other] = people;
  const answer = (wish: Partial<GivenAnswer>): GivenAnswer => ({
    ...{ nameKey: "dupontana", divisionKey: "6a", startedOn: "2026-10-12", isTwin: false },
    ...{ pupilId: null, answer: null, ...wish },
  });
  const said = [answer({ pupilId: other?.id ?? "" })];
  expect(match(people, "DUPONT/Ana, 6A", { answers: said })).toBe(other?.id);
  expect(match(people, "DUPONT/Ana, 6A", { answers: said, startedOn: "2026-11-03" })).toBe(
    other?.id,
  );
  expect(match(people, "DUPONT/Ana, 6B", { answers: said })).toBe("AMBIGUOUS 2");
  const twins = [
    answer({ pupilId: one?.id ?? "", isTwin: true }),
    answer({ pupilId: other?.id ?? "", isTwin: true, startedOn: "2026-10-13" }),
  ];
  const ofDay = (startedOn: string) =>
    match(people, "DUPONT/Ana, 6A", { answers: twins, isTwin: true, startedOn });
  expect([ofDay("2026-10-12"), ofDay("2026-10-13"), ofDay("2026-10-14")]).toEqual([
    ...[one?.id, other?.id, "AMBIGUOUS 2"],
  ]);
  const staff = [answer({ nameKey: "professai", answer: "staff" })];
  expect(match(people, "PROF/Essai, 6A", { answers: staff })).toBe("staff");
});
