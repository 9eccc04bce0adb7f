import { SaxesParser } from "saxes";
import type { ClassRow, FileFacts, FileFault, PupilRow, ReadingContext } from "../../records.ts";
import { createRecentText, describeBreak } from "./breaks.ts";
import { createCollector, type Memory, NO_MEMORY, ReadingStopped } from "./collector.ts";
import {
  addAttribute,
  addCdata,
  addText,
  closeElement,
  openElement,
  stopAt,
  stopReading,
} from "./elements.ts";
import { createTextFilter } from "./text-filter.ts";

/** Where another reader can resume: `position` characters into the pushed text, at line `line` of the file. */
export type SafeCut = { position: number; line: number; memory: Memory };

export type SiecleReader = {
  /** Reads a piece of any size, cut anywhere. Does nothing once there is a fault. */
  push(piece: string): void;
  /** Ends the file, which must be complete and be a pupil file. */
  close(): void;
  /** The records completed so far, in file order. */
  readonly pupils: PupilRow[];
  readonly classes: ClassRow[];
  readonly facts: FileFacts;
  /** When not null, the file is refused and nothing more is read. */
  readonly fault: FileFault | null;
  /** The last position where another reader can resume; null when the pushed text has none. */
  lastCut(): SafeCut | null;
};

/**
 * Reads SIECLE text into pupils, classes and facts (`docs/domain/import.md` 2). Never throws because of the text.
 * With `resume`, continues from an earlier reader's cut: reopens its open elements and counts lines from
 * `resume.line`. `encoding` is the encoding that the text was decoded from.
 */
export function createSiecleReader(
  context: ReadingContext,
  resume: { memory: Memory; line: number } = { memory: NO_MEMORY, line: 1 },
  encoding = "utf-8",
): SiecleReader {
  // Version 1.1 in the declaration would change what line ends are, and later windows lack the declaration.
  const parser = new SaxesParser({
    position: false,
    forceXMLVersion: true,
    defaultXMLVersion: "1.0",
  });
  const prefix = resume.memory.openTags.map((name) => `<${name}>`).join("");
  const collector = createCollector(context, parser, resume.memory, resume.line);
  const { pupils, classes, facts, cut } = collector;
  const filter = createTextFilter(parser, collector, encoding);
  const recent = createRecentText();
  let fault: FileFault | null = null;
  let closing = false;
  let lastClosed: { name: string } | null = null;
  /** How many records were complete before the last one was closed, and the position of that close. */
  const before = { position: -1, pupils: 0, classes: 0 };

  parser.on("doctype", () => stopReading(collector, "doctype"));
  parser.on("opentagstart", (tag) => openElement(collector, tag.name));
  parser.on("attribute", (attribute) => addAttribute(collector, attribute.name, attribute.value));
  parser.on("text", (text) => addText(collector, text));
  parser.on("cdata", (text) => addCdata(collector, text));
  parser.on("closetag", (tag) => {
    lastClosed = tag;
    if (collector.depth === 4) {
      before.position = parser.position;
      before.pupils = pupils.length;
      before.classes = classes.length;
    }
    closeElement(collector);
  });
  parser.on("error", ({ message }) => {
    // saxes reports a close tag before it sees that the tag is not the expected one: drop that incomplete record.
    if (!closing && before.position === parser.position) {
      pupils.length = before.pupils;
      classes.length = before.classes;
    }
    if (closing) stopReading(collector, "truncated");
    const at = parser.position + collector.shift - prefix.length;
    const found = recent.before(at, cut.position - prefix.length);
    stopAt(describeBreak(message, collector, { found, name: lastClosed?.name ?? "" }));
  });

  function run(step: () => void): void {
    if (fault) return;
    try {
      step();
    } catch (error) {
      if (!(error instanceof ReadingStopped)) throw error;
      fault = error.fault;
    }
    // The whole file is rejected: drop the classes already read.
    if (fault && fault.code !== "FILE_INVALID") classes.length = 0;
  }

  run(() => parser.write(prefix));
  return {
    push: (piece) =>
      run(() => {
        recent.add(piece);
        filter.push(piece);
      }),
    close: () =>
      run(() => {
        filter.finish();
        closing = true;
        parser.close();
        if (!collector.memory.pupils) throw new ReadingStopped({ code: "NOT_PUPIL_FILE" });
      }),
    pupils,
    classes,
    facts,
    get fault() {
      return fault;
    },
    lastCut() {
      if (cut.position === 0) return null;
      const openTags = ["BEE_ELEVES", cut.second, cut.third].filter((name) => name !== "");
      return {
        position: cut.position - prefix.length,
        line: cut.line,
        memory: { ...collector.memory, elements: cut.elements, openTags },
      };
    },
  };
}
