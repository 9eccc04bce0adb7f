import { expect, test, vi } from "vitest";
import { causeText, log, withoutData } from "./log.ts";
import { withRequestId } from "./request-id.ts";

test("the cause of a failure gives its class and its origin, never the values it quotes", () => {
  const origin = new Error('UNIQUE constraint failed: pupil.ine "123456789AB"\nat MOREAU');
  const told = causeText(new Error("Failed query: insert MOREAU", { cause: origin }));
  expect(told).toBe("Error: Failed query <- Error: UNIQUE constraint failed: pupil.ine …");
  expect(causeText("MOREAU")).toBe("string");
});

test("an exception is logged with its frames, never with the values that its message quotes", () => {
  const error = new Error('no such pupil "MOREAU"\n    at MOREAU (12/03/2012)');
  const shown = withoutData(error);
  expect(shown.message).toBe("Error: no such pupil …");
  expect(shown.stack).toMatch(/^Error: Error: no such pupil …\n {4}at .*log\.test\.ts:\d+:\d+/);
  expect(shown.stack).not.toContain("MOREAU");
});

test("a failure goes to the host's errors, the rest does not, and both carry the id of the request", async () => {
  const [out, err] = [vi.spyOn(console, "log"), vi.spyOn(console, "error")];
  for (const spy of [out, err]) spy.mockImplementation(() => {});
  await withRequestId("r-1", async () => {
    log({ event: "sweep.done", sweeps: 1, failed: 0 });
    log({ event: "import.buried", importId: "i-1" });
    log({ event: "desk.failed", cause: "x" }, new TypeError("x"));
  });
  const lines = [...out.mock.calls, ...err.mock.calls].map(([line]) => JSON.parse(line));
  expect(lines.map(({ event }) => event)).toEqual(["sweep.done", "import.buried", "desk.failed"]);
  expect(lines.every(({ requestId }) => requestId === "r-1")).toBe(true);
  expect(out).toHaveBeenCalledTimes(1);
  expect(err.mock.calls[1]?.[1]).toBeInstanceOf(Error);
  vi.restoreAllMocks();
});
