import { Hono } from "hono";
import { documentSentences as words } from "#words/documents.ts";
import { readDocument } from "../documents/read-document.ts";
import { findDocument } from "../documents/store.ts";
import { journalStatement } from "../journal/record.ts";
import { adminOnly, type MemberEnv, notFound } from "../organizations/member.ts";
import { attachment } from "../platform/attachment.ts";
import { parisDate } from "../platform/clock.ts";
import { problem } from "../platform/problem.ts";
import { archiveFilename } from "./names.ts";
import { requestArchive } from "./request-archive.ts";

/** Mounted at `/api/organizations/:uai/certifications/archives`, behind the membership check: administrators only. */
export const archiveRoutes = new Hono<MemberEnv>()
  .use(adminOnly)
  .post("/", async (c) => {
    const { organization, user } = c.get("member");
    const asked = await requestArchive(c.env, { organization, userId: user.id });
    if (!asked.ok && asked.code === "NO_RESULT") {
      return problem(404, asked.code, words.nothingTitle, words.noResult);
    }
    const url = `${new URL(c.req.url).pathname}/${asked.archive.id}`;
    if (!asked.ok) {
      const more = { id: asked.archive.id, archive: asked.archive };
      return problem(409, asked.code, words.activeTitle, words.active, more);
    }
    c.header("Location", url);
    return c.json(asked.archive, 202);
  })
  .get("/:id", async (c) => {
    const { organization } = c.get("member");
    const input = { organizationId: organization.id, id: c.req.param("id") };
    const found = await readDocument(c.env, { ...input, kind: "archive" });
    return found ? c.json(found) : notFound();
  })
  .get("/:id/file", async (c) => {
    const { organization, user } = c.get("member");
    const input = {
      organizationId: organization.id,
      id: c.req.param("id"),
      kind: "archive" as const,
    };
    const row = await findDocument(c.env, input);
    const now = Date.now();
    if (!row || row.expiresAt <= now) return notFound();
    if (row.status !== "done" || row.objectKey === null) {
      return problem(409, "ARCHIVE_NOT_READY", words.notReadyTitle, words.notReady);
    }
    const object = await c.env.FILES.get(row.objectKey);
    if (!object) return notFound();
    await journalStatement(c.env, {
      organizationId: organization.id,
      at: now,
      userId: user.id,
      event: "archive.downloaded",
      subject: row.id,
    }).run();
    const filename = archiveFilename(parisDate(row.createdAt), organization.uai);
    return new Response(object.body, {
      headers: {
        "Content-Type": "application/zip",
        "Content-Length": String(object.size),
        "Content-Disposition": attachment(filename, "archive.zip"),
        "Cache-Control": "no-store",
      },
    });
  });
