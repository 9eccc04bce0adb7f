import { sheetSentences as words } from "#words/campaign-sheets.ts";
import { requestDocument } from "../../documents/request-document.ts";
import { PATIENCE_MS, serveDocument } from "../../documents/serve-document.ts";
import { journalStatement } from "../../journal/record.ts";
import type { Member } from "../../organizations/member.ts";
import { onDisk } from "../../platform/attachment.ts";
import { problem } from "../../platform/problem.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import {
  hashSheets,
  type SheetRefusal,
  type SheetSelection,
  selectSheets,
} from "./select-sheets.ts";
import type { SheetSet } from "./sheet.ts";

/**
 * Serves the PDF of the sheets of a selection, made by the queue unless it already exists. 404 for a class, a level
 * or a campaign missing from the year; 422 when no campaign has a code; 202 with `Retry-After` while it is made.
 */
export async function serveSheets(
  env: SchoolEnv,
  input: { member: Member; request: Request; selection: SheetSelection },
  patienceMs = PATIENCE_MS,
): Promise<Response> {
  const { organization, user } = input.member;
  const { selection } = input;
  return await serveDocument(env, input.request, {
    plainName: `${words.filename}.pdf`,
    words,
    patienceMs,
    ask: async () => {
      const selected = await selectSheets(env, { organization, selection });
      if (!selected.ok) return { ok: false, refusal: sheetsRefusal(selected) };
      const { set } = selected;
      const document = await requestDocument(env, {
        organizationId: organization.id,
        userId: user.id,
        kind: "sheets",
        selection,
        hash: await hashSheets(set),
        pages: set.sheets.length,
      });
      const what = set.title || words.allClasses;
      const filename = onDisk(`${set.day.replaceAll("-", "")}_${words.filename}_${what}.pdf`);
      return {
        ok: true,
        document,
        filename,
        record: async () => await recordExport(env, input.member, set),
      };
    },
  });
}

function sheetsRefusal(refusal: SheetRefusal): Response {
  const { code } = refusal;
  const isThere = code === "CODE_MISSING" || code === "TOO_MANY_SHEETS";
  const detail = words.refusals[code]("what" in refusal ? refusal.what : "");
  return problem(isThere ? 422 : 404, code, words.nothingTitle, detail);
}

async function recordExport(
  env: SchoolEnv,
  { organization, user }: Member,
  set: SheetSet,
): Promise<void> {
  await journalStatement(env, {
    organizationId: organization.id,
    at: Date.now(),
    userId: user.id,
    event: "campaign.sheets_printed",
    // Journals the class from the base, never the text typed in the URL.
    subject: set.title,
    detail: { sheets: set.sheets.length },
  }).run();
}
