import { attestation as words } from "#words/attestations.ts";
import { createPdfWriter, type Fonts, type Writer } from "../../documents/pdf/pdf-writer.ts";
import type { Edition, Layout } from "../documents/view.ts";
import type { Result } from "../result.ts";
import { drawAttestation } from "./attestation-page.ts";
import { drawSignOffSheet } from "./sign-off-sheet.ts";
import { drawStagePage } from "./stage-page.ts";

export type School = { name: string; uai: string };
export type AttestationSet = {
  school: School;
  schoolYear: string;
  division: string;
  edition: Edition;
  layout: Layout;
  /** The sex of pupils by their id, as the base has it. */
  sexes: Record<string, string>;
  /** In the order of the pages. */
  results: Result[];
};

/**
 * The PDF of classes or of one pupil: class by class, what its layout says of each result, after a sign-off sheet in
 * the ceremony edition. Same input, same bytes. `onPage` runs after each result: the caller yields to the event loop
 * there and reports progress.
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
  let done = 0;
  for (const [division, results] of Map.groupBy(set.results, (result) => result.division)) {
    if (set.edition === "ceremonie") {
      writer.group("Sect", () => drawSignOffSheet(writer, { ...set, division, results }));
    }
    for (const result of results) {
      writer.group("Sect", () => drawPages(writer, set, result));
      done += 1;
      await onPage(done);
    }
  }
  return await writer.finish();
}

/** One pupil's page, and its annex with that layout. */
function drawPages(writer: Writer, set: AttestationSet, result: Result): void {
  const sex = set.sexes[result.pupilId ?? ""] ?? "";
  const { layout, school } = set;
  if (layout !== "releve") drawStagePage(writer, { result, school });
  if (layout === "remise") return;
  drawAttestation(writer, { result, school, sex, annex: layout === "remise-releve" });
}
