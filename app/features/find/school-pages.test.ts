import { expect, test } from "vitest";
import { findSchoolPages } from "./school-pages.server.ts";

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
