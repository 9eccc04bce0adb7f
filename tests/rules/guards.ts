import { codeOf, isTest, type Tree } from "./sources.ts";

/** Code that passes every local test and fails in production, or rules that would be forgotten. */
const FORBIDDEN: { name: string; sign: RegExp; why: string }[] = [
  {
    name: "PBKDF2",
    sign: /pbkdf2/i,
    why: "production stops at 100 000 iterations, local workerd does not: use argon2id",
  },
  {
    name: "transaction",
    sign: /\.transaction\(/,
    why: "D1 refuses BEGIN: use batch()",
  },
  {
    name: "writer of a DecompressionStream",
    sign: /DecompressionStream[\s\S]*\.getWriter\(|\.getWriter\([\s\S]*DecompressionStream/,
    why: "writes by hand have no back-pressure: use pipeThrough()",
  },
];

/** One sentence for each forbidden call in the code of a module; comments may name it. */
export function findForbidden(tree: Tree): string[] {
  return [...tree].flatMap(([path, text]) => {
    const code = codeOf(path, text);
    return FORBIDDEN.filter(({ sign }) => sign.test(code)).map(
      ({ name, why }) => `${path}: ${name}. ${why}`,
    );
  });
}

/** What axe would only see by fetching every style sheet and film again, for each state (`runAxe`). */
const UNSEEN_BY_AXE = [
  { sign: /\borientation\s*:/, says: "asks how the screen is held: WCAG 1.3.4" },
  { sign: /<(?:audio|video)\b|\bnew Audio\(/, says: "plays sound or film: WCAG 1.4.2" },
];

/** Style sheets that depend on how a screen is held, and pages that play something: one sentence for each. */
export function findUnseenByAxe(tree: Tree): string[] {
  return [...tree].flatMap(([path, text]) =>
    UNSEEN_BY_AXE.filter(({ sign }) => sign.test(text)).map(({ says }) => `${path} ${says}`),
  );
}

const SLEEPING = /\b(?:test|it|describe|suite)\s*\.\s*(?:skip|only|todo|skipIf|runIf|fails)\b/;

/** Test files that skip tests. */
export function findSleepingTests(tree: Tree): string[] {
  return [...tree]
    .filter(([path, text]) => isTest(path) && SLEEPING.test(codeOf(path, text)))
    .map(([path]) => `${path} leaves tests out`);
}

export type Queues = {
  producers?: { queue: string }[];
  consumers?: { queue: string; dead_letter_queue?: string }[];
};

/** A message that cannot be handled must end in a queue whose consumer reports it. */
export function findLostMessages({ producers = [], consumers = [] }: Queues): string[] {
  const consumed = new Map(consumers.map((each) => [each.queue, each]));
  const deadLetters = consumers.flatMap((each) => each.dead_letter_queue ?? []);
  return [
    ...producers
      .filter(({ queue }) => !consumed.has(queue))
      .map(({ queue }) => `queue ${queue} has no consumer`),
    ...producers
      .filter(({ queue }) => consumed.has(queue) && !consumed.get(queue)?.dead_letter_queue)
      .map(({ queue }) => `queue ${queue} has no dead-letter queue`),
    ...deadLetters
      .filter((queue) => !consumed.has(queue))
      .map((queue) => `dead-letter queue ${queue} has no consumer`),
  ];
}

const LONGEST = 300;

/** Files of the product beyond 300 lines whose first comment does not say `Long because …`. */
export function findLongFiles(tree: Tree): string[] {
  return [...tree]
    .filter(([path]) => !isTest(path))
    .map(([path, text]) => ({ path, text, lines: text.trimEnd().split("\n").length }))
    .filter(({ lines, text }) => lines > LONGEST && !firstComment(text).includes("Long because"))
    .map(({ path, lines }) => `${path} has ${lines} lines: cut it, or say "Long because …" on top`);
}

function firstComment(text: string): string {
  return /\/\*[\s\S]*?\*\/|(?:^[ \t]*\/\/.*\n?)+/m.exec(text)?.[0] ?? "";
}

/** D1's tables check the types of their columns: `npm run migrations` writes `STRICT`. */
export function findLaxTables(tree: Tree): string[] {
  return [...tree].flatMap(([path, text]) =>
    text
      .split(";")
      .map((statement) => statement.trim())
      .filter((statement) => /^(?:--.*\s+)*CREATE TABLE/i.test(statement))
      .filter((statement) => !/\)\s*STRICT(\s*,\s*WITHOUT ROWID)?$/.test(statement))
      .map(
        (statement) => `${path}: ${/CREATE TABLE[^(]*/i.exec(statement)?.[0].trim()} is not STRICT`,
      ),
  );
}

/** Classes that two style files define alone: the file imported last would change the pages of the other. */
export function findSharedClasses(tree: Tree): string[] {
  const files = new Map<string, Set<string>>();
  for (const [path, text] of tree) {
    const selectors = text.replace(/\/\*[\s\S]*?\*\//g, "").matchAll(/([^{}]+)\{/g);
    for (const [, list = ""] of selectors) {
      for (const name of list.split(",").map((one) => one.trim())) {
        if (/^\.[\w-]+$/.test(name)) files.set(name, (files.get(name) ?? new Set()).add(path));
      }
    }
  }
  return [...files]
    .filter(([, paths]) => paths.size > 1)
    .map(([name, paths]) => `${name} is styled by ${[...paths].join(" and ")}`);
}
