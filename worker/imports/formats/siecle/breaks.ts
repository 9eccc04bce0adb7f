import { showValue } from "../../../school-files/shown-value.ts";
import type { Collector } from "./collector.ts";
import { STRAY_AMPERSAND } from "./text-filter.ts";

/** How many characters of the text before a break are shown. */
const EXCERPT = 40;
/** Each window opens again the elements above a pupil, so their original lines are unknown. */
const OUTER_DEPTH = 3;

type Break = { reason: string; line: number; found?: string; name?: string; closedAt?: number };

/** The last text given to the parser, so that a break is reported with the text around it. */
export type RecentText = {
  add(piece: string): void;
  /** The end of the line of text before a position of the file, after the last safe cut. */
  before(position: number, cut: number): string;
};

export function createRecentText(): RecentText {
  let before = "";
  let last = "";
  let end = 0;
  return {
    add(piece) {
      before = (last.length < EXCERPT ? before + last : last).slice(-EXCERPT);
      last = piece;
      end += piece.length;
    },
    before(position, cut) {
      const text = before + last;
      const start = end - text.length;
      const excerpt = text.slice(
        Math.max(position - EXCERPT, cut, start) - start,
        position - start,
      );
      return showValue(excerpt.split(/[\r\n]/).at(-1) ?? "");
    },
  };
}

/**
 * Describes what the parser found ill-formed, from its message, with the line to correct: for an element left
 * open, the line where it was opened (`name` is the element closed last).
 */
export function describeBreak(
  message: string,
  collector: Collector,
  { found, name }: { found: string; name: string },
): Break {
  const line = collector.linesBefore + collector.place.line;
  if (message === "unexpected close tag.") {
    const depth = collector.depth + 1;
    const opened = collector.openLines[depth] ?? line;
    const known = depth > OUTER_DEPTH;
    const where = known ? { line: opened, closedAt: line } : { line };
    return { reason: "unclosed", found, name: showValue(name), ...where };
  }
  if (message.startsWith("duplicate attribute")) return { reason: "twice", line, found };
  // The parser reports this one late: the text around it is no longer known.
  if (message.startsWith("text data outside")) return { reason: "outside", line };
  if (/tag name|attribute|slash|disallowed character/.test(message)) {
    return { reason: "markup", line, found };
  }
  return { reason: "syntax", line, found };
}

/** The same for an `&` that begins no reference, in a text or an attribute; null when there is none. */
export function findStrayAmpersand(text: string, collector: Collector): Break | null {
  const at = text.indexOf(STRAY_AMPERSAND);
  if (at < 0) return null;
  const after = text.slice(at + 1);
  const line = collector.linesBefore + collector.place.line - (after.split("\n").length - 1);
  const start =
    text
      .slice(Math.max(0, at - EXCERPT), at)
      .split("\n")
      .at(-1) ?? "";
  const around = `${start}&${after.slice(0, EXCERPT).split("\n")[0]}`;
  const reason = /^[A-Za-z]\w*;/.test(after) ? "entity" : "ampersand";
  return { reason, line, found: showValue(around.replaceAll(STRAY_AMPERSAND, "&")) };
}

/** The parts that run from one mark to another, whatever is between them. */
const PARTS = [
  { opening: "<!--", closing: "-->", reason: "comment" },
  { opening: "<![CDATA[", closing: "]]>", reason: "cdata" },
  { opening: "<?", closing: "?>", reason: "instruction" },
];
const OPENING = /<!--|<!\[CDATA\[|<\?/g;

/**
 * Finds the comment, CDATA section or instruction that a text opens and does not close, with its line; null
 * when there is none. The text starts on `line`, outside such parts.
 */
export function findUnclosed(text: string, line: number): Break | null {
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(text); match; match = OPENING.exec(text)) {
    const part = PARTS.find(({ opening }) => opening === match[0]);
    if (!part) return null;
    const end = text.indexOf(part.closing, OPENING.lastIndex);
    if (end < 0)
      return { reason: part.reason, line: line + countLines(text.slice(0, match.index)) };
    OPENING.lastIndex = end + part.closing.length;
  }
  return null;
}

function countLines(text: string): number {
  return text.match(/\r\n?|\n/g)?.length ?? 0;
}
