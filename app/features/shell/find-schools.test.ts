import { expect, test } from "vitest";
import { findSchools, type OtherSchool } from "./find-schools.ts";

const SCHOOLS: OtherSchool[] = [
  { uai: "0800001A", name: "Collège Édouard-Essai", city: "Péronne", role: "admin" },
  { uai: "0800002B", name: "Lycée agricole des Essais", city: "Saint-Omer", role: "member" },
];

test.each([
  ["", 2],
  ["  ", 2],
  ["edouard essai", 1],
  ["PERONNE", 1],
  ["saint omer", 1],
  ["omer lycee", 1],
  ["0800002b", 1],
  ["essai", 2],
  ["lycée péronne", 0],
])("%j finds %i of two schools", (typed, count) => {
  expect(findSchools(SCHOOLS, typed)).toHaveLength(count);
});
