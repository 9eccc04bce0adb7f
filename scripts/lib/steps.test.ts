import { expect, test, vi } from "vitest";
import { command, oneByOne, summarize } from "./steps.ts";

/** What the steps print while `work` runs. */
async function printedBy(work: () => Promise<unknown>): Promise<string> {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    await work();
    return log.mock.calls.flat().join("\n");
  } finally {
    log.mockRestore();
  }
}

test("a step that fails or throws is reported with its output, and the next ones still run", async () => {
  const printed = await printedBy(async () => {
    const outcomes = await oneByOne([
      { name: "broken", run: () => Promise.reject(new Error("no browser here")) },
      { name: "red", run: () => command("node", ["-e", "console.log('bad'); process.exit(3)"]) },
      { name: "green", run: () => command("node", ["-e", "console.log('unseen')"]) },
    ]);
    expect(summarize(outcomes)).toBe(2);
  });
  expect(printed).toContain("no browser here");
  expect(printed).toContain("bad");
  expect(printed).not.toContain("unseen");
  expect(printed.split("\n").at(-1)).toBe("1 passed, 2 failed");
});

test("the summary counts the tests of each step", async () => {
  const step = (passed: number) => ({ name: "units", passed, failed: 0, output: "", seconds: 1 });
  const printed = await printedBy(async () => summarize([step(12), step(30)]));
  expect(printed.split("\n").at(-1)).toBe("42 passed, 0 failed");
});
