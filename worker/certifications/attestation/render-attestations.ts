import { attestation as words } from "#words/attestations.ts";
import { createPdfWriter, type Fonts } from "../../documents/pdf/pdf-writer.ts";
import type { Edition } from "../documents/view.ts";
import type { Result } from "../result.ts";
import { drawAttestation } from "./attestation-page.ts";
import { drawSignOffSheet } from "./sign-off-sheet.ts";

export type School = { name: string; uai: string };
export type AttestationSet = {
  school: School;
  schoolYear: string;
  division: string;
  edition: Edition;
  /** In the order of the pages. */
  results: Result[];
};

/**
 * The PDF of a class or of one pupil: a page for each result, after a sign-off sheet in the ceremony edition. Same
 * input, same bytes. `onPage` runs after each page: the caller yields to the event loop there and reports progress.
 */
export async function renderAttestations(
  set: AttestationSet,
  fonts: Fonts,
  onPage: (done: number) => Promise<void> = async () => undefined,
): Promise<Uint8Array> {
  const [first] = set.results;
  const title =
    first && set.results.length === 1 && set.edition === "simple"
      ? words.fileTitleOne(`${first.firstName} ${first.lastName}`)
      : words.fileTitle(set.division, set.schoolYear);
  const at = new Date(Math.max(0, ...set.results.map(({ importedAt }) => importedAt)));
  const writer = await createPdfWriter({ title, author: set.school.name, at, fonts });
  if (set.edition === "ceremonie") writer.group("Sect", () => drawSignOffSheet(writer, set));
  let done = 0;
  for (const result of set.results) {
    writer.group("Sect", () => drawAttestation(writer, { result, school: set.school }));
    done += 1;
    await onPage(done);
  }
  return await writer.finish();
}
