import { importPage } from "#words/imports.ts";
import type { Import } from "#worker/imports/view.ts";

const words = importPage.done;

function nothingMoved({ added, changed, reactivated, deactivated }: Import["counts"]): boolean {
  return added + changed + reactivated + deactivated === 0;
}

/** The file, how long the import took, and the size of the base, once known. */
export function DoneFacts({ one, activePupils }: { one: Import; activePupils: number | null }) {
  const { createdAt, finishedAt, counts, filename } = one;
  const took = finishedAt ? Date.parse(finishedAt) - Date.parse(createdAt) : 0;
  return (
    <>
      <p className="muted">{words.facts(filename, took, activePupils)}</p>
      {nothingMoved(counts) ? (
        <p>{words.nothing}</p>
      ) : (
        counts.unchanged > 0 && <p className="muted">{words.unchanged(counts.unchanged)}</p>
      )}
    </>
  );
}
