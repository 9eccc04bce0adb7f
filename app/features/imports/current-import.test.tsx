import { renderToString } from "react-dom/server";
import { createRoutesStub } from "react-router";
import { expect, test } from "vitest";
import { anImport } from "#tests/support/sample-import.ts";
import { importErrorMessage } from "#words/fr.ts";
import { ACTIVE_STATUSES, type Anomaly, END_STATUSES, type Import } from "#worker/imports/view.ts";
import { CurrentImport } from "./current-import.tsx";

type Facts = Partial<Parameters<typeof CurrentImport>[0]>;

function draw(one: Import | null, over: Facts = {}): string {
  const facts = {
    school: { uai: "0808088X", kind: "sco-menj" as const },
    confirmation: null,
    odd: null,
    unchecked: null,
    canUndo: false,
    canRetry: false,
    errorsPurged: false,
    activePupils: 640,
    ...over,
  };
  const Page = createRoutesStub([
    { path: "/", Component: () => <CurrentImport one={one} {...facts} /> },
  ]);
  return renderToString(<Page initialEntries={["/"]} />).replaceAll("<!-- -->", "");
}

test("every state is drawn with a heading, no empty element and no inline style", () => {
  for (const status of [...ACTIVE_STATUSES, ...END_STATUSES]) {
    const html = draw(anImport({ status, finishedAt: "2026-09-02T08:00:01.000Z" }));
    expect(html, status).toMatch(/<h2[^>]*>[^<]{10,}/);
    expect(html, status).not.toMatch(/undefined|NaN|null|\[object| style=/);
  }
});

test("a done import shows its five numbers, each leading to its list, and can be undone", () => {
  const html = draw(anImport({ status: "done" }), { canUndo: true });
  expect(html.match(/eleves\/import\/import-1\/[a-z-]+/g)).toEqual([
    "eleves/import/import-1/ajoutes",
    "eleves/import/import-1/modifies",
    "eleves/import/import-1/desactives",
    "eleves/import/import-1/non-importes",
  ]);
  expect(html).toContain("Annuler cet import");
  expect(draw(anImport({ status: "done" }))).not.toContain("Annuler cet import");
});

test("a failed import offers to retry only while its file is there", () => {
  const failed = anImport({ status: "failed" });
  expect(draw(failed, { canRetry: true })).toContain('value="retry"');
  expect(draw(failed)).not.toContain('value="retry"');
  expect(draw(failed)).toContain("Rien n’a changé dans votre base");
});

const WAITING = {
  currentYear: "2026-2027",
  active: 640,
  foundAgain: null,
  olderThan: "2026-09-02T08:15:00",
  levels: [],
  expiresAt: "2026-09-03T08:15:00.000Z",
};
const COUNTS = { added: 2, changed: 1, unchanged: 9, reactivated: 0, deactivated: 500, skipped: 4 };
const OLD_AND_BRAKED = {
  status: "awaiting-confirmation" as const,
  reasons: ["older" as const, "brake" as const],
  exportedAt: "2026-09-01T08:00:00",
  counts: COUNTS,
};

test("an import that waits says why, and asks for confirmation", () => {
  const html = draw(anImport(OLD_AND_BRAKED), {
    confirmation: WAITING,
  });
  expect(html).toContain("500 des 640 élèves actifs");
  expect(html).toContain("01/09/2026 à 08:00");
  // The safe button comes first, filled; the other names what it does.
  expect(html).toMatch(
    /class="btn"[^>]*value="cancel"[\s\S]*class="btn danger"[^>]*value="confirm"/,
  );
  expect(html).toContain("Recommandé.");
  expect(html).toContain("Désactiver 500 élèves et importer");
  expect(html).toContain("eleves/import/import-1/desactives");
});

test("an import that waits says that nothing changed and can be stopped before its reasons are loaded", () => {
  const html = draw(anImport(OLD_AND_BRAKED));
  expect(html).toContain("Rien n’a changé dans votre base.");
  expect(html).toContain('value="cancel"');
  expect(html).not.toContain('value="confirm"');
});

test("the decision comes before the pupils to check, who may be many", () => {
  const anomaly: Anomaly = {
    kind: "sex",
    pupil: "Lila Moreau",
    division: "6A",
    before: "1",
    after: "2",
  };
  const html = draw(anImport(OLD_AND_BRAKED), {
    confirmation: WAITING,
    odd: {
      importId: "import-1",
      counts: { "other-ine": 0, "birth-date": 0, sex: 1, "class-gone": 0 },
      pupils: 1,
      anomalies: [anomaly],
    },
  });
  const [decision, toCheck] = [html.indexOf('id="decision"'), html.indexOf('id="a-verifier"')];
  expect(decision).toBeGreaterThan(-1);
  expect(toCheck).toBeGreaterThan(decision);
});

test("an import of another year says both years and the export, in one sentence", () => {
  const one = anImport({
    ...{ status: "awaiting-confirmation", reasons: ["year"] },
    ...{ schoolYear: "2025-2026", exportedAt: "2025-09-02T08:15:00" },
  });
  const html = draw(one, { confirmation: WAITING });
  expect(html).toContain(
    "Ce fichier est celui de l’année 2025-2026, exporté le 02/09/2025\u202f; nous sommes en 2026-2027.",
  );
});

test("a school that only asked to see the changes first may import or cancel", () => {
  const one = anImport({ status: "awaiting-confirmation", reasons: ["asked"] });
  const html = draw(one, { confirmation: { ...WAITING, olderThan: null } });
  expect(html).toMatch(
    /class="btn"[^>]*value="confirm"[\s\S]*class="btn quiet"[^>]*value="cancel"/,
  );
  expect(html).not.toContain("Recommandé");
});

test("the bars by level show what totals hide, and their numbers stand in a table", () => {
  const levels = [
    {
      level: "6e",
      before: 164,
      after: 157,
      stays: 2,
      movesOut: 0,
      movesIn: 150,
      leaves: 162,
      arrives: 5,
    },
  ] as const;
  const html = draw(anImport(OLD_AND_BRAKED), {
    confirmation: { ...WAITING, levels: [...levels] },
  });
  expect(html).toContain("Sur 164 élèves, 2 seulement resteraient dans leur niveau");
  expect(html.match(/<rect /g)).toHaveLength(4 + 2 + 3);
  expect(html).toMatch(/<td>164<\/td>|<td[^>]*>164<\/td>/);
  expect(html).not.toContain(" style=");
});

test("a refused import lists its errors, or says that their detail was erased", () => {
  const error = { code: "SEX_REQUIRED", pupil: "Lila Moreau", line: 9 } as const;
  const message = importErrorMessage({ ...error, kind: "siecle" });
  const refused = anImport({ status: "refused", errors: [{ ...error, message }], errorCount: 1 });
  expect(draw(refused)).toContain("Lila Moreau (ligne 9) : champ sexe vide.");
  expect(draw(refused)).toContain("/imports/import-1/errors?format=csv");
  const purged = anImport({ status: "refused" });
  expect(draw(purged, { errorsPurged: true })).toContain("a été effacé");
});

test("a file being sent stands in the same card, even before the first import", () => {
  const sending = { filename: "base.zip", percent: 40, onCancel: () => {} };
  expect(draw(null, { sending })).toContain("Envoi du fichier « base.zip »");
  expect(draw(anImport({ status: "done" }), { sending })).not.toContain("Dernier fichier");
});
