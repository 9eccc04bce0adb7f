import { expect, test } from "vitest";
import { findPages } from "./search.ts";

const PAGES = [
  { title: "Obtenir le fichier dans SIECLE", text: "L’export contient les élèves sans adresse." },
  { title: "Élève sans INE", text: "Demandez-en l’attribution dans SIECLE." },
  { title: "Inviter des collègues", text: "Par leur adresse." },
];
const titles = (query: string) => findPages(PAGES, query).pages.map(({ title }) => title);

test("every word of the query is searched, accents and case ignored, titles first", () => {
  expect(titles("eleve ADRESSE")).toEqual(["Obtenir le fichier dans SIECLE"]);
  expect(titles("collegues")).toEqual(["Inviter des collègues"]);
  expect(titles("élève")).toEqual(["Élève sans INE", "Obtenir le fichier dans SIECLE"]);
});

test("a word is found behind an apostrophe, and not in the middle of another", () => {
  const pages = [
    { title: "Trop volumineux", text: "" },
    { title: "Corriger l’INE", text: "" },
  ];
  expect(findPages(pages, "ine").pages.map(({ title }) => title)).toEqual(["Corriger l’INE"]);
  expect(findPages(pages, "« volu »").pages.map(({ title }) => title)).toEqual(["Trop volumineux"]);
});

test("an empty query finds nothing, and neither does a word that no page has", () => {
  expect(titles("  ")).toEqual([]);
  expect(titles("zèbre")).toEqual([]);
});

test("when no page holds every word, those that hold most of them are found, and the result says so", () => {
  const asked = (query: string) => {
    const { whole, pages } = findPages(PAGES, query);
    return { whole, titles: pages.map(({ title }) => title) };
  };
  expect(asked("zèbre dans SIECLE, sans adresse")).toEqual({
    whole: false,
    titles: ["Obtenir le fichier dans SIECLE"],
  });
  expect(asked("le zèbre et les collègues")).toEqual({
    whole: false,
    titles: ["Inviter des collègues"],
  });
  expect(asked("inviter les collègues").whole).toBe(true);
  expect(asked("le zèbre").titles).toEqual([]);
});
