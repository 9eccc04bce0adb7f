/** Relative luminance and contrast as WCAG 2.2 defines them, on the colours of a theme. */
export type Theme = Map<string, string>;

/** The final colours of each theme: the dark theme keeps every colour it does not redefine. */
export function readThemes(css: string): { light: Theme; dark: Theme } {
  const [lightCss = "", darkCss] = css.split("@media screen and (prefers-color-scheme: dark)");
  if (darkCss === undefined) throw new Error("no dark theme: it would be taken for the light one");
  const light = readColours(lightCss);
  return { light, dark: new Map([...light, ...readColours(darkCss)]) };
}

function readColours(css: string): Theme {
  return new Map(
    [...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", hex = ""]) => [name, hex]),
  );
}

export function contrast(theme: Theme, one: string, other: string): number {
  const [a, b] = [one, other].map((name) => luminance(theme.get(name) ?? name));
  const [high = 0, low = 0] = [a ?? 0, b ?? 0].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const channels = /^#(..)(..)(..)$/.exec(hex)?.slice(1);
  if (!channels) throw new Error(`${hex} is no colour`);
  const [r = 0, g = 0, b = 0] = channels.map((pair) => {
    const value = Number.parseInt(pair, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
