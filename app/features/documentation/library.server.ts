import { documentation, samples } from "#words/documentation.ts";
import { GUIDE } from "#words/guide.ts";
import type { GuidePage } from "#words/guide-pages.ts";
import { skipReasonHelp, skipReasonLabel } from "#words/labels.ts";
import { shell } from "#words/pages.ts";
import { ALSO_CALLED, SERVICE_PAGES } from "#words/search-words.ts";
import { SKIP_REASONS } from "#worker/imports/codes.ts";
import { paths } from "../../paths.ts";
import { listGuides } from "./error-guide.ts";
import { type Findable, findPages } from "./search.ts";

export type Entry = { to: string; title: string; summary: string };

/** The pages of the menu, in their order. */
export function listEntries(): Entry[] {
  return GUIDE.map(toEntry);
}

export function findGuidePage(slug: string): GuidePage | undefined {
  return GUIDE.find((page) => page.slug === slug);
}

/** Why a pupil is left out, as the page that says so lists it. */
export function listSkipReasons() {
  return SKIP_REASONS.map((reason) => ({
    label: skipReasonLabel(reason),
    help: skipReasonHelp(reason),
  }));
}

/**
 * Every page of the guide and of the service, and every error, that holds all the words searched for. When none does,
 * those that hold most of them (`whole` is false).
 */
export function searchDocumentation(
  query: string,
  { demo }: { demo: boolean },
): { whole: boolean; entries: Entry[] } {
  const pages: Array<Entry & Findable> = [
    ...GUIDE.map((page) => ({ ...toEntry(page), text: textOf(page) })),
    ...listGuides().map(({ code, title, why, kinds }) => ({
      to: paths.errorGuide(code),
      title,
      summary: kinds[0]?.example ?? "",
      text: [
        code,
        why,
        ...kinds.flatMap(({ example, fields, fix, causes }) => [
          ...[example, ...fields, fix],
          ...causes.flatMap((cause) => [cause.title, cause.fix]),
        ]),
      ].join(" "),
    })),
    ...serviceEntries(),
    ...(demo ? [samplesEntry()] : []),
  ];
  const found = findPages(pages, query);
  const entries = found.pages.map(({ to, title, summary }) => ({ to, title, summary }));
  return { whole: found.whole, entries };
}

function toEntry({ slug, title, summary }: GuidePage): Entry {
  return { to: paths.guide(slug), title, summary };
}

function textOf(page: GuidePage): string {
  const reasons = page.slug === "non-importes" ? listSkipReasons() : [];
  return [
    page.summary,
    page.note,
    ALSO_CALLED[page.slug] ?? "",
    ...page.steps.flatMap(({ title, text }) => [title, text]),
    ...reasons.flatMap(({ label, help }) => [label, help]),
  ].join(" ");
}

function serviceEntries(): Array<Entry & Findable> {
  return (["privacy", "accessibility", "legal", "terms"] as const).map((name) => {
    const { summary, words } = SERVICE_PAGES[name];
    return { to: paths[name](), title: shell[name], summary, text: `${summary} ${words}` };
  });
}

function samplesEntry(): Entry & Findable {
  const { title, text, files } = samples;
  return {
    to: `${paths.documentation()}#exemples`,
    title,
    summary: text,
    text: [text, documentation.title, ...files.flatMap((each) => [each.file, each.text])].join(" "),
  };
}
