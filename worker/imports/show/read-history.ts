import { and, desc, eq, inArray, ne } from "drizzle-orm";
import { database } from "../../platform/database.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { importTable, pupilChange } from "../schema.ts";
import type { PupilChange } from "../view.ts";
import { toChange } from "./read-lists.ts";

/** One change that an import made to a pupil. `undone`: that import was undone afterwards. */
export type PastChange = Omit<PupilChange, "pupil"> & {
  importId: string;
  at: string;
  by: string;
  undone: boolean;
};

/** What the imports of the last twelve months did to one pupil of the school, the newest first. */
export async function readPupilHistory(
  env: SchoolEnv,
  input: { organizationId: number; pupilId: string },
): Promise<PastChange[]> {
  const rows = await database(env)
    .select({ change: pupilChange, by: importTable.createdByName, status: importTable.status })
    .from(pupilChange)
    .innerJoin(importTable, eq(importTable.id, pupilChange.importId))
    .where(
      and(
        eq(pupilChange.pupilId, input.pupilId),
        eq(pupilChange.organizationId, input.organizationId),
        ne(pupilChange.kind, "schooling"),
        // The other imports changed nothing: they wait, or were never applied.
        inArray(importTable.status, ["done", "undone"]),
      ),
    )
    .orderBy(desc(pupilChange.at), desc(pupilChange.ordinal));
  return rows.flatMap(({ change, by, status }) =>
    toChange(change).map(({ pupil: _, ...told }) => ({
      ...told,
      importId: change.importId,
      at: new Date(change.at).toISOString(),
      by,
      undone: status === "undone",
    })),
  );
}
