/** One measured figure; with a target it holds or it does not. */
export type Figure = { name: string; value: number; least?: number; most?: number };

export function holds(figure: Figure): boolean {
  return figure.value >= (figure.least ?? -Infinity) && figure.value <= (figure.most ?? Infinity);
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
