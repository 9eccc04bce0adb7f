import { timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { directoryWords } from "#app/i18n/directory.ts";
import { log } from "../platform/log.ts";
import { problem } from "../platform/problem.ts";
import type { FileRefusal } from "./annuaire/read-schools.ts";
import { loadDirectory } from "./load-directory.ts";
import { unauthorized } from "./member.ts";

const MAX_BYTES = 100 * 1024 * 1024;
const SHORTEST_TOKEN = 16;

/** Mounted at `/api/operator`: for who runs the product, who has no account in it. */
export const operatorRoutes = new Hono<{ Bindings: Env }>()
  .use(async (c, next) => {
    if (!(await isOperator(c.env, c.req.header("Authorization")))) return unauthorized();
    await next();
  })
  .put("/organizations", async (c) => {
    if (Number(c.req.header("Content-Length") ?? 0) > MAX_BYTES) {
      return problem(413, "PAYLOAD_TOO_LARGE", "Fichier trop volumineux", directoryWords.tooLarge);
    }
    const mailboxDomains = new Map<string, string>();
    for (const wish of c.req.queries("mailboxDomain") ?? []) {
      const [, academy, domain] = /^([^=]+)=((?:[a-z0-9-]+\.)+[a-z]{2,})$/i.exec(wish) ?? [];
      if (!academy || !domain) {
        return problem(400, "DOMAIN_MALFORMED", "Domaine illisible", directoryWords.domain(wish));
      }
      mailboxDomains.set(academy, domain.toLowerCase());
    }
    const body = c.req.raw.body ?? new Blob([]).stream();
    const outcome = await loadDirectory(c.env, { body, mailboxDomains });
    return outcome.ok ? c.json(outcome.report) : refusal(outcome.refusal);
  });

/**
 * Whether the request brings `OPERATOR_TOKEN`. Digests are compared, in constant time: neither the token
 * nor its length can be told from how long the answer takes. A missing or weak secret lets nobody in;
 * only the local demo has a short one.
 */
async function isOperator(env: Env, authorization: string | undefined): Promise<boolean> {
  const secret = env.OPERATOR_TOKEN ?? "";
  if (secret.length < SHORTEST_TOKEN && !(env.DEMO === "true" && secret !== "")) {
    log({
      event: "config.refused",
      reason: "OPERATOR_TOKEN missing or shorter than 16 characters",
    });
    return false;
  }
  const given = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1] ?? "";
  const [expected, brought] = await Promise.all([digest(secret), digest(given)]);
  return timingSafeEqual(expected, brought);
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

function refusal(fault: FileRefusal): Response {
  const title = "Annuaire refusé";
  switch (fault.code) {
    case "COLUMNS_MISSING":
      return problem(422, fault.code, title, directoryWords.missing(fault.columns), {
        columns: fault.columns,
      });
    case "FILE_EMPTY":
      return problem(422, fault.code, title, directoryWords.empty);
    case "NOT_UTF8":
      return problem(422, fault.code, title, directoryWords.notUtf8);
    case "BODY_INTERRUPTED":
      return problem(400, fault.code, title, directoryWords.interrupted);
  }
}
