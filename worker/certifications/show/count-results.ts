import { count, desc, eq } from "drizzle-orm";
import { database } from "../../platform/database.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { certification } from "../schema.ts";

/** How many certification results the school keeps of each school year, the newest first. */
export async function countResults(
  env: SchoolEnv,
  organizationId: number,
): Promise<Array<{ schoolYear: string; results: number }>> {
  return await database(env)
    .select({ schoolYear: certification.schoolYear, results: count() })
    .from(certification)
    .where(eq(certification.organizationId, organizationId))
    .groupBy(certification.schoolYear)
    .orderBy(desc(certification.schoolYear));
}
