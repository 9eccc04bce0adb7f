import { exportCampaigns } from "../campaigns/show/export-campaigns.ts";
import { attestationsFilename } from "../certifications/documents/filenames.ts";
import { readSexes } from "../certifications/documents/read-sexes.ts";
import { resultsFilename, writeResults } from "../certifications/enter/write-results.ts";
import type { Result } from "../certifications/result.ts";
import {
  type DivisionCounts,
  latestPerPupil,
  listDivisions,
  listResults,
} from "../certifications/show/list-results.ts";
import { type DocumentRecord, finishDocument, reportProgress } from "../documents/store.ts";
import { loadSchool } from "../organizations/find-school.ts";
import { parisDate } from "../platform/clock.ts";
import { createPartWriter } from "../platform/part-writer.ts";
import { folderOf, type SchoolEnv } from "../platform/school-env.ts";
import { yieldToEventLoop } from "../platform/yield-to-event-loop.ts";
import { type ArchivedCampaign, type ArchivedClass, writeIndexPage } from "./index-page.ts";
import { createNames, safeName } from "./names.ts";
import { createZipWriter } from "./zip-writer.ts";

type Zip = ReturnType<typeof createZipWriter>;

/** Another attempt is making this archive now. */
class Overtaken extends Error {}

/**
 * Makes a claimed archive from the beginning, under a key of its own attempt, so that no other attempt can break
 * it. The archive is visible only once complete. Deletes the leftovers of earlier attempts. Holds one school year
 * of results, one campaign, one document and one part of the upload in memory at a time. Any exception is our
 * fault.
 */
export async function makeArchive(env: SchoolEnv, row: DocumentRecord): Promise<void> {
  if (row.attempt > 1) await env.FILES.delete(keysBefore(env, row));
  const objectKey = keyOf(env, row, row.attempt);
  let size = 0;
  const upload = createPartWriter(env, objectKey, async () => undefined);
  const zip = createZipWriter(async (chunk) => {
    size += chunk.byteLength;
    await upload.write(chunk);
  });
  try {
    await writeAll(env, row, zip);
    await upload.complete();
  } catch (error) {
    await upload.abort();
    if (error instanceof Overtaken) return;
    throw error;
  }
  const finished = await finishDocument(env, row, { objectKey, size, now: Date.now() });
  if (!finished) await env.FILES.delete(objectKey);
}

async function writeAll(env: SchoolEnv, row: DocumentRecord, zip: Zip): Promise<void> {
  const { organizationId } = row;
  const school = await loadSchool(env.CENTRAL, organizationId);
  // The day of the request, so that a second attempt after midnight writes the same archive.
  const day = parisDate(row.createdAt);
  const counts = await listDivisions(env, { organizationId });
  const years = [...new Set(counts.map(({ year }) => year))];
  const classes: ArchivedClass[] = [];
  for (const year of years) {
    const results = await listResults(env, { organizationId, year });
    const sexes = await readSexes(env, organizationId, results);
    const nameOf = createNames();
    for (const one of counts.filter((each) => each.year === year)) {
      const members = results.filter(({ division }) => division === one.division);
      const input = {
        school,
        day,
        one,
        members,
        sexes,
        folder: `${year}/${nameOf(one.division || "sans classe")}`,
      };
      classes.push(await writeClass(zip, input));
      const progress = { done: classes.length, now: Date.now() };
      if (!(await reportProgress(env, row, progress))) throw new Overtaken();
      await yieldToEventLoop();
    }
  }
  const campaigns: ArchivedCampaign[] = [];
  for await (const one of writeCampaigns(zip, exportCampaigns(env, organizationId))) {
    campaigns.push(one);
    const progress = { done: classes.length + campaigns.length, now: Date.now() };
    if (!(await reportProgress(env, row, progress))) throw new Overtaken();
    await yieldToEventLoop();
  }
  const whole = years.length > 0 ? resultsFilename(day, safeName(school.name)) : null;
  if (whole !== null) await zip.add(whole, wholeResults(env, organizationId, years));
  const page = writeIndexPage({ school, day, whole, classes, campaigns });
  await zip.add("index.html", [encode(page)]);
  await zip.end();
}

async function writeClass(
  zip: Zip,
  input: {
    school: { name: string; uai: string };
    day: string;
    one: DivisionCounts;
    members: Result[];
    sexes: Record<string, string>;
    folder: string;
  },
): Promise<ArchivedClass> {
  const { school, day, one, members, folder } = input;
  const { year, division } = one;
  const name = folder.split("/").at(-1) ?? "";
  const csv = `${folder}/${resultsFilename(day, name)}`;
  const latest = latestPerPupil(members);
  await zip.add(csv, [encode(writeResults(latest, { layout: 29 }))]);

  const validated = latestPerPupil(members.filter(({ status }) => status === "validated"));
  const found = { year, division, results: latest.length, attestations: validated.length, csv };
  if (validated.length === 0) return { ...found, pdf: null };
  const pdf = `${folder}/${attestationsFilename(day, name)}`;
  const { renderAttestations } = await import(
    "../certifications/attestation/render-attestations.ts"
  );
  const { FONTS } = await import("../documents/pdf/fonts.ts");
  const set = {
    school,
    schoolYear: year,
    division,
    edition: "simple" as const,
    layout: "releve" as const,
    sexes: input.sexes,
    results: validated,
  };
  await zip.add(pdf, [await renderAttestations(set, FONTS)]);
  return { ...found, pdf };
}

/** `campagnes/2026-2027/Parcours de rentrée 6e.csv`, one after the other. */
async function* writeCampaigns(
  zip: Zip,
  campaigns: ReturnType<typeof exportCampaigns>,
): AsyncGenerator<ArchivedCampaign> {
  const names = new Map<string, ReturnType<typeof createNames>>();
  for await (const { year, campaign, csv } of campaigns) {
    const nameOf = names.get(year) ?? createNames();
    names.set(year, nameOf);
    const path = `campagnes/${year}/${nameOf(campaign.name)}.csv`;
    await zip.add(path, [encode(csv)]);
    const { name, expected, received } = campaign;
    yield { year, name, expected, received, csv: path };
  }
}

/**
 * Every result with its class and year, including those superseded by a later one of the same pupil: one year at a
 * time, under one header.
 */
async function* wholeResults(env: SchoolEnv, organizationId: number, years: string[]) {
  for (const [index, year] of years.entries()) {
    const results = await listResults(env, { organizationId, year });
    const csv = writeResults(results, { layout: 29, whole: true });
    yield encode(index === 0 ? csv : csv.slice(csv.indexOf("\n")));
  }
}

function keyOf(env: SchoolEnv, { organizationId, id }: DocumentRecord, attempt: number): string {
  return `${folderOf(env, "archives", organizationId)}/${id}-${attempt}.zip`;
}

function keysBefore(env: SchoolEnv, row: DocumentRecord): string[] {
  return Array.from({ length: row.attempt - 1 }, (_, index) => keyOf(env, row, index + 1));
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
