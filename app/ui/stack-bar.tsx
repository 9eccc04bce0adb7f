import { formatNumber } from "#words/format.ts";
import { Drawing, rect, type Shape } from "./drawing.tsx";

export type Segment = { part: string; value: number; fill?: string };

/** The least width of a segment, in hundredths of the bar: even one pupil is visible. */
const LEAST = 1.5;
/** The room that a segment and each digit of its number need, in hundredths of a bar on a phone. */
const LEAST_NUMBERED = 2.4;
const DIGIT = 2.2;

/** Of a drawing: a hundredth of a percent is less than a pixel. */
export function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}

/**
 * One bar cut in parts; `part` is the class of each, `fill` its pattern if it has one. Its numbers are written beside
 * it, and inside with `numbered` (`wide`: where there is room). Widths are attributes in percent: the CSP of the pages
 * allows no inline style.
 */
export function StackBar(props: {
  segments: Segment[];
  most: number;
  className: string;
  numbered?: "all" | "wide";
}) {
  let x = 0;
  const bars = props.segments
    .filter(({ value }) => value > 0)
    .map(({ part, value, fill }) => {
      const room = LEAST_NUMBERED + DIGIT * String(value).length;
      const share = (100 * value) / props.most;
      const width = Math.max(share, props.numbered === "all" ? room : LEAST);
      const bar = { part, value, x, width, shown: width >= room, ...(fill && { fill }) };
      x += width;
      return bar;
    });
  // The minimum widths may exceed the bar: all parts shrink in proportion.
  const scale = x > 100 ? 100 / x : 1;
  const shapes = bars.map(({ part, x, width, fill }) => {
    const place = { x: percent(x * scale), width: percent(width * scale) };
    return rect({ class: part, ...place, height: "100%", rx: 3, fill });
  });
  const numbers = bars
    .filter(({ shown }) => props.numbered && shown)
    .map(({ part, value, x, width }): Shape => {
      const middle = percent((x + width / 2) * scale);
      const attributes = { class: part, x: middle, y: "50%" };
      return { name: "text", attributes, text: formatNumber(value) };
    });
  return <Drawing className={props.className} shapes={[...shapes, ...numbers]} />;
}
