import { campaignPages as words } from "#words/campaigns-page.ts";
import { formatNumber } from "#words/format.ts";
import type { Counts } from "#worker/campaigns/view.ts";
import { StackBar } from "../../ui/stack-bar.tsx";

/** From left to right: received, finished, begun, not begun; patterns distinguish them without colour. */
const PARTS = [
  { part: "received" },
  { part: "finished", fill: "url(#trame-termine)" },
  { part: "begun", fill: "url(#trame-commence)" },
  { part: "notBegun" },
] as const;

/** The patterns of the bars, defined once in each page that draws bars. */
export function BarPatterns() {
  return (
    <svg className="hidden-visually" aria-hidden="true">
      <defs>
        <Pattern id="trame-termine" part="finished" turn="rotate(45)" />
        <Pattern id="trame-commence" part="begun" turn="rotate(-45)" />
      </defs>
    </svg>
  );
}

function Pattern(props: { id: string; part: string; turn: string }) {
  return (
    <pattern
      id={props.id}
      width="6"
      height="6"
      patternUnits="userSpaceOnUse"
      patternTransform={props.turn}
    >
      <rect className={`camp-ground ${props.part}`} width="6" height="6" />
      <rect className={`camp-stripe ${props.part}`} width="2" height="6" />
    </pattern>
  );
}

/**
 * The progress of the expected pupils; its numbers stand beside it. Draws nothing for a campaign that expects no pupil.
 */
export function ProgressBar({ counts }: { counts: Counts }) {
  if (counts.expected === 0) return null;
  return (
    <StackBar
      className="camp-bar"
      segments={PARTS.map((one) => ({ ...one, value: counts[one.part] }))}
      most={counts.expected}
    />
  );
}

/** The same numbers in words, which are also the key of the bar. */
export function ProgressNumbers({ counts }: { counts: Counts }) {
  return (
    <ul className="camp-parts">
      {PARTS.map((one) => (
        <li key={one.part} className={counts[one.part] === 0 ? "zero" : undefined}>
          <StackBar className="camp-key" segments={[{ ...one, value: 1 }]} most={1} />
          <b>{formatNumber(counts[one.part])}</b>{" "}
          <span>{words.parts[one.part](counts[one.part])}</span>
        </li>
      ))}
    </ul>
  );
}
