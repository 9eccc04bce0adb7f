import { expect, test } from "vitest";
import { judge } from "./judge.ts";

const expected = { before: "V1", after: "V2", pupils: 10 };

test("the old base after a failure and the new base after a success are accepted", () => {
  const done = { marks: new Map([["V2", 10]]), status: "done", stagedRows: 0 };
  const failed = { marks: new Map([["V1", 10]]), status: "failed", stagedRows: 0 };
  expect(judge(done, expected)).toBeNull();
  expect(judge(failed, expected)).toBeNull();
});

test("a mixed base, a lost pupil, the wrong base, an endless import and left-overs are caught", () => {
  const right = { marks: new Map([["V2", 10]]), status: "done", stagedRows: 0 };
  const mixed = new Map([
    ["V1", 4],
    ["V2", 6],
  ]);
  expect(judge({ ...right, marks: mixed }, expected)).toContain("mixed");
  expect(judge({ ...right, marks: new Map([["V2", 9]]) }, expected)).toContain("9 pupils");
  expect(judge({ ...right, marks: new Map([["V1", 10]]) }, expected)).toContain("but the base is");
  expect(judge({ ...right, status: "reading" }, expected)).toContain("reading");
  expect(judge({ ...right, stagedRows: 3 }, expected)).toContain("staged");
});
