/** The browser's own description of itself, in familiar words; null for what it does not say. */
export type Device = { browser: string | null; system: string | null };

/** Order matters: most browsers also name the one they derive from. */
const BROWSERS: Array<[RegExp, string]> = [
  [/\bEdg(?:A|iOS)?\//, "Edge"],
  [/\b(?:OPR|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bVersion\/[\d.]+.*\bSafari\//, "Safari"],
];

const SYSTEMS: Array<[RegExp, string]> = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bMac OS X\b|\bMacintosh\b/, "Mac"],
  [/\bLinux\b/, "Linux"],
];

/** The visitor controls this header: it only helps people recognise their own devices in a list. */
export function readDevice(userAgent: string): Device {
  const head = userAgent.slice(0, 500);
  const named = (list: Array<[RegExp, string]>) =>
    list.find(([sign]) => sign.test(head))?.[1] ?? null;
  return { browser: named(BROWSERS), system: named(SYSTEMS) };
}
