import { expect, test } from "vitest";
import { unstable_readConfig } from "wrangler";
import {
  findForbidden,
  findLaxTables,
  findLongFiles,
  findLostMessages,
  findSharedClasses,
  findSleepingTests,
  findUnseenByAxe,
} from "./guards.ts";
import { readTree } from "./sources.ts";

const CODE = ["app", "words", "worker", "scripts", "bench", "tests"];

test("no code works locally and fails in production", () => {
  expect(findForbidden(readTree(["app", "words", "worker"]))).toEqual([]);
});

test.each([
  `const key = await crypto.subtle.deriveBits({ name: "PBKDF2" }, a, 8);`,
  "await db.transaction(async () => {});",
  `const s = new DecompressionStream("gzip"); const w = s.writable.getWriter();`,
  `const w = inflate.getWriter(); const inflate = new DecompressionStream("gzip");`,
])("reports %j", (text) => {
  expect(findForbidden(new Map([["worker/a.ts", text]]))).toHaveLength(1);
});

test("a comment may name what is forbidden", () => {
  const text = "// D1 refuses db.transaction(), and PBKDF2 is capped.\nexport const a = 1;";
  expect(findForbidden(new Map([["worker/a.ts", text]]))).toEqual([]);
});

test("no page depends on how a screen is held, and none plays sound or film", () => {
  const tree = readTree(["app"], /\.(?:css|tsx)$/);
  expect(tree.size).toBeGreaterThan(50);
  expect(findUnseenByAxe(tree)).toEqual([]);
});

test.each(["@media (orientation: portrait) {}", "<video src={film} />", "new Audio(url).play()"])(
  "reports %j",
  (text) => {
    expect(findUnseenByAxe(new Map([["app/a.tsx", text]]))).toHaveLength(1);
  },
);

test("no test is skipped", () => {
  expect(findSleepingTests(readTree(CODE))).toEqual([]);
});

test.each(["skip", "only", "todo"])("reports a test marked %s", (mark) => {
  const text = `test.${mark}("does something", () => {});`;
  expect(findSleepingTests(new Map([["worker/a.test.ts", text]]))).toHaveLength(1);
});

test("every queue has a consumer and a dead-letter queue that is read", () => {
  const { queues } = unstable_readConfig({ config: "wrangler.toml" });
  expect(queues.producers?.length).toBeGreaterThan(0);
  expect(findLostMessages(queues)).toEqual([]);
});

test("reports a queue whose messages could be lost", () => {
  const producers = [{ queue: "a" }];
  expect(findLostMessages({ producers })).toEqual(["queue a has no consumer"]);
  expect(findLostMessages({ producers, consumers: [{ queue: "a" }] })).toEqual([
    "queue a has no dead-letter queue",
  ]);
  const consumers = [{ queue: "a", dead_letter_queue: "b" }];
  expect(findLostMessages({ producers, consumers })).toEqual([
    "dead-letter queue b has no consumer",
  ]);
});

test("no local configuration reaches remote resources", () => {
  const [[, text] = ["", ""]] = readTree(["wrangler.toml"], /\.toml$/);
  expect(text).toContain("d1_databases");
  expect(text).not.toMatch(/\bremote\s*=\s*true/);
});

test("a file of more than 300 lines says why", () => {
  expect(findLongFiles(readTree(["app", "words", "worker"], /\.(tsx?|css)$/))).toEqual([]);
});

test("reports a long file, unless its first comment has a reason", () => {
  const long = "const a = 1;\n".repeat(301);
  const reason = "/** Long because the table is one thing. */\n";
  const tree = new Map([
    ["worker/a.ts", long],
    ["worker/b.ts", `// Short words.\n${long}`],
    ["worker/c.ts", reason + long],
    ["worker/d.ts", "const a = 1;\n".repeat(300)],
    ["worker/e.test.ts", long],
  ]);
  expect(findLongFiles(tree).map((each) => each.split(" ")[0])).toEqual([
    "worker/a.ts",
    "worker/b.ts",
  ]);
});

test("a class is styled by one file", () => {
  const screens = [...readTree(["app/styles"], /\.css$/)].filter(
    ([path]) => !path.endsWith("print.css"),
  );
  expect(findSharedClasses(new Map(screens))).toEqual([]);
});

test("reports a class styled by two files, but not one that another file only uses in a longer selector", () => {
  const tree = new Map([
    ["a.css", "/* .b { */ .a, .b { color: red }"],
    ["b.css", ".card .a { color: blue }\n@media print { .b { color: blue } }"],
  ]);
  expect(findSharedClasses(tree)).toEqual([".b is styled by a.css and b.css"]);
});

test("every table is STRICT", () => {
  expect(findLaxTables(readTree(["migrations"], /\.sql$/))).toEqual([]);
});

test("reports a table that is not STRICT", () => {
  const lax =
    "-- Custom SQL\nCREATE TABLE `a` (\n\t`id` text\n);\nCREATE TABLE b (id text) STRICT;";
  expect(findLaxTables(new Map([["migrations/1.sql", lax]]))).toEqual([
    "migrations/1.sql: CREATE TABLE `a` is not STRICT",
  ]);
});
