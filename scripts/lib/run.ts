import { spawn } from "node:child_process";
import { type ParseArgsConfig, parseArgs } from "node:util";
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

/** Ends the script with the sentence of a `Refusal` or of the system (a full disk), or with the whole error if it is a bug. */
export function exitWith(error: unknown): never {
  const isSaid = error instanceof Refusal || (error instanceof Error && "syscall" in error);
  console.error(isSaid ? error.message : error);
  process.exit(1);
}

/** `--help` prints how a command is used and ends it. To be called before any work. */
export function answerHelp(usage: string): void {
  if (!process.argv.slice(2).some((word) => word === "--help" || word === "-h")) return;
  console.log(usage);
  process.exit(0);
}

/** `parseArgs` for a command: answers `--help`; a wrong option ends it with the reason and the usage. */
export function readOptions<const Config extends ParseArgsConfig>(usage: string, config: Config) {
  answerHelp(usage);
  try {
    const repeated = findRepeated(config);
    if (repeated !== undefined) throw new WrongOption(`--${repeated} is given twice.`);
    return parseArgs(config);
  } catch (error) {
    if (!isWrongOption(error)) throw error;
    console.error(`${error.message}\n${usage}`);
    process.exit(2);
  }
}

/** An option that is given twice and takes one value: `parseArgs` would keep the last and say nothing. */
export function findRepeated(config: ParseArgsConfig): string | undefined {
  const { tokens } = parseArgs({ ...config, tokens: true });
  const names = tokens.flatMap((token) => (token.kind === "option" ? token.name : []));
  return names.find(
    (name, at) => names.indexOf(name) !== at && config.options?.[name]?.multiple !== true,
  );
}

class WrongOption extends Error {}

/** What `parseArgs` throws. */
function isWrongOption(error: unknown): error is Error {
  if (error instanceof WrongOption) return true;
  return error instanceof TypeError && "code" in error && /PARSE_ARGS/.test(String(error.code));
}
