import { expect, test } from "vitest";
import {
  findBrokenLinks,
  findDecisionFaults,
  findLostCitations,
  findUnknownNames,
  findUnknownTerms,
} from "./documents.ts";
import { readTree } from "./sources.ts";

const CODE = readTree(
  ["app", "words", "worker", "scripts", "bench", "tests"],
  /\.([cm]?[jt]sx?|css)$/,
);
/** Made-up names, to show that the rule reports them. */
CODE.delete("tests/rules/documents.test.ts");
const FILES = readTree(["."], /./);
const DOCUMENTS = new Map([...FILES].filter(([path]) => path.endsWith(".md")));
const DECISIONS = new Map([...DOCUMENTS].filter(([path]) => path.startsWith("docs/decisions/")));

test("no comment cites a document or a section that is not in the repository", () => {
  expect(findLostCitations(CODE, DOCUMENTS)).toEqual([]);
});

test.each([
  ["a document outside", "/** Source: `import-reference.md` 3.1. */"],
  ["a section that is not there", "/** Source: `docs/domain/import.md` 99. */"],
  ["an issue", "/** Rules: issue 13, « Matching ». */"],
])("reports %s", (_, text) => {
  expect(findLostCitations(new Map([["worker/a.ts", text]]), DOCUMENTS)).toHaveLength(1);
});

test("every link between documents leads somewhere", () => {
  expect(findBrokenLinks(DOCUMENTS, new Set(FILES.keys()))).toEqual([]);
});

test("reports a link that leads nowhere", () => {
  const text = "[a](gone.md) [b](api.md) [c](decisions) [d](https://example.fr/x.md)";
  const files = new Set(["docs/a.md", "docs/api.md", "docs/decisions/0001-a.md"]);
  expect(findBrokenLinks(new Map([["docs/a.md", text]]), files)).toHaveLength(1);
});

test("every decision is numbered, dated, has a status and the same three parts", () => {
  expect(DECISIONS.size).toBeGreaterThan(30);
  expect(findDecisionFaults(DECISIONS)).toEqual([]);
});

test.each([
  ["another number", "# 0002. A\n\nDate: 2026-11-29. Status: accepted.\n\n"],
  ["no date", "# 0001. A\n\nStatus: accepted.\n\n"],
  ["no status", "# 0001. A\n\nDate: 2026-11-29.\n\n"],
])("reports a decision with %s", (_, head) => {
  const text = `${head}## Context\n\n## Decision\n\n## Consequences\n`;
  expect(findDecisionFaults(new Map([["docs/decisions/0001-a.md", text]]))).toHaveLength(1);
});

test("reports a decision without consequences", () => {
  const text = "# 0001. A\n\nDate: 2026-11-29. Status: accepted.\n\n## Context\n\n## Decision\n";
  expect(findDecisionFaults(new Map([["docs/decisions/0001-a.md", text]]))).toHaveLength(1);
});

test("the glossary names what the code names", () => {
  const product = new Map([...CODE].filter(([path]) => /^(app|worker)\//.test(path)));
  const glossary = DOCUMENTS.get("docs/glossary.md") ?? "";
  expect(findUnknownTerms(glossary, product)).toEqual([]);
  expect(findUnknownTerms(`${glossary}| – | \`watchman\` | gone |\n`, product)).toEqual([
    "watchman",
  ]);
});

const FOREIGN = new Set([
  "app/routes/essai.tsx",
  "words/essai.ts",
  "tests/fixtures/samples/Resultats",
  "noRestrictedImports",
]);
const PACKAGE: { scripts: Record<string, string> } = JSON.parse(FILES.get("package.json") ?? "{}");
const HAS = {
  code: new Map([...FILES].filter(([path]) => /\.([cm]?[jt]sx?|css|sql|toml|json)$/.test(path))),
  files: new Set(FILES.keys()),
  scripts: new Set(Object.keys(PACKAGE.scripts)),
};

test("documents name functions, files and scripts that exist", () => {
  HAS.code.delete("tests/rules/documents.test.ts");
  const current = new Map(
    [...DOCUMENTS].filter(([, text]) => !text.includes("Status: superseded by")),
  );
  expect(findUnknownNames(current, HAS, FOREIGN)).toEqual([]);
});

test.each([
  ["a function", "Call `postLetter` in the batch."],
  ["a constant", "The order of `KEPT_SECRETS`."],
  ["a file", "One test: `npm run test:node -- worker/pupils/no-such.test.ts`."],
  ["a script", "`npm run tidy` cleans."],
])("reports %s that does not exist", (_, text) => {
  expect(findUnknownNames(new Map([["docs/a.md", text]]), HAS, FOREIGN)).toHaveLength(1);
});

test("docs/architecture.md names every room and every table", () => {
  const told = DOCUMENTS.get("docs/architecture.md") ?? "";
  const rooms = [...CODE.keys()].flatMap((path) => /^worker\/([^/]+)\//.exec(path)?.[1] ?? []);
  const tables = [...CODE]
    .filter(([path]) => path.endsWith("/schema.ts"))
    .flatMap(([, text]) => [...text.matchAll(/sqliteTable\(\s*"(\w+)"/g)].map(([, name]) => name));
  expect(tables.length).toBeGreaterThan(30);
  const names = [...new Set([...rooms, ...tables])];
  expect(names.filter((name) => !told.includes(`\`${name}\``))).toEqual([]);
});
