import { inSchool } from "./factories.ts";
import { THIS_YEAR } from "./siecle-file.ts";

/** A campaign of this year's sixth forms without a code; its name is a canary of the walk. */
export async function aCampaign(school: { id: number }, name = "canari.xml"): Promise<string> {
  const id = crypto.randomUUID();
  await inSchool(school)
    .DB.prepare(
      `INSERT INTO campaign (id, organization_id, school_year, kind, level, name, provider, state, created_at)
     VALUES (?1, ?2, ?3, 'rentree', '6e', ?4, 'pix', 'planned', 1)`,
    )
    .bind(id, school.id, THIS_YEAR, name)
    .run();
  return id;
}
