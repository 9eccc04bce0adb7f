import type { ClassRow, FileFacts, FileFault, PupilRow, ReadingContext } from "../../records.ts";
import { PUPIL_ELEMENTS } from "./pupil.ts";

/** The state that reading keeps from one window to the next. Small, and plain JSON. */
export type Memory = {
  openTags: string[];
  elements: number;
  /** The school code was read, and is the right one. */
  school: boolean;
  /** `DONNEES/ELEVES` was seen. */
  pupils: boolean;
  /** The values of `PARAMETRES`: null until read, "" when they are invalid. */
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

/** More than the depth limit, so the list of open elements never grows. */
const MOST_OPEN = 40;

/** The current position of the parser: lines start at 1, columns and positions at 0. */
export type Place = { readonly line: number; readonly column: number; readonly position: number };

/** The state of the reading. It changes at every tag, so one mutable object serves for the whole reading. */
export type Collector = {
  readonly context: ReadingContext;
  readonly place: Place;
  /** How many lines of the file precede the text that the parser reads. */
  readonly linesBefore: number;
  readonly memory: Memory;
  readonly pupils: PupilRow[];
  readonly classes: ClassRow[];
  readonly facts: FileFacts;
  /** The last position where reading can start again: after a close tag that leaves depth 2 or 3. */
  readonly cut: { position: number; line: number; elements: number; second: string; third: string };
  /** How many characters of this window were not given to the parser. */
  shift: number;
  depth: number;
  /** The lines where the open elements were opened, by their depth. */
  readonly openLines: number[];
  /** Whether the text given to the parser holds our marks, or drawn control characters: hardly any file does. */
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
  /** The element whose text is kept: its index in `values`, and its depth (0 when there is none). */
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
    // The tags repeated in front of a window are not elements of the file.
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
