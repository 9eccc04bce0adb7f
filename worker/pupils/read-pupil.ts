import { and, desc, eq } from "drizzle-orm";
import { journalStatement } from "../journal/record.ts";
import { database } from "../platform/database.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
import { readCommunes } from "./communes.ts";
import { type Leaving, toLeaving } from "./leaving.ts";
import { type Level, levelOf } from "./level.ts";
import { maskIne } from "./mask-ine.ts";
import { birthPlace, namePlaces } from "./place-names.ts";
import { pupil, schooling } from "./schema.ts";
import { placeCodes } from "./shown-value.ts";

export type PupilSheet = {
  id: string;
  /** For administrators: `••••••••9AB`. */
  maskedIne: string;
  lastName: string;
  usualName: string;
  /** The three first names of the file, without the empty ones. */
  firstNames: string[];
  sex: string;
  /** ISO date. */
  birthDate: string;
  /** In words; "" when the file says nothing. */
  birthPlace: string;
  mef: string;
  level: Level;
  status: string;
  division: string;
  deactivatedAt: string | null;
  /** The class of each school year, the newest first. */
  classes: Array<{ schoolYear: string; division: string; level: Level }>;
} & Leaving;

type Asked = { organizationId: number; pupilId: string };

/** The school's data of a pupil, the INE masked; null for a pupil of another school. */
export async function readPupil(env: SchoolEnv, asked: Asked): Promise<PupilSheet | null> {
  const db = database(env);
  const communes = readCommunes(env);
  const [[row], years] = await db.batch([
    db
      .select()
      .from(pupil)
      .where(
        and(eq(pupil.organizationId, asked.organizationId), eq(pupil.id, Number(asked.pupilId))),
      ),
    db
      .select({
        year: schooling.year,
        division: schooling.division,
        mef: schooling.mef,
      })
      .from(schooling)
      .where(
        and(
          eq(schooling.pupilId, Number(asked.pupilId)),
          eq(schooling.organizationId, asked.organizationId),
        ),
      )
      .orderBy(desc(schooling.year)),
  ]);
  if (!row) return null;
  return {
    id: String(row.id),
    maskedIne: maskIne(row.ine),
    lastName: row.lastName,
    usualName: row.usualName,
    firstNames: [row.firstName, row.middleName, row.thirdName].filter(Boolean),
    sex: row.sex,
    birthDate: row.birthDate,
    birthPlace: birthPlace(row, namePlaces(await communes, placeCodes(row))),
    mef: row.mef,
    level: levelOf(row.mef),
    status: row.status,
    division: row.division,
    deactivatedAt: row.deactivatedAt === null ? null : new Date(row.deactivatedAt).toISOString(),
    ...toLeaving({ reason: row.leavingReason, leftOn: row.leftOn }),
    classes: years.map(({ mef, division, year }) => ({
      schoolYear: `${year}-${year + 1}`,
      division,
      level: levelOf(mef),
    })),
  };
}

/** The INE of a pupil, for an administrator who asked: the journal records who. Null for a pupil of another school. */
export async function showIne(
  env: SchoolEnv,
  asked: Asked & { userId: string },
): Promise<string | null> {
  const [row] = await database(env)
    .select({ id: pupil.id, ine: pupil.ine })
    .from(pupil)
    .where(
      and(eq(pupil.organizationId, asked.organizationId), eq(pupil.id, Number(asked.pupilId))),
    );
  if (!row) return null;
  await journalStatement(env, {
    organizationId: asked.organizationId,
    at: Date.now(),
    userId: asked.userId,
    event: "pupil.ine_shown",
    subject: String(row.id),
  }).run();
  return row.ine;
}
