import { expect, test } from "vitest";
import { POLICIES } from "#worker/policies.ts";
import { findSchoolPages, pagesOf } from "./school-pages.server.ts";

const UAI = "0808088X";
const find = (query: string, role: "admin" | "member" = "admin") =>
  findSchoolPages(query, { uai: UAI, role }).map(({ to }) =>
    to.replace(`/etablissements/${UAI}`, ""),
  );

test.each([
  ["importer", "/eleves/import"],
  ["SIECLE", "/eleves/import"],
  ["mot de passe", "/compte"],
  ["historique", "/journal"],
  ["équipe", "/equipe"],
  ["attestations", "/certifications"],
])("« %s » finds the page %s", (query, page) => {
  expect(find(query)).toContain(page);
});

test("a member finds no page of administrators", () => {
  expect(find("journal", "member")).toEqual([]);
  expect(find("importer", "member")).not.toContain("/eleves/import");
  expect(find("équipe", "member")).toContain("/equipe");
});

test("nothing is found that holds a part of the words only", () => {
  expect(find("équipe de zèbres")).toEqual([]);
  expect(find("")).toEqual([]);
});

/** Pages that lead nowhere by themselves, and why. */
const NOT_FOUND_BY_NAME = [
  // The search itself.
  "/etablissements/:uai/recherche",
  // Of the classes that are chosen on the page of pupils.
  "/etablissements/:uai/eleves/listes",
  // The form that asks for the archive goes back to its page.
  "/etablissements/:uai/certifications/archives",
];

test("every page of a school without a parameter of its own is found by its name", () => {
  const pages = Object.keys(POLICIES)
    .flatMap((key) => /^GET (\/etablissements\/:uai[^:]*)$/.exec(key)?.[1] ?? [])
    .filter((path) => !NOT_FOUND_BY_NAME.includes(path));
  expect(pages.length).toBeGreaterThan(10);
  const found = pagesOf(":uai").map(({ to }) => decodeURIComponent(to));
  expect(pages.filter((path) => !found.includes(path))).toEqual([]);
});
