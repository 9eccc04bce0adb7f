import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { ROOT } from "../environment.ts";
import { Refusal, run } from "../run.ts";

/** Holds the commit on which the last whole `npm test` passed. */
const STAMP = `${ROOT}/.test/green`;

export type Commit = { hash: string; isClean: boolean };

/** The commit of the working tree; null outside a repository of git. */
export async function readCommit(): Promise<Commit | null> {
  const head = await run("git", ["rev-parse", "HEAD"]);
  if (head.code !== 0) return null;
  const status = await run("git", ["status", "--porcelain", "--untracked-files=normal"]);
  return { hash: head.output.trim(), isClean: status.output.trim() === "" };
}

/** Called when every check of `npm test` passed on the commit that was there when it began. */
export async function stampGreen(tested: Commit | null): Promise<void> {
  const now = await readCommit();
  if (tested?.isClean && now?.isClean && now.hash === tested.hash) writeFileSync(STAMP, now.hash);
}

/**
 * The version to deploy: the commit. Throws `Refusal` for changes that are not committed or a commit that `npm test` has
 * not passed on; `force` deploys it all the same, and the version of a changed tree ends with "+".
 */
export async function requireCommit(force: boolean): Promise<string> {
  const commit = await readCommit();
  if (commit === null) {
    if (force) return "unknown";
    throw new Refusal(
      "git names no commit here (no repository, or git is not installed), so what is deployed could not be found again later (--force skips this).",
    );
  }
  if (force) return commit.isClean ? commit.hash : `${commit.hash}+`;
  if (!commit.isClean) {
    throw new Refusal("Some changes are not committed: commit them first (--force skips this).");
  }
  const green = existsSync(STAMP) ? readFileSync(STAMP, "utf8").trim() : "";
  if (green === commit.hash) return commit.hash;
  throw new Refusal(
    '"npm test" has not passed on this commit here: run it first (--force skips this).',
  );
}
