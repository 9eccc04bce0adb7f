import { spawn } from "node:child_process";
import { ROOT, toolEnvironment } from "./environment.ts";

export type RunResult = { code: number; output: string };

/** `terminal`: gives the terminal to a tool that asks questions; its output is then not kept. */
type RunOptions = { env?: Record<string, string>; terminal?: boolean };

/** Runs one of the project's tools to its end and keeps its output. Never throws on failure. */
export function run(command: string, args: string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: toolEnvironment(options.env),
      stdio: options.terminal ? "inherit" : ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (piece: string) => {
      output += piece;
    };
    child.stdout?.setEncoding("utf8").on("data", collect);
    child.stderr?.setEncoding("utf8").on("data", collect);
    child.on("error", (cause) => resolve({ code: 1, output: `${output}${cause.message}\n` }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Like `run`, for a step that the rest depends on: throws `Refusal` with the tool's own words. */
export async function mustRun(command: string, args: string[], options: RunOptions = {}) {
  const result = await run(command, args, options);
  if (result.code !== 0) {
    throw new Refusal(`${command} ${args.join(" ")} failed.\n${result.output}`.trimEnd());
  }
  return result.output;
}

/** Why a script cannot go on, in one sentence for the person who ran it: shown without a stack. */
export class Refusal extends Error {}

/** Ends the script with the sentence of a `Refusal` or of an unknown option, or with the whole error if it is a bug. */
export function exitWith(error: unknown): never {
  const isSentence = error instanceof Refusal || isWrongOption(error);
  console.error(isSentence ? error.message : error);
  process.exit(1);
}

/** What `parseArgs` throws. */
function isWrongOption(error: unknown): error is Error {
  return error instanceof TypeError && "code" in error && /PARSE_ARGS/.test(String(error.code));
}
