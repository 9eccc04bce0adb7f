import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { descendantsOf, isAlive, killTree, peakMemory } from "./processes.ts";

/** A process with a child; both print that they are running. `stubborn` ignores requests to stop. */
async function aTree({ stubborn = false } = {}) {
  const ignore = stubborn ? "process.on('SIGTERM', () => {});" : "";
  const child = `${ignore} setInterval(() => {}, 1000); console.log('up')`;
  const parent = `${ignore}
    require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' });
    setInterval(() => {}, 1000);`;
  const tree = spawn(process.execPath, ["-e", parent], { stdio: ["ignore", "pipe", "inherit"] });
  await once(tree.stdout, "data");
  const pid = tree.pid ?? 0;
  return { pid, child: descendantsOf(pid)[0] ?? 0 };
}

test("finds the children of a process and ends them with it", async () => {
  const { pid, child } = await aTree();
  expect([pid, child].map(isAlive)).toEqual([true, true]);
  await killTree(pid);
  expect([pid, child].map(isAlive)).toEqual([false, false]);
});

test("ends a process that ignores the request to stop", async () => {
  const { pid, child } = await aTree({ stubborn: true });
  await killTree(pid, 100);
  expect([pid, child].map(isAlive)).toEqual([false, false]);
});

test("reads the peak memory of a process, in bytes", () => {
  expect(peakMemory(process.pid)).toBeGreaterThan(20 * 1024 * 1024);
  expect(peakMemory(process.pid)).toBeLessThan(4 * 1024 ** 3);
});
