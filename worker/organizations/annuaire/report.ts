import { directoryWords } from "#words/directory.ts";
import type { ReadRow } from "./read-schools.ts";
import type { LeftOutKind } from "./school-row.ts";

type LineCode = keyof typeof directoryWords.codes;
type ReportLine = { line: number; uai?: string; code: LineCode; message: string };

export type DirectoryReport = {
  counts: {
    rows: number;
    added: number;
    changed: number;
    unchanged: number;
    /** Among the three above: schools marked as closed. */
    closed: number;
    leftOut: number;
    unusable: number;
    warnings: number;
  };
  leftOut: Record<LeftOutKind, number>;
  /** Unusable rows first, then warnings, then private schools without contract. */
  report: ReportLine[];
  /** The total number of lines; `report` holds 1 000 at most. */
  reportTotal: number;
  /** Academies whose domain was given and that no row names: misspelt, most likely. */
  unknownAcademies: string[];
};

type Ended = { added: number; changed: number; unknownAcademies: string[] };

const MOST_LINES = 1000;

/** Counts the rows of a load and keeps the first lines of what the operator should look at. */
export function createReport() {
  const counts = { rows: 0, schools: 0, closed: 0, leftOut: 0, unusable: 0, warnings: 0 };
  const leftOut: Record<LeftOutKind, number> = {
    primary: 0,
    "medico-social": 0,
    administration: 0,
    orientation: 0,
    "no-contract": 0,
    other: 0,
  };
  const lists: Record<"unusable" | "warnings" | "noContract", ReportLine[]> = {
    unusable: [],
    warnings: [],
    noContract: [],
  };
  const addLine = (list: keyof typeof lists, line: number, code: LineCode, uai?: string) => {
    if (lists[list].length >= MOST_LINES) return;
    const message = directoryWords.codes[code];
    lists[list].push({ line, ...(uai !== undefined && { uai }), code, message });
  };

  return {
    add({ line, verdict }: ReadRow): void {
      counts.rows += 1;
      if (verdict.kind === "unusable") {
        counts.unusable += 1;
        addLine("unusable", line, verdict.code, verdict.uai);
      } else if (verdict.kind === "left-out") {
        counts.leftOut += 1;
        leftOut[verdict.reason] += 1;
        if (verdict.reason === "no-contract")
          addLine("noContract", line, "NO_CONTRACT", verdict.uai);
      } else {
        counts.schools += 1;
        if (verdict.school.state === "closed") counts.closed += 1;
        for (const code of verdict.warnings) {
          counts.warnings += 1;
          addLine("warnings", line, code, verdict.school.uai);
        }
      }
    },
    finish({ added, changed, unknownAcademies }: Ended): DirectoryReport {
      const { schools, ...others } = counts;
      return {
        counts: { ...others, added, changed, unchanged: schools - added - changed },
        leftOut,
        report: [...lists.unusable, ...lists.warnings, ...lists.noContract].slice(0, MOST_LINES),
        reportTotal: counts.unusable + counts.warnings + leftOut["no-contract"],
        unknownAcademies,
      };
    },
  };
}
