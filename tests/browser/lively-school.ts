import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { anApiClient, anEmptySchool } from "./support.ts";

/** A school whose base changed three times: a pupil's record has a whole history, and one pupil left. */
export async function aLivelySchool(): Promise<string> {
  const { uai } = await anEmptySchool();
  const client = await anApiClient();
  const moved = somePupils(60).map((pupil, place) =>
    place === 0 ? { ...pupil, division: "3Z" } : pupil,
  );
  for (const pupils of [somePupils(60), moved, moved.slice(0, 59)]) {
    await client.importFile(uai, aSiecleFile({ uai }, pupils), { filename: "eleves.xml" });
  }
  return `/etablissements/${uai}`;
}
