import { expect, test } from "vitest";
import { waiting, waitingReasons } from "./import-waiting.ts";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const common = waitingReasons["few-in-common"];
const { brake } = waitingReasons;

test.each([
  [common(0, 649), "Ce fichier ne contient aucun des 649 élèves actifs de votre base."],
  [common(1, 649), "Ce fichier ne contient qu’un seul des 649 élèves actifs de votre base."],
  [common(12, 649), "Ce fichier ne contient que 12 des 649 élèves actifs de votre base."],
  [waiting.facts.common(0, 649), "Aucun élève n’est connu sur 649."],
  [brake(649, 649), "Cet import désactiverait tous les élèves actifs de votre base (649)."],
  [
    brake(649, 500),
    "Cet import désactiverait 500 des 649 élèves actifs de votre base, soit plus de la moitié.",
  ],
])("%s", (said, expected) => {
  expect(plain(said).startsWith(expected)).toBe(true);
});
