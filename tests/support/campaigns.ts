import { inSchool } from "./factories.ts";
import { THIS_YEAR } from "./siecle-file.ts";

/** A campaign of this year's sixth forms without a code; its name is a canary of the walk. */
export async function aCampaign(school: { id: number }, name = "canari.xml"): Promise<string> {
  const id = crypto.randomUUID();
  await inSchool(school)
    .DB.prepare(
      `INSERT INTO campaign (id, organization_id, school_year, ends_in, kind, level, name, provider, state, created_at)
     VALUES (?1, ?2, ?3, CAST(substr(?3, 6) AS INTEGER), 'rentree', '6e', ?4, 'pix', 'planned', 1)`,
    )
    .bind(id, school.id, THIS_YEAR, name)
    .run();
  return id;
}
