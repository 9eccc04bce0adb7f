import fc from "fast-check";
import { expect, test } from "vitest";
import { fitText, wrapText } from "./fit-text.ts";

/** Each letter is half as wide as it is high. */
const measure = (text: string) => Array.from(text).length / 2;

test("a short text keeps its size, on one line", () => {
  const box = { width: 100, size: 20, least: 10, lines: 3 };
  expect(fitText("Élodie", measure, box)).toEqual({ lines: ["Élodie"], size: 20 });
});

test("a longer one shrinks before it wraps, and is cut only when no line is left", () => {
  const box = { width: 100, size: 20, least: 10, lines: 2 };
  expect(fitText("Jeanne d’Arc Paul", measure, box)).toEqual({
    lines: ["Jeanne d’Arc Paul"],
    size: 11.75,
  });
  expect(fitText("Jeanne d’Arc et Paul de Lille", measure, box)).toEqual({
    lines: ["Jeanne d’Arc et Paul", "de Lille"],
    size: 10,
  });
  expect(fitText("A".repeat(60), measure, box).lines).toEqual([
    "A".repeat(20),
    `${"A".repeat(19)}…`,
  ]);
});

test("no line is wider than its box, and wrapping loses no letter", () => {
  const words = fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(words, fc.integer({ min: 3, max: 40 }), (list, width) => {
      const text = list.join(" ");
      const lines = wrapText(text, measure, width);
      const squeeze = (each: string) => each.replaceAll(" ", "");
      expect(squeeze(lines.join(""))).toBe(squeeze(text));
      for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width);
    }),
  );
});
