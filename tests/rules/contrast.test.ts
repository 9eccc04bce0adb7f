import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { contrast, readThemes } from "./contrast.ts";

const css = readFileSync(new URL("../../app/styles/tokens.css", import.meta.url), "utf8");
const themes = Object.entries(readThemes(css));

/** Text colours on their backgrounds, as the styles combine them. */
const TEXTS: Array<[string, string[]]> = [
  [
    "text",
    [
      "quiet-line",
      "page",
      "surface",
      "info-tint",
      "warn-tint",
      "bad-tint",
      "bad-soft",
      "brand-tint",
    ],
  ],
  ["muted", ["page", "surface", "bad-soft", "line"]],
  ["brand", ["page", "surface", "brand-tint", "info-tint", "warn-tint", "bad-tint", "bad-soft"]],
  ["on-brand", ["brand", "brand-strong"]],
  ["ink-text", ["ink-900"]],
  ["ok", ["surface", "ok-tint"]],
  ["warn", ["surface", "warn-tint"]],
  ["bad", ["page", "surface", "bad-tint", "bad-soft"]],
  ["info", ["surface", "info-tint"]],
  ["on-low", ["l1", "l2", "l3"]],
  ["on-high", ["l4", "l5", "l6"]],
];

/** Parts that must be visible without being text: edges of fields, the focus ring, strokes of icons. */
const SHAPES: Array<[string, string[]]> = [
  ["edge", ["surface"]],
  ["bad", ["page", "surface", "bad-tint"]],
  ["focus", ["page", "surface"]],
  ["sun", ["ink-900"]],
];

test.each(themes)("text has a contrast of at least 4.5 with its background: %s", (_, theme) => {
  for (const [letters, grounds] of TEXTS) {
    for (const ground of grounds) {
      const pair = `${letters} on ${ground}`;
      expect(`${pair} ${contrast(theme, letters, ground) >= 4.5}`).toBe(`${pair} true`);
    }
  }
});

test.each(themes)("edges and the focus ring have a contrast of at least 3: %s", (_, theme) => {
  for (const [shape, grounds] of SHAPES) {
    for (const ground of grounds) {
      const pair = `${shape} on ${ground}`;
      expect(`${pair} ${contrast(theme, shape, ground) >= 3}`).toBe(`${pair} true`);
    }
  }
});

test("contrast is that of WCAG: 21 between black and white", () => {
  expect(contrast(new Map(), "#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast(new Map(), "#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});
