/** One measured figure; with a target it holds or it does not. */
export type Figure = { name: string; value: number; least?: number; most?: number };

export function holds(figure: Figure): boolean {
  return figure.value >= (figure.least ?? -Infinity) && figure.value <= (figure.most ?? Infinity);
}

/** The value that `p` percent of these are below; 50 gives the median, of two the upper one. */
export function percentile(values: number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))] ?? Number.NaN;
}

export function printFigures(figures: Figure[]): void {
  for (const figure of figures) {
    const target =
      figure.least !== undefined
        ? `at least ${figure.least}`
        : figure.most !== undefined
          ? `at most ${figure.most}`
          : "";
    const verdict = target === "" ? "" : holds(figure) ? "holds" : "DOES NOT HOLD";
    console.log(
      `${figure.value.toFixed(2).padStart(10)}  ${figure.name.padEnd(66)} ${target.padEnd(14)} ${verdict}`,
    );
  }
}
