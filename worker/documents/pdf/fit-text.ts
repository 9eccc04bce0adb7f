/** The width of a text at size 1, multiplied by the font size. */
export type Measure = (text: string) => number;

export type Fitted = { lines: string[]; size: number };

/**
 * The largest way to write a text in `width`: on one line from `size` down to `least`, then on as many as `lines`
 * at `least`, cutting words where needed. A text that is still too long ends with an ellipsis.
 */
export function fitText(
  text: string,
  measure: Measure,
  box: { width: number; size: number; least: number; lines: number },
): Fitted {
  const one = measure(text);
  const size = Math.min(box.size, Math.floor((box.width / Math.max(one, 1e-6)) * 4) / 4);
  if (size >= box.least) return { lines: [text], size };
  const lines = wrapText(text, measure, box.width / box.least);
  if (lines.length <= box.lines) return { lines, size: box.least };
  const kept = lines.slice(0, box.lines);
  const last = shorten(kept.at(-1) ?? "", measure, box.width / box.least);
  return { lines: [...kept.slice(0, -1), last], size: box.least };
}

/** Lines no wider than `width` at size 1; a word longer than a line is cut. */
export function wrapText(text: string, measure: Measure, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text
    .split(" ")
    .filter(Boolean)
    .flatMap((each) => cut(each, measure, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && measure(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return line === "" ? lines : [...lines, line];
}

function cut(word: string, measure: Measure, width: number): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const letter of word) {
    if (piece !== "" && measure(piece + letter) > width) {
      pieces.push(piece);
      piece = "";
    }
    piece += letter;
  }
  return [...pieces, piece];
}

function shorten(line: string, measure: Measure, width: number): string {
  const letters = Array.from(line);
  while (letters.length > 0 && measure(`${letters.join("")}…`) > width) letters.pop();
  return `${letters.join("")}…`;
}
