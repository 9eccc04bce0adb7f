import { createPageReporter, keepPdf } from "../../documents/keep-pdf.ts";
import { type DocumentRecord, dropDocument } from "../../documents/store.ts";
import { loadSchool } from "../../organizations/find-school.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { hashSheets, type SheetSelection, selectSheets } from "./select-sheets.ts";

/**
 * Makes a claimed PDF of sheets. A document whose campaigns or pupils changed since the request is dropped. Any
 * exception is our fault.
 */
export async function makeSheets(env: SchoolEnv, row: DocumentRecord): Promise<void> {
  const organization = await loadSchool(env.CENTRAL, row.organizationId);
  const selection: SheetSelection = JSON.parse(row.selection ?? "{}");
  const selected = await selectSheets(env, { organization, selection });
  if (!selected.ok) return await dropDocument(env, row);
  const { set } = selected;
  await keepPdf(env, row, await hashSheets(set), async () => {
    const { renderSheets } = await import("./render-sheets.ts");
    const { FONTS } = await import("../../documents/pdf/fonts.ts");
    return await renderSheets(set, FONTS, createPageReporter(env, row));
  });
}
