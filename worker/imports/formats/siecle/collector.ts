import type { ClassRow, FileFacts, FileFault, PupilRow, ReadingContext } from "../../records.ts";
import { PUPIL_ELEMENTS } from "./pupil.ts";

/** What reading must remember from one window to the next. Small, and JSON as it is. */
export type Memory = {
  openTags: string[];
  elements: number;
  /** The school code was seen, and is the right one. */
  school: boolean;
  /** `DONNEES/ELEVES` was seen. */
  pupils: boolean;
  /** What `PARAMETRES` said, read: null until seen, "" when it makes no sense. */
  schoolYear: string | null;
  stamp: string | null;
  exported: string | null;
};

export const NO_MEMORY: Memory = {
  openTags: [],
  elements: 0,
  school: false,
  pupils: false,
  schoolYear: null,
  stamp: null,
  exported: null,
};

/** Deeper than elements may be: the list of open ones never grows. */
const MOST_OPEN = 40;

/** Where the parser stands: lines start at 1, columns and positions at 0. */
export type Place = { readonly line: number; readonly column: number; readonly position: number };

/** What is being read. One object for the whole reading, since it changes at every tag. */
export type Collector = {
  readonly context: ReadingContext;
  readonly place: Place;
  /** The line of the file where the text of `place` starts, less one. */
  readonly linesBefore: number;
  readonly memory: Memory;
  readonly pupils: PupilRow[];
  readonly classes: ClassRow[];
  readonly facts: FileFacts;
  /** The last place where reading can start again: after a close tag that leaves depth 2 or 3. */
  readonly cut: { position: number; line: number; elements: number; second: string; third: string };
  /** How many characters of the file, in this window, the parser was not given. */
  shift: number;
  depth: number;
  /** The lines where the open elements were opened, by their depth. */
  readonly openLines: number[];
  /** Whether the text given to the parser holds signs of ours, or control characters: hardly any file does. */
  strays: boolean;
  drawings: boolean;
  elements: number;
  attributes: number;
  /** The names of the elements open at depth 2 and 3. */
  second: string;
  third: string;
  section: "settings" | "data" | "pupils" | "classes" | "other";
  record: "pupil" | "classes" | null;
  recordLine: number;
  eleveId: string;
  inStructure: boolean;
  divisions: string[];
  /** The texts kept of the record being read, long enough for the longest list, that of a pupil. */
  readonly values: (string | undefined)[];
  /** The element whose text is kept: its place in `values`, and its depth (0 when there is none). */
  slot: number;
  keptDepth: number;
  text: string;
};

export function createCollector(
  context: ReadingContext,
  place: Place,
  memory: Memory,
  firstLine: number,
): Collector {
  return {
    context,
    place,
    linesBefore: firstLine - 1,
    memory: { ...memory },
    pupils: [],
    classes: [],
    facts: {},
    cut: { position: 0, line: 0, elements: 0, second: "", third: "" },
    shift: 0,
    depth: 0,
    openLines: new Array(MOST_OPEN).fill(0),
    strays: false,
    drawings: false,
    // The tags written again in front of a window are not elements of the file.
    elements: memory.elements - memory.openTags.length,
    attributes: 0,
    second: "",
    third: "",
    section: "other",
    record: null,
    recordLine: 0,
    eleveId: "",
    inStructure: false,
    divisions: [],
    values: new Array(PUPIL_ELEMENTS.length).fill(undefined),
    slot: 0,
    keptDepth: 0,
    text: "",
  };
}

/** Thrown through the parser to end the reading with a refusal of the file. */
export class ReadingStopped extends Error {
  readonly fault: FileFault;

  constructor(fault: FileFault) {
    super(fault.code);
    this.fault = fault;
  }
}
