import { existsSync, readFileSync, rmSync } from "node:fs";
import { ROOT } from "./environment.ts";
import { run } from "./run.ts";

/** The outcome of a step. `output` is shown when something failed, `note` when nothing did. */
export type Verdict = { passed: number; failed: number; output: string; note?: string };

export type Step = { name: string; run: () => Promise<Verdict> };

export type Outcome = Verdict & { name: string; seconds: number };

/** A tool judged by its exit code: one passed or one failed. */
export async function command(tool: string, args: string[]): Promise<Verdict> {
  const { code, output } = await run(tool, args, { env: { NO_COLOR: "1" } });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
}

/** One of Vitest's projects, with its tests counted. A project without tests counts as failed. */
export async function vitest(project: string, env?: Record<string, string>): Promise<Verdict> {
  const report = `${ROOT}/.test/${project}.json`;
  rmSync(report, { force: true });
  const reporting = [
    "--reporter=default",
    "--reporter=json",
    "--silent=passed-only",
    `--outputFile.json=${report}`,
  ];
  const { code, output } = await run("vitest", ["run", "--project", project, ...reporting], {
    env: { NO_COLOR: "1", ...env },
  });
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : {};
  const passed = Number(counts.numPassedTests ?? 0);
  const failed = Number(counts.numFailedTests ?? 0);
  // A file that does not load, or an error outside the tests, makes no test fail.
  return {
    passed,
    failed: code === 0 ? failed : Math.max(failed, 1),
    output,
    note: `${passed} tests`,
  };
}

/** A step that throws counts as failed, and the run goes on. */
async function runStep(step: Step): Promise<Outcome> {
  const start = performance.now();
  const verdict = await step.run().catch((error: unknown) => ({
    passed: 0,
    failed: 1,
    output: error instanceof Error ? error.message : String(error),
  }));
  const outcome = { ...verdict, name: step.name, seconds: (performance.now() - start) / 1000 };
  if (outcome.failed > 0) console.log(`\n--- ${outcome.name}\n${outcome.output.trimEnd()}\n`);
  console.log(lineOf(outcome));
  return outcome;
}

/** Runs all steps in order, even after a failure, and reports each when it ends. */
export async function oneByOne(steps: Step[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of steps) outcomes.push(await runStep(step));
  return outcomes;
}

function lineOf({ name, seconds, failed, note }: Outcome): string {
  const mark = failed > 0 ? "FAILED" : "ok";
  const words = failed > 0 ? "" : (note ?? "");
  return `${mark.padEnd(7)}${name.padEnd(34)}${seconds.toFixed(1).padStart(6)} s  ${words}`.trimEnd();
}

/** Prints all outcomes again, then the line `N passed, M failed`; returns the number of failures. */
export function summarize(outcomes: Outcome[]): number {
  const passed = outcomes.reduce((sum, each) => sum + each.passed, 0);
  const failed = outcomes.reduce((sum, each) => sum + each.failed, 0);
  console.log(`\n${outcomes.map(lineOf).join("\n")}\n\n${passed} passed, ${failed} failed`);
  return failed;
}
