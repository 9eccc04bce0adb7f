import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** Every living process started by `pid`, at any depth, children before grandchildren. */
export function descendantsOf(pid: number): number[] {
  const children = Map.groupBy(listProcesses(), (each) => each.parent);
  const found: number[] = [];
  const queue = [pid];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const own = (children.get(next) ?? []).map((each) => each.pid);
    found.push(...own);
    queue.push(...own);
  }
  return found;
}

function listProcesses(): { pid: number; parent: number }[] {
  if (!existsSync("/proc/self/stat")) return listProcessesByPs();
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(name) }));
}

function parentOf(pid: string): number {
  return Number(statOf(pid)[1] ?? 0);
}

/** State, parent, … of a process; empty once it is gone. */
function statOf(pid: string | number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command, in brackets, may hold blanks and brackets itself: read after the last one.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}

/** Where there is no /proc: macOS. */
function listProcessesByPs(): { pid: number; parent: number }[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim();
  return lines.split("\n").map((line) => {
    const [pid, parent] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent) };
  });
}

/** A process that ended, but that its parent has not reaped yet, is not alive. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return statOf(pid)[0] !== "Z";
  } catch {
    return false;
  }
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name);
  } catch {
    // Already gone, which is the goal.
  }
}

/**
 * Ends a process that we started and all its descendants: asks it to stop, then kills the descendants left, and the
 * process itself after `graceMs`. Resolves when none is alive.
 */
export async function killTree(pid: number, graceMs = 3000): Promise<void> {
  const known = new Set([pid, ...descendantsOf(pid)]);
  signal(pid, "SIGTERM");
  const deadline = Date.now() + graceMs;
  while (Date.now() < deadline && isAlive(pid)) {
    for (const each of descendantsOf(pid)) known.add(each);
    await delay(50);
  }
  for (const each of known) signal(each, "SIGKILL");
  while ([...known].some(isAlive)) await delay(20);
}

/**
 * For a process started `detached`, which leads its own group: its group ends when we do, however we end (SIGKILL
 * excepted). A signal without a handler is turned into an exit.
 */
export function endWithUs(pid: number): void {
  process.once("exit", () => signal(-pid, "SIGKILL"));
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    if (process.listenerCount(name) === 0) process.once(name, () => process.exit(1));
  }
}

/** Ends every process that this process started. */
export async function killOwnChildren(): Promise<void> {
  await Promise.all(descendantsOf(process.pid).map((child) => killTree(child)));
}

/** The command line of a process, arguments separated by blanks; "" once it is gone. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return "";
  }
}

/**
 * The workerd that runs our Worker, among the descendants of `pid`; null while there is none.
 * `wrangler dev` starts another one, its proxy: the one that listens on the public port.
 */
export function findWorkerd(pid: number, publicPort: number): number | null {
  const all = descendantsOf(pid).filter((each) => / ?\S*workerd\S* serve /.test(commandOf(each)));
  const ours = all.filter((each) => !commandOf(each).includes(`:${publicPort} `));
  const [first] = ours.sort((a, b) => peakMemory(b) - peakMemory(a));
  return first ?? null;
}

/** The peak memory of a process (VmHWM), in bytes; 0 once it is gone. */
export function peakMemory(pid: number): number {
  try {
    const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return Number(line?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** The processor time that the living threads of a process have used, in milliseconds; NaN without Linux's figures. */
export function processorTime(pid: number): number {
  try {
    const times = readdirSync(`/proc/${pid}/task`).map((thread) => {
      const [nanoseconds] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(
        " ",
      );
      return Number(nanoseconds);
    });
    return times.reduce((sum, one) => sum + one, 0) / 1e6;
  } catch {
    return Number.NaN;
  }
}
