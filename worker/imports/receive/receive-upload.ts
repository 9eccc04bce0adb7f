import type { Organization } from "../../organizations/access.ts";
import { assertInBatch, isUniqueRefusal, runGuarded } from "../../platform/database.ts";
import { displayName } from "../../platform/display-name.ts";
import { log } from "../../platform/log.ts";
import { folderOf, type SchoolEnv, type SchoolStatement } from "../../platform/school-env.ts";
import { recognizeCsv } from "../../school-files/known-csv.ts";
import { recognizeOther } from "../../school-files/other-files.ts";
import { expectWork, wakeImport } from "../desk/desk.ts";
import { detectShape, detectShapeOf } from "../formats/detect.ts";
import { type FormatName, formatOfSchool } from "../formats/formats.ts";
import type { FileShape } from "../formats/shape.ts";
import { importLine } from "../import-line.ts";
import { findActiveImport, loadImport } from "../store.ts";
import { streamToR2 } from "./stream-to-r2.ts";

/** 50 MiB: the largest upload, zipped or not. */
export const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;

export type Upload = {
  organization: Organization;
  user: { id: string; name: string };
  /** As the browser sends it; only the displayable part is stored. */
  filename: string;
  body: ReadableStream<Uint8Array> | null;
  /** The declared length; a stream of another length is refused. */
  size: number;
  /** Whether to wait before applying; null: follow the school's setting. `remember` also saves it as the setting. */
  preview?: { wanted: boolean; remember: boolean } | null;
};

export type UploadOutcome =
  | { ok: true; import: { id: string; status: "received" } }
  | { ok: false; code: "IMPORT_ACTIVE" }
  | { ok: false; code: "BODY_INTERRUPTED" }
  /** `detail` is for `importErrorMessage`: the file's name, and its recognised type. */
  | {
      ok: false;
      code: "PAYLOAD_TOO_LARGE" | "FORMAT_NOT_SUPPORTED";
      detail: Record<string, string>;
    };

/**
 * Stores the file and opens an import. Refuses at once only for reasons that need no reading: the size, another
 * active import, or a content that is not in the school's format (`docs/domain/import.md` 1).
 * The file is on R2 before the row exists; if the row is refused, the file is deleted.
 */
export async function receiveUpload(env: SchoolEnv, upload: Upload): Promise<UploadOutcome> {
  const file = displayName(upload.filename);
  if (upload.size > MAX_UPLOAD_BYTES) {
    return { ok: false, code: "PAYLOAD_TOO_LARGE", detail: { file } };
  }
  if (await findActiveImport(env, upload.organization.id)) {
    return { ok: false, code: "IMPORT_ACTIVE" };
  }
  const id = crypto.randomUUID();
  const key = `${folderOf(env, "imports", upload.organization.id)}/${id}/source`;
  const format = formatOfSchool(upload.organization.kind);
  let found = null as string | null;
  const stored = await streamToR2(env, {
    key,
    body: upload.body,
    size: upload.size,
    accept: (head) => {
      const looked = lookAt(head, format);
      found = looked.found;
      return looked.shape;
    },
  });
  if (stored.kind === "broken") return { ok: false, code: "BODY_INTERRUPTED" };
  if (stored.kind === "refused") {
    return {
      ok: false,
      code: "FORMAT_NOT_SUPPORTED",
      detail: found === null ? { file } : { file, found },
    };
  }

  await expectWork(env, upload.organization.id);
  const opened = await insertImport(env, upload, {
    ...{ id, key, format },
    shape: stored.verdict,
  });
  if (!opened) {
    await env.FILES.delete(key);
    return { ok: false, code: "IMPORT_ACTIVE" };
  }
  log({ event: "import.received", importId: id, size: upload.size, format: stored.verdict });
  await wakeImport(env, { organizationId: upload.organization.id, importId: id, epoch: 0 });
  return { ok: true, import: { id, status: "received" } };
}

/** The shape of the file if it is in the school's format; else its recognised type, if any. */
function lookAt(
  head: Uint8Array,
  format: FormatName,
): { shape: FileShape | null; found: string | null } {
  const other = recognizeOther(head);
  if (other) return { shape: null, found: other };
  const shape = detectShapeOf(format, head);
  if (shape === "empty") return { shape, found: null };
  const any = detectShape(head);
  const known = any === null || any === "csv" ? recognizeCsv(head) : null;
  if (known !== null && known !== format) return { shape: null, found: known };
  return { shape, found: any };
}

/** False when another upload was quicker: the school's unique index then refuses the row. */
async function insertImport(
  env: SchoolEnv,
  upload: Upload,
  file: { id: string; key: string; format: FormatName; shape: FileShape },
): Promise<boolean> {
  const now = Date.now();
  const filename = displayName(upload.filename);
  const insert = env.DB.prepare(
    `INSERT INTO import (organization_id, number, id, created_by, created_by_name, filename, format, kind,
       status, source_key, source_size, total_bytes, created_at, heartbeat_at, preview)
     VALUES (?2, (SELECT coalesce(max(number), 0) + 1 FROM import WHERE organization_id = ?2), ?1, ?3, ?4,
       ?5, ?6, ?7, 'received', ?8, ?9, ?9, ?10, ?10,
       coalesce(?11, (SELECT see_first FROM school WHERE id = ?2)))`,
  ).bind(
    file.id,
    upload.organization.id,
    upload.user.id,
    upload.user.name,
    filename,
    file.shape,
    file.format,
    file.key,
    upload.size,
    now,
    upload.preview ? Number(upload.preview.wanted) : null,
  );
  const line = importLine(env, file.id, {
    at: now,
    userId: upload.user.id,
    event: "import.received",
    detail: { filename },
  });
  try {
    // Refused while the school moves to another database.
    const stays = assertInBatch(
      env,
      "(SELECT base_version FROM school WHERE id = ?1) >= 0",
      upload.organization.id,
    );
    const statements = [stays, insert, line, ...rememberChoice(env, upload)];
    return await runGuarded(env, statements, async () => (await loadImport(env, file.id)) !== null);
  } catch (error) {
    if (isUniqueRefusal(error)) return false;
    throw error;
  }
}

function rememberChoice(env: SchoolEnv, { organization, preview }: Upload): SchoolStatement[] {
  if (!preview?.remember) return [];
  return [
    env.DB.prepare("UPDATE school SET see_first = ?2 WHERE id = ?1").bind(
      organization.id,
      Number(preview.wanted),
    ),
  ];
}
