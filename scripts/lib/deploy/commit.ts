import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { ROOT } from "../environment.ts";
import { Refusal, run } from "../run.ts";

/** Holds the commit on which the last whole `npm test` passed. */
const stampOf = (root: string) => `${root}/.test/green`;

/** `changes`: the lines of `git status`, empty for a clean tree. */
export type Commit = { hash: string; changes: string[] };

/** The commit of the working tree; null outside a repository of git. */
export async function readCommit(root = ROOT): Promise<Commit | null> {
  const head = await run("git", ["-C", root, "rev-parse", "HEAD"]);
  if (head.code !== 0) return null;
  // Asked for by name: a setting of git may hide files that are not added.
  const asked = ["status", "--porcelain", "--untracked-files=normal"];
  const status = await run("git", ["-C", root, ...asked]);
  return { hash: head.output.trim(), changes: status.output.split("\n").filter(Boolean) };
}

/** Called when every check of `npm test` passed on the commit that was there when it began. */
export async function stampGreen(tested: Commit | null, root = ROOT): Promise<void> {
  const now = await readCommit(root);
  if (tested?.changes.length !== 0 || now?.changes.length !== 0 || now.hash !== tested.hash) return;
  mkdirSync(dirname(stampOf(root)), { recursive: true });
  writeFileSync(stampOf(root), now.hash);
}

/**
 * The version to deploy: the commit. Throws `Refusal` for changes that are not committed or a commit that `npm test` has
 * not passed on; `force` deploys it all the same, and the version of a changed tree ends with "+".
 */
export async function requireCommit(force: boolean, root = ROOT): Promise<string> {
  const commit = await readCommit(root);
  if (commit === null) {
    if (force) return "unknown";
    throw new Refusal(
      "git names no commit here (no repository, or git is not installed), so what is deployed could not be found again later (--force skips this).",
    );
  }
  const { hash, changes } = commit;
  if (force) return changes.length === 0 ? hash : `${hash}+`;
  if (changes.length > 0) {
    const listed = [...changes.slice(0, 5), ...(changes.length > 5 ? ["…"] : [])].join("\n");
    throw new Refusal(`Not all is committed: commit it first (--force skips this).\n${listed}`);
  }
  const stamp = stampOf(root);
  const green = existsSync(stamp) ? readFileSync(stamp, "utf8").trim() : "";
  if (green === hash) return hash;
  throw new Refusal(
    `"npm test" has not passed on this commit (${hash.slice(0, 12)}) here: run it first (--force skips this).`,
  );
}
