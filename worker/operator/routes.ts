import { Hono } from "hono";
import { z } from "zod";
import { problems } from "#words/problems.ts";
import { notFound, unauthorized } from "../organizations/member.ts";
import { moveSchool } from "../organizations/move-school.ts";
import { isOperator } from "../platform/operator.ts";
import { problem } from "../platform/problem.ts";
import { findImports, traceImport } from "./find-import.ts";
import { listSchools } from "./list-schools.ts";
import { readStatus } from "./read-status.ts";

/** Mounted at `/api/operator`: what the operator needs to see that all goes well, and where it does not. */
export const statusRoutes = new Hono<{ Bindings: Env; Variables: { json?: unknown } }>()
  .use(async (c, next) => {
    if (!(await isOperator(c.env, c.req.raw))) return unauthorized();
    await next();
  })
  .get("/status", async (c) => c.json(await readStatus(c.env, Date.now())))
  .get("/imports/:id", async (c) => {
    const [one, ...others] = await findImports(c.env, c.req.param("id").slice(0, 100));
    if (!one) return notFound();
    if (others.length === 0) return c.json(await traceImport(c.env, one));
    const imports = [one, ...others].map(({ database, row: { id, status, createdAt } }) => {
      return { id, database, status, createdAt: new Date(createdAt).toISOString() };
    });
    const { severalImportsTitle, severalImports } = problems;
    return problem(409, "SEVERAL_IMPORTS", severalImportsTitle, severalImports, { imports });
  })
  .get("/schools", async (c) => {
    const search = (c.req.query("search") ?? "").slice(0, 20);
    const page = Math.max(1, Math.trunc(Number(c.req.query("page") ?? 1)) || 1);
    return c.json(await listSchools(c.env, { search, page: Math.min(page, 1000) }));
  })
  .post("/schools/:uai/move", async (c) => {
    const wish = Move.safeParse(c.get("json"));
    if (!wish.success) {
      return problem(400, "MOVE_MALFORMED", problems.moveTitle, problems.moveMalformed);
    }
    const moved = await moveSchool(
      c.env,
      c.req.param("uai").slice(0, 8).toUpperCase(),
      wish.data.to,
    );
    if (moved.ok) return c.json(moved);
    if (moved.reason === "UNKNOWN_SCHOOL") return notFound();
    const status = moved.reason === "UNKNOWN_DATABASE" ? 422 : 409;
    return problem(status, moved.reason, problems.moveTitle, problems.moveRefused[moved.reason]);
  });

const Move = z.strictObject({ to: z.number().int().min(1).max(1000) });
