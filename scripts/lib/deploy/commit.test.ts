import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, expect, test } from "vitest";
import { mustRun } from "../run.ts";
import { readCommit, requireCommit, stampGreen } from "./commit.ts";

const root = mkdtempSync(`${tmpdir()}/commit-`);
const git = async (...args: string[]) => await mustRun("git", ["-C", root, ...args]);
const save = async (message: string) => {
  await git("add", "--all");
  await git("-c", "user.name=a", "-c", "user.email=a@b.fr", "commit", "--quiet", "-m", message);
};

afterAll(() => rmSync(root, { recursive: true }));

test("only a commit that is clean and tested is deployed without --force", async () => {
  await expect(requireCommit(false, root)).rejects.toThrow(/git names no commit here/);
  expect(await requireCommit(true, root)).toBe("unknown");
  await git("init", "--quiet");
  await git("config", "status.showUntrackedFiles", "no");
  writeFileSync(`${root}/.gitignore`, ".test\n");
  await save("first");
  const { hash } = (await readCommit(root)) ?? {};
  await expect(requireCommit(false, root)).rejects.toThrow(/"npm test" has not passed/);
  await stampGreen(await readCommit(root), root);
  expect(await requireCommit(false, root)).toBe(hash);

  writeFileSync(`${root}/new.ts`, "");
  await expect(requireCommit(false, root)).rejects.toThrow(/Not all is committed[^?]*\?\? new\.ts/);
  expect(await requireCommit(true, root)).toBe(`${hash}+`);
  // Tests that ran on a changed tree say nothing of a commit.
  await stampGreen(await readCommit(root), root);
  await save("second");
  await expect(requireCommit(false, root)).rejects.toThrow(/"npm test" has not passed/);

  await git("checkout", "--quiet", "--detach", "HEAD~1");
  expect(await requireCommit(false, root)).toBe(hash);
});
