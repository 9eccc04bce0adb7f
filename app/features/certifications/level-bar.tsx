import { levels as words } from "#words/certifications-page.ts";
import { LEVEL_PARTS, type LevelFigures } from "#worker/certifications/show/level-figures.ts";
import { type Segment, StackBar } from "../../ui/stack-bar.tsx";

/** « Sans résultat » is of a class only: of a past year the school may hold no pupil. */
export type ShownPart = (typeof LEVEL_PARTS)[number] | "gap";

const FILLS: Partial<Record<ShownPart, string>> = { out: "url(#trame-non-validee)" };

export function partsOf(figures: LevelFigures, missing: number) {
  const parts: Array<{ part: ShownPart; value: number }> = LEVEL_PARTS.map((part) => ({
    part,
    value: figures.parts[part],
  }));
  return [...parts, { part: "gap" as const, value: missing }];
}

/** The results of a class by level, and its pupils without one, in one bar; the same in words for screen readers. */
export function LevelBar({ figures, missing }: { figures: LevelFigures; missing: number }) {
  const parts = partsOf(figures, missing).filter(({ value }) => value > 0);
  const most = parts.reduce((sum, { value }) => sum + value, 0);
  if (most === 0) return null;
  return (
    <>
      <StackBar className="levels-bar" numbered="all" segments={parts.map(withFill)} most={most} />
      <span className="hidden-visually">
        {parts.map(({ part, value }) => words.part(words.parts[part], value)).join(", ")}
      </span>
    </>
  );
}

/** The key of the bars: only the parts that some bar shows. */
export function LevelKey({ parts }: { parts: ShownPart[] }) {
  return (
    <ul className="levels-legend" aria-hidden="true">
      {parts.map((part) => (
        <li key={part}>
          <StackBar className="levels-bar" segments={[withFill({ part, value: 1 })]} most={1} />
          {words.parts[part]}
        </li>
      ))}
    </ul>
  );
}

/** The pattern of « Non validée », defined once in the page. */
export function LevelPattern() {
  return (
    <svg className="hidden-visually" aria-hidden="true">
      <defs>
        <pattern
          id="trame-non-validee"
          width="7"
          height="7"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect className="out-ground" width="7" height="7" />
          <rect className="out-stripe" width="4" height="7" />
        </pattern>
      </defs>
    </svg>
  );
}

function withFill({ part, value }: { part: ShownPart; value: number }): Segment {
  const fill = FILLS[part];
  return { part, value, ...(fill && { fill }) };
}
