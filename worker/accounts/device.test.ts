import { expect, test } from "vitest";
import { readDevice } from "./device.ts";

const MOZILLA = "Mozilla/5.0";

test.each([
  [
    `${MOZILLA} (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0`,
    "Firefox",
    "Windows",
  ],
  [
    `${MOZILLA} (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0`,
    "Edge",
    "Windows",
  ],
  [
    `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15`,
    "Safari",
    "Mac",
  ],
  [
    `${MOZILLA} (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/140.0 Mobile Safari/604.1`,
    "Chrome",
    "iPhone",
  ],
  [
    `${MOZILLA} (Linux; Android 15) AppleWebKit/537.36 SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36`,
    "Samsung Internet",
    "Android",
  ],
  [
    `${MOZILLA} (X11; CrOS x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36`,
    "Chrome",
    "ChromeOS",
  ],
  ["curl/8.0", null, null],
  ["", null, null],
  [`${"x".repeat(100_000)} Firefox/1`, null, null],
])("a browser is described by its name and its system (%#)", (userAgent, browser, system) => {
  expect(readDevice(userAgent)).toEqual({ browser, system });
});
