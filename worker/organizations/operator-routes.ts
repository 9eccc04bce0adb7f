import { Hono } from "hono";
import { directoryWords } from "#words/directory.ts";
import { problems } from "#words/problems.ts";
import { isOperator } from "../platform/operator.ts";
import { problem } from "../platform/problem.ts";
import { limitBody } from "../platform/read-body.ts";
import { MAX_DIRECTORY_BYTES } from "../platform/request-bounds.ts";
import type { FileRefusal } from "./annuaire/read-schools.ts";
import { loadDirectory } from "./load-directory.ts";
import { unauthorized } from "./member.ts";

/** Mounted at `/api/operator`: for the operator of the product, who has no account in it. */
export const operatorRoutes = new Hono<{ Bindings: Env }>()
  .use(async (c, next) => {
    if (!(await isOperator(c.env, c.req.raw))) return unauthorized();
    await next();
  })
  .put("/organizations", async (c) => {
    if (Number(c.req.header("Content-Length") ?? 0) > MAX_DIRECTORY_BYTES) return tooLarge();
    const mailboxDomains = new Map<string, string>();
    for (const wish of c.req.queries("mailboxDomain") ?? []) {
      const [, academy, domain] = /^([^=]+)=((?:[a-z0-9-]+\.)+[a-z]{2,})$/i.exec(wish) ?? [];
      if (!academy || !domain) {
        return problem(
          400,
          "DOMAIN_MALFORMED",
          problems.domainMalformed,
          directoryWords.domain(wish),
        );
      }
      mailboxDomains.set(academy, domain.toLowerCase());
    }
    const body = limitBody(c.req.raw.body ?? new Blob([]).stream(), MAX_DIRECTORY_BYTES);
    const outcome = await loadDirectory(c.env, { body: body.stream, mailboxDomains });
    if (body.isTooLarge()) return tooLarge();
    return outcome.ok ? c.json(outcome.report) : refusal(outcome.refusal);
  });

function tooLarge(): Response {
  return problem(413, "PAYLOAD_TOO_LARGE", problems.tooLarge, directoryWords.tooLarge);
}

function refusal(fault: FileRefusal): Response {
  const title = problems.directoryRefused;
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
