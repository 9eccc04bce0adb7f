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
