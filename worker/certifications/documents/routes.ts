import { Hono } from "hono";
import { documentSentences as words } from "#app/i18n/documents.ts";
import { recordStatement } from "../../journal/record.ts";
import { adminOnly, type MemberEnv, notFound } from "../../organizations/member.ts";
import { attachment } from "../../platform/attachment.ts";
import { parisDate } from "../../platform/clock.ts";
import { problem } from "../../platform/problem.ts";
import { archiveFilename } from "./filenames.ts";
import { readDocument } from "./read-documents.ts";
import { attestationsRefusal } from "./refusals.ts";
import { requestArchive } from "./request-archive.ts";
import { requestAttestations } from "./request-attestations.ts";
import { readSelection } from "./selection-query.ts";
import { serveAttestations } from "./serve-attestations.ts";
import { findDocument, toView } from "./store.ts";

/** Mounted at `/api/organizations/:uai/certifications`, behind the membership check: administrators only. */
export const documentRoutes = new Hono<MemberEnv>()
  .use(adminOnly)
  .get("/attestations.pdf", async (c) => {
    const member = c.get("member");
    return await serveAttestations(c.env, { member, request: c.req.raw });
  })
  /** Begins to make them, for a page that shows how far it is before it asks for the file. */
  .post("/documents", async (c) => {
    const { organization, user } = c.get("member");
    const selection = readSelection(new URL(c.req.url).searchParams);
    const asked = await requestAttestations(c.env, { organization, userId: user.id, selection });
    if (!asked.ok) return attestationsRefusal(asked.code, selection.divisions);
    return c.json(toView(asked.document), 202);
  })
  .get("/documents/:id", async (c) => {
    const { organization } = c.get("member");
    const input = { organizationId: organization.id, id: c.req.param("id") };
    const found = await readDocument(c.env, input);
    return found ? c.json(found) : notFound();
  })
  .post("/archives", async (c) => {
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
  .get("/archives/:id", async (c) => {
    const { organization } = c.get("member");
    const input = { organizationId: organization.id, id: c.req.param("id") };
    const found = await readDocument(c.env, { ...input, kind: "archive" });
    return found ? c.json(found) : notFound();
  })
  .get("/archives/:id/file", async (c) => {
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
    await recordStatement(c.env, {
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
