import { expect, test } from "vitest";
import { isTest, readTree, visit } from "./sources.ts";

/** Texts that were ordered word for word: outside checks may compare them. */
const AS_IN_THE_MISSION = [
  "Mot de passe oublié ?",
  "Pix / Pix Orga : un seul compte",
  "Cette action vous permet de :",
  "formats supportés : .",
  "Erreurs dans le dernier fichier importé :",
];
/** Pieces ` : ` of a template that stay unchanged, and why. */
const PLAIN_COLONS = [
  // « Ligne 1 : champ INE vide. »: the words of the mission again.
  "words/fr.ts",
  // A value of a CSV file, not a sentence on screen.
  "worker/imports/routes.ts",
  // Read by screen readers only: it never meets the end of a line.
  "app/features/imports/error-list.tsx",
];

/** A plain space before high punctuation, where a line could break; the `?` of SQL does not count. */
const PLAIN = /(?:^|[\p{L}\p{N})»…%])\x20[?!;:](?=\s|$)/u;
const WRONG = /[\p{L}\p{N})»…%](?:\u00a0[?!;]|\u202f:)(?=\s|$)/u;

test("a narrow no-break space is before ? ! ; and a no-break space before :, in every sentence", () => {
  const found = [...readTree(["app", "words", "worker"])].flatMap(([path, text]) =>
    isTest(path) ? [] : findPlainSpaces(path, text),
  );
  expect(found).toEqual([]);
});

test("the rule sees text of pages and of templates, and allows the words of the mission", () => {
  const see = (text: string) => findPlainSpaces("a.tsx", text);
  expect(see("const a = <p>Perdu ?</p>;")).toEqual(["a.tsx: Perdu ?"]);
  expect(see(`const a = \`\${b} : \${c}\`;`)).toEqual(["a.tsx:  : "]);
  expect(see('const a = "Perdu\u00a0? Non."')).toEqual(["a.tsx: Perdu\u00a0? Non."]);
  expect(see('const a = b ? "Perdu\u202f? Oui\u00a0: 08:30" : "Mot de passe oublié ?"')).toEqual(
    [],
  );
});

function findPlainSpaces(path: string, text: string): string[] {
  const found: string[] = [];
  const look = (written: unknown) => {
    if (typeof written === "string" && isOffence(path, written)) found.push(`${path}: ${written}`);
  };
  visit(path, text, {
    Literal: ({ value }) => look(value),
    TemplateElement: ({ value }) => look(value.cooked),
    JSXText: ({ value }) => look(value),
  });
  return found;
}

function isOffence(path: string, text: string): boolean {
  if (text.startsWith(" : ") && PLAIN_COLONS.includes(path)) return false;
  const ours = AS_IN_THE_MISSION.reduce((left, words) => left.replaceAll(words, ""), text);
  return PLAIN.test(ours) || WRONG.test(ours);
}
