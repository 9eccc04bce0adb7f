import { renderToString } from "react-dom/server";
import { createRoutesStub } from "react-router";
import { expect, test } from "vitest";
import { ACTIVE_STATUSES, END_STATUSES, type Import } from "#worker/imports/view.ts";
import { importErrorMessage } from "../../i18n/fr.ts";
import { CurrentImport } from "./current-import.tsx";
import { anImport } from "./sample-import.ts";

type Facts = Partial<Parameters<typeof CurrentImport>[0]>;

function draw(one: Import | null, over: Facts = {}): string {
  const facts = {
    school: { uai: "0808088X", kind: "sco-menj" as const },
    confirmation: null,
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

test("every state is drawn with a heading, no hole and no inline style", () => {
  for (const status of [...ACTIVE_STATUSES, ...END_STATUSES]) {
    const html = draw(anImport({ status, finishedAt: "2026-09-02T08:00:01.000Z" }));
    expect(html, status).toMatch(/<h2[^>]*>[^<]{10,}/);
    expect(html, status).not.toMatch(/undefined|NaN|null|\[object| style=/);
  }
});

test("a done import shows its five numbers, each leading to its list, and can be taken back", () => {
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

test("an import that waits says why, and asks", () => {
  const html = draw(anImport({ status: "awaiting-confirmation" }), {
    confirmation: {
      brake: { active: 640, deactivated: 500 },
      olderExport: { thisFile: "2026-09-01T08:00:00", lastFile: "2026-09-02T08:15:00" },
    },
  });
  expect(html).toContain("500 des 640 élèves actifs");
  expect(html).toContain("01/09/2026 à 08:00");
  expect(html).toMatch(/value="confirm"[\s\S]*value="cancel"/);
});

test("a refused import tells its errors, or that their detail was erased", () => {
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
  expect(draw(null, { sending })).toContain("Envoi de base.zip");
  expect(draw(anImport({ status: "done" }), { sending })).not.toContain("Dernier fichier");
});
