import { fileURLToPath } from "node:url";

/** The project's root, without a final slash. Every script works from there. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** Variables that Vitest sets for itself; a build or a server started from a test must not see them. */
const FROM_VITEST = /^(?:VITEST|VITEST_.*|NODE_ENV|TEST|DEV|PROD|MODE|SSR|BASE_URL)$/;

/**
 * The environment for the tools that scripts start: the caller's, made quiet and offline,
 * with the project's own tools first on the PATH.
 */
export function toolEnvironment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !FROM_VITEST.test(name));
  return {
    ...Object.fromEntries(inherited),
    CI: "true",
    // Of another project of this machine: wrangler would add it to the name of the Worker.
    CLOUDFLARE_ENV: "",
    DO_NOT_TRACK: "1",
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_SEND_ERROR_REPORTS: "false",
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    WRANGLER_WRITE_LOGS: "false",
    WRANGLER_HIDE_BANNER: "true",
    WRANGLER_NO_SKILLS_UPDATE_PROMPTS: "true",
    WRANGLER_CACHE_DIR: `${ROOT}/.wrangler/cache`,
    WRANGLER_REGISTRY_PATH: `${ROOT}/.wrangler/registry`,
    MINIFLARE_CACHE_DIR: `${ROOT}/.wrangler/cache`,
    // Wrangler is 20 MB of JavaScript: compiled once rather than by each of its processes.
    NODE_COMPILE_CACHE: `${ROOT}/.wrangler/compiled`,
    PATH: `${ROOT}/node_modules/.bin:${process.env.PATH ?? ""}`,
    ...extra,
  };
}
