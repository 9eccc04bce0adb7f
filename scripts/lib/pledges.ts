/** Our promises and their proofs: one list for `npm run pledges` and the README's table. */

export type Command = { tool: string; args: string[]; env?: Record<string, string> };

export type Pledge = {
  id: string;
  promise: string;
  /** How it is tested. */
  proof: string;
  /** The fault on which the same test is seen to fail. */
  control: string;
  /** Null for a promise without a proof yet; `proof` then says so. */
  command: Command | null;
  /** The same with counts so small that it only shows that the proof starts. */
  quick?: Command;
  /** Finds the figures to show in the command's output, one group each. */
  figures: RegExp[];
};

const CRASH: Command = { tool: "node", args: ["tests/crash/run.ts", "40"] };
const CRASH_QUICK: Command = { tool: "node", args: ["tests/crash/run.ts", "4"] };
const bench = (...args: string[]): Command => ({
  tool: "node",
  args: ["--expose-gc", "bench/run.ts", ...args],
});
const IMPORTS = { command: bench("imports"), quick: bench("imports", "--quick") };
const LOAD = { command: bench("load"), quick: bench("load", "--quick") };
const fuzz = (files: number): Command => ({
  tool: "node",
  args: ["tests/fuzz/run.ts", "--files", String(files), "--seed", "1"],
});
const TESTS = /Tests\s+(\d+ passed)/;

function workers(names: string[], env: Record<string, string> = {}): Command {
  return { tool: "vitest", args: ["run", "--silent", "--project", "workers", ...names], env };
}

/** A line that a bench prints: its figure, found by the start of its name. */
function benchLine(name: string): RegExp {
  return new RegExp(`^\\s*([\\d.]+\\s+${name}[^\\n]*?)\\s*(?:at (?:most|least)|$)`, "m");
}

