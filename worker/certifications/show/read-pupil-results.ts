import { and, desc, eq } from "drizzle-orm";
import { database } from "../../platform/database.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import type { ResultStatus } from "../result.ts";
import { certification } from "../schema.ts";

/** A result as shown on the pupil's sheet. */
export type PupilResult = {
  id: string;
  number: string;
  schoolYear: string;
  division: string;
  type: string;
  status: ResultStatus;
  level: string;
  score: number | null;
  takenOn: string;
};

/** The certification results the school keeps of one of its pupils, the newest first. */
export async function readPupilResults(
  env: SchoolEnv,
  input: { organizationId: number; pupilId: string },
): Promise<PupilResult[]> {
  const rows = await database(env)
    .select({
      number: certification.number,
      schoolYear: certification.schoolYear,
      division: certification.division,
      type: certification.type,
      status: certification.status,
      level: certification.level,
      score: certification.score,
      takenOn: certification.takenOn,
    })
    .from(certification)
    .where(
      and(
        eq(certification.pupilId, Number(input.pupilId)),
        eq(certification.organizationId, input.organizationId),
      ),
    )
    .orderBy(desc(certification.takenOn), desc(certification.number));
  return rows.map((row) => ({ id: row.number, ...row }));
}
