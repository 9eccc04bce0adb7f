import { posix } from "node:path";
import type { Tree } from "./sources.ts";

/** The name of a Markdown file, and the section it cites (`docs/domain/import.md` 2). */
const CITED = /(?<![\w/])((?:\.{0,2}\/)*[\w./-]+\.md)`?(?:,? (?:section )?(\d+(?:\.\d+)*))?/g;
const COMMENT = /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g;
/** An issue lives outside the repository. */
const ISSUE = /\bissue \d+\b/gi;

/** Citations, in comments, of documents or sections that are not in the repository. */
export function findLostCitations(code: Tree, documents: Tree): string[] {
  return [...code].flatMap(([path, source]) => {
    const text = [...source.matchAll(COMMENT)].join("\n");
    const cited = [...text.matchAll(CITED)].flatMap(([, name = "", section]) => {
      const beside = posix.join(posix.dirname(path), name);
      const found = documents.get(name) ?? documents.get(beside);
      if (found === undefined) return [`${path} cites ${name}, which is not in the repository`];
      return section === undefined || hasSection(found, section)
        ? []
        : [`${path} cites ${name} ${section}, which has no such section`];
    });
    const issues = [...text.matchAll(ISSUE)].map(([name]) => `${path} cites ${name}`);
    return [...cited, ...issues];
  });
}

function hasSection(text: string, section: string): boolean {
  return new RegExp(`^##+ ${section.replaceAll(".", "\\.")}\\.? `, "m").test(text);
}

/** Links of Markdown files to files that do not exist. */
export function findBrokenLinks(documents: Tree, files: ReadonlySet<string>): string[] {
  return [...documents].flatMap(([path, text]) =>
    [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)\s]*)?\)/g)]
      .map(([, target = ""]) => target)
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => {
        const full = posix.join(posix.dirname(path), target).replace(/\/$/, "");
        return !files.has(full) && ![...files].some((file) => file.startsWith(`${full}/`));
      })
      .map((target) => `${path} links to ${target}, which is not there`),
  );
}

const HEAD =
  /^# (\d{4})\. \S.*\n\nDate: \d{4}-\d\d-\d\d\. Status: (accepted|superseded by \d{4})\b.*\n/;

/** Decision records without their number, date, status and three parts, in this order. */
export function findDecisionFaults(records: Tree): string[] {
  return [...records].flatMap(([path, text]) => {
    const number = posix.basename(path).slice(0, 4);
    const parts = [...text.matchAll(/^## (.+)$/gm)].map(([, name]) => name).join(", ");
    return [
      ...(HEAD.exec(text)?.[1] === number
        ? []
        : [`${path} does not begin with its number, title, date and status`]),
      ...(parts === "Context, Decision, Consequences"
        ? []
        : [`${path} has the parts ${parts}: Context, Decision, Consequences are wanted`]),
    ];
  });
}

/** Names in the second column of the glossary that the code does not have. */
export function findUnknownTerms(glossary: string, code: Tree): string[] {
  const words = new Set([...code.values()].flatMap((text) => text.match(/[\w-]+/g) ?? []));
  return [...glossary.matchAll(/^\|[^|]*\|([^|]*)\|/gm)]
    .flatMap(([, names = ""]) => [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name))
    .filter((name) => !words.has(name));
}

const CODE_SPAN = /`([^`\n]+)`/g;
/** `camelCase`, `snake_case` or `CAPITALS_AND_UNDERSCORES`: names of our code, unlike the words of a sentence. */
const CODE_NAME = /^(?:[a-z]+(?:[A-Z]\w*)+|[a-z]+(?:_[a-z]+)+|[A-Z]+(?:_[A-Z]+)+)$/;
/** A file or folder below one of ours, as documents write it in a sentence or a command. */
const OUR_PATH =
  /(?<![\w./-])(?:app|bench|docs|migrations|scripts|tests|words|worker)\/[\w./-]*\w/g;
const SCRIPT = /\bnpm run (?:-s )?([a-z][\w:]*)/g;

/**
 * What documents name and the repository does not have: names of code in backquotes, files, and npm scripts. `foreign`:
 * names that belong to other programs, or that a recipe makes up.
 */
export function findUnknownNames(
  documents: Tree,
  has: { code: Tree; files: ReadonlySet<string>; scripts: ReadonlySet<string> },
  foreign: ReadonlySet<string>,
): string[] {
  const words = new Set([...has.code.values()].flatMap((text) => text.match(/\w+/g) ?? []));
  const isThere = (path: string) =>
    has.files.has(path) || [...has.files].some((file) => file.startsWith(`${path}/`));
  return [...documents].flatMap(([path, text]) => {
    const spans = [...text.matchAll(CODE_SPAN)].map(([, span = ""]) => span);
    const names = spans.filter((span) => CODE_NAME.test(span) && !words.has(span));
    const paths = [...text.matchAll(OUR_PATH)].map(([found]) => found).filter((p) => !isThere(p));
    const scripts = [...text.matchAll(SCRIPT)]
      .map(([, name = ""]) => name)
      .filter((name) => !has.scripts.has(name));
    return [...names, ...paths, ...scripts]
      .filter((name) => !foreign.has(name))
      .map((name) => `${path} names ${name}, which is not in the repository`);
  });
}
