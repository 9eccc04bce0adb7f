import type { SchoolEnv } from "../../platform/school-env.ts";
import { hashText } from "../../platform/token.ts";
import type { AttestationSet, School } from "../attestation/render-attestations.ts";
import { isOlder } from "../order.ts";
import type { Result } from "../result.ts";
import { latestPerPupil, listResults } from "../show/list-results.ts";
import { readSexes } from "./read-sexes.ts";
import { type Edition, type Layout, readLayout } from "./view.ts";

/** The selection requested. Without `divisions`: all; without `year`: the newest with results. */
export type Selection = {
  year?: string | undefined;
  divisions?: string[] | undefined;
  /** A pupil of the base, or a result without a pupil. */
  pupil?: string | undefined;
  edition: Edition;
  /** Absent from documents requested before there was a choice. */
  layout?: Layout;
};

/** Change it with the layout: earlier documents are then made again. */
const LAYOUT = 4;

/**
 * The attestations of a selection: the most recent validated result of each pupil, even if a later one was
 * cancelled, old and new certifications together, in the French order. Distinguishes a selection without any result
 * from one without a validated result. Source: `docs/domain/results.md` 4.3.
 */
export async function selectAttestations(
  env: SchoolEnv,
  input: { organization: School & { id: number }; selection: Selection },
): Promise<AttestationSet | "NO_RESULT" | "NO_ATTESTATION"> {
  const { organization, selection } = input;
  const { year, divisions, pupil, edition } = selection;
  const all = await listResults(env, {
    organizationId: organization.id,
    ...(year !== undefined && { year }),
    ...(divisions && { divisions }),
  });
  const asked = pupil === undefined ? all : all.filter((one) => isOf(one, pupil));
  const validated = asked.filter(({ status }) => status === "validated");
  const newest =
    validated
      .map(({ schoolYear }) => schoolYear)
      .toSorted()
      .at(-1) ?? "";
  const latest = latestPerPupil(validated.filter(({ schoolYear }) => schoolYear === newest));
  const results = pupil === undefined ? latest : latest.toSorted(isOlder).slice(-1);
  if (results.length === 0) return asked.length > 0 ? "NO_ATTESTATION" : "NO_RESULT";
  return {
    school: { name: organization.name, uai: organization.uai },
    schoolYear: newest,
    division: [...new Set(results.map(({ division }) => division))].join(", "),
    edition,
    layout: readLayout(selection.layout),
    sexes: await readSexes(env, organization.id, results),
    results,
  };
}

/** A hash of everything the set prints: equal sets have the same hash on any day. */
export async function hashSet(set: AttestationSet): Promise<string> {
  return await hashText(JSON.stringify([LAYOUT, set]));
}

function isOf(result: Result, pupil: string): boolean {
  return result.pupilId === pupil || result.id === pupil;
}
