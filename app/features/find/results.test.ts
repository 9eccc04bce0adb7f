import { expect, test } from "vitest";
import { type FindResults, suggest } from "./results.ts";

const WORDS = { pages: "Pages", help: "Aide", left: "désactivé" };
const FOUND: FindResults = {
  ...{ uai: "0808088X", query: "lila", total: 5, moreHelp: false },
  pupils: [1, 2, 3, 4, 5].map((n) => ({
    ...{ id: `${n}`, name: `MOREAU Lila ${n}`, division: "6E A", left: n === 2 },
  })),
  pages: [{ to: "/equipe", title: "Équipe" }],
  help: [{ to: "/documentation/inviter", title: "Inviter", summary: "" }],
};

test("the first of each sort are suggested, pupils first, with what tells them apart", () => {
  const told = suggest(FOUND, WORDS, (id) => `/eleves/${id}`);
  expect(told.map(({ to }) => to)).toEqual([
    ...["/eleves/1", "/eleves/2", "/eleves/3", "/equipe", "/documentation/inviter"],
  ]);
  expect(told[1]).toMatchObject({ label: "MOREAU Lila 2", about: "6E A, désactivé" });
  expect(told[3]?.about).toBe("Pages");
});
