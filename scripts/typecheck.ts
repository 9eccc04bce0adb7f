import { run } from "./lib/run.ts";

/** Checks the types of the bindings, then of the routes, then both programs: the Worker's, and Node's. */
const generated = [
  await run("wrangler", ["types", "--strict-vars=false"]),
  await run("react-router", ["typegen"]),
];
const checked = await Promise.all(
  ["tsconfig.worker.json", "tsconfig.node.json"].map((project) => run("tsc", ["-p", project])),
);

for (const { code, output } of [...generated, ...checked]) {
  if (code !== 0) {
    console.error(output.trimEnd());
    process.exitCode = 1;
  }
}
