import { campaignSheet as words } from "#words/campaign-sheets.ts";
import { createPdfWriter, type Fonts } from "../../documents/pdf/pdf-writer.ts";
import type { SheetSet } from "./sheet.ts";
import { drawSheet } from "./sheet-page.ts";

/**
 * The PDF of the sheets: A4, black on white, a page for each class and campaign, more when the class is long. Same
 * input, same bytes. `onSheet` runs after each sheet: the caller yields to the event loop there and reports
 * progress.
 */
export async function renderSheets(
  set: SheetSet,
  fonts: Fonts,
  onSheet: (done: number) => Promise<void> = async () => undefined,
): Promise<Uint8Array> {
  const writer = await createPdfWriter({
    title: words.fileTitle(set.title, set.schoolYear),
    author: set.school.name,
    at: new Date(set.day),
    fonts,
  });
  let done = 0;
  for (const sheet of set.sheets) {
    writer.group("Sect", () => drawSheet(writer, set, sheet));
    done += 1;
    await onSheet(done);
  }
  return await writer.finish();
}