export const PLEDGES: Pledge[] = [
  {
    id: "P1",
    promise: "A kill never loses or mixes a base",
    proof:
      "`npm run test:crash -- 40`: SIGKILL in imports (at random, and inside the commit), results, archives, joins; SQLite is read every 20 ms",
    control: "a copy of the product whose commit is several statements",
    command: CRASH,
    quick: CRASH_QUICK,
    figures: [/^(imports: .*? answer \d+; \d+ reads)/m, /^(control .*)$/m],
  },
  {
    id: "P2",
    promise: "Each call to D1, R2, a queue, the desk or the mail service may fail",
    proof:
      "`*/faults.workers.test.ts`: an exception at each call of imports, documents, results, campaigns, accounts, joins and mails in turn",
    control: "batches that are no transactions",
    command: workers(["faults"]),
    quick: workers(["certifications/keep/faults"]),
    figures: [TESTS],
  },
  {
    id: "P3",
    promise: "Messages that come twice, late or in another order are applied once",
    proof: "`histories.workers.test.ts`: 500 random histories of messages and decisions",
    control: "a late runner whose guards are left out",
    command: workers(["histories"], { HISTORIES: "500" }),
    quick: workers(["histories"], { HISTORIES: "10" }),
    figures: [TESTS],
  },
  {
    id: "P4",
    promise: "The answer of each call may be lost after its work was done",
    proof: "the same files as P2, the exception after the work",
    control: "batches that are no transactions",
    command: workers(["faults"]),
    quick: workers(["certifications/keep/faults"]),
    figures: [TESTS],
  },
  {
    id: "P5",
    promise: "No malformed file is an error of ours",
    proof:
      "`npm run fuzz -- --files 2000`: mutated files of each format, accepted or refused with a code",
    control: "readers with planted faults, in `tests/fuzz`",
    command: fuzz(2000),
    quick: fuzz(50),
    figures: ["siecle", "zip", "fregata", "results", "campaigns", "directory"].map(
      (name) => new RegExp(`^(${name}: .*?), none threw`, "m"),
    ),
  },
  {
    id: "P6",
    promise: "A school finds nothing of another one",
    proof:
      "`walk-policies.workers.test.ts`: every route as everybody, answers searched for canaries",
    control: "somebody of the school walked as a stranger",
    command: workers(["walk-policies"]),
    figures: [TESTS],
  },
  {
    id: "P7",
    promise: "An import of 100 000 pupils stays within the memory of a Worker",
    proof: "`npm run bench -- imports`: VmHWM of workerd",
    control: "a figure beyond its limit fails the bench",
    ...IMPORTS,
    figures: [benchLine("workerd's peak memory")],
  },
  {
    id: "P8",
    promise: "2 500 pupils from click to done in about a second",
    proof: "`npm run bench -- imports`: median of ten in Chromium",
    control: "a figure beyond its limit fails the bench",
    ...IMPORTS,
    figures: [benchLine("click to done"), benchLine("[\\d ]+ pupils in a zip, done")],
  },
  {
    id: "P9",
    promise: "Twenty schools import at once, all right",
    proof: "`npm run bench -- imports`: 20 × 2 500 pupils",
    control: "a figure beyond its limit fails the bench",
    ...IMPORTS,
    figures: [benchLine("\\d+ schools")],
  },
  {
    id: "P10",
    promise: "A stranger's abuse makes no honest visitor fail or wait more than 2 s",
    proof:
      "`npm run bench -- load`: 50 connections of pages, imports, 20 sign-ins and abuse at once",
    control: "a figure beyond its limit fails the bench",
    ...LOAD,
    figures: [benchLine("longest wait"), benchLine("honest requests"), benchLine("abuses")],
  },
  {
    id: "P11",
    promise: "A backup gives back the same data",
    proof:
      "`scripts/lib/backup`: export, wipe, restore, same checksums, on real local D1 and R2; the loss of an account against a pretend one (`scripts/lib/deploy`)",
    control: "a file changed by one byte is refused; a base that comes back otherwise is noticed",
    command: { tool: "vitest", args: ["run", "--project", "node", "scripts/lib/backup"] },
    figures: [TESTS],
  },
  {
    id: "P12",
    promise: "What a kill interrupted ends within a minute, without anybody",
    proof: "the kills of P1, each timed",
    control: "an import that no longer moves fails the run",
    command: CRASH,
    quick: CRASH_QUICK,
    figures: [/(recovery .*)$/m],
  },
  {
    id: "P13",
    promise: "No pupil is in a log, a message or a file after purge or erasure",
    proof: "`privacy` and `rights` tests: canary pupils searched for everywhere",
    control: "the canary is found before it is erased",
    command: workers(["privacy", "worker/rights"]),
    figures: [TESTS],
  },
];

export const HEADER =
  "| | What we promise | How it is tested | Negative control | What it showed |";
const RULE = "|---|---|---|---|---|";

/** A row without its last cell: the README must hold it word for word. */
export function rowStart({ id, promise, proof, control }: Pledge): string {
  return `| ${id} | ${promise} | ${proof} | ${control} |`;
}

/** The Markdown table; `shown` holds the figures of each pledge's command. */
export function pledgeTable(shown: Map<string, string>): string {
  const rows = PLEDGES.map((one) => `${rowStart(one)} ${shown.get(one.id) ?? "not run"} |`);
  return [HEADER, RULE, ...rows].join("\n");
}

/** The README with these figures in its table; a row whose proof was not run keeps what it showed before. */
export function withFigures(readme: string, shown: Map<string, string>): string {
  const lines = readme.split("\n").map((line) => {
    const pledge = PLEDGES.find(({ id }) => line.startsWith(`| ${id} |`));
    if (!pledge) return line;
    const before = line.split(" | ").at(-1)?.replace(/ \|$/, "");
    return `${rowStart(pledge)} ${shown.get(pledge.id) ?? before} |`;
  });
  return lines.join("\n");
}

/** The figures of one pledge in its command's output, `null` when one is missing. */
export function figuresIn(pledge: Pledge, output: string): string | null {
  // Tools colour what they print.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is removed
  const plain = output.replace(/\x1b\[[0-9;]*m/g, "");
  const found = pledge.figures.map((figure) =>
    figure.exec(plain)?.[1]?.trim().replace(/\s+/g, " "),
  );
  return found.some((one) => one === undefined) ? null : found.join("; ");
}
