import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, openBrowser, untilAlive } from "./support.ts";

const { visit } = openBrowser();
const SCHOOL = "/etablissements/0801234A";

/** The text of each page. */
async function readPdf(path: string): Promise<string[]> {
  const pdf = await getDocumentProxy(new Uint8Array(readFileSync(path)));
  return (await extractText(pdf)).text;
}

test("before an import, the administrator archives everything and watches it being made", async () => {
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  await page.goto(`${SCHOOL}/eleves/import`);
  await page.getByRole("button", { name: "Télécharger une archive au préalable" }).click();
  const link = page.getByRole("link", { name: "Télécharger l’archive" });
  await link.waitFor();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 800 });
  await expectNoSidewaysScroll(page);
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^\d{8}_archive_0801234A\.zip$/);
  const files = unzipSync(readFileSync(await download.path()));
  const index = new TextDecoder().decode(files["index.html"]);
  const names = Object.keys(files).filter((name) => name !== "index.html");
  const links = Array.from(index.matchAll(/href="([^"]+)"/g), ([, href]) => href ?? "");
  expect(links.map(decodeURIComponent).sort()).toEqual(names.sort());
  expect(names.filter((name) => name.endsWith(".pdf")).length).toBeGreaterThan(1);

  // The page inside the archive is read without the product: it must be accessible too.
  const alone = await visitor.newPage();
  await alone.setContent(index);
  await expectAccessible(alone);
  await visitor.close();
});

test("attestations are downloaded by class with their sheet, and by pupil", async () => {
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  await page.goto("/etablissements/0808088X/certifications?year=2025-2026&division=3E+A");
  await untilAlive(page);
  await page.locator(".attestation-options > summary").click();
  await page.getByRole("checkbox", { name: /feuille d’émargement/ }).check();
  await page.waitForURL((url) => url.searchParams.get("edition") === "ceremonie");
  const button = page.getByRole("button", { name: "Télécharger les attestations" });
  const [all] = await Promise.all([page.waitForEvent("download"), button.click()]);
  expect(all.suggestedFilename()).toMatch(/^\d{8}_attestations_3E A_ceremonie\.pdf$/);
  expect((await readPdf(await all.path()))[0]).toContain("Feuille d’émargement");
  await page.getByRole("radio", { name: /attestation à remettre en cérémonie/ }).check();
  await page.waitForURL((url) => url.searchParams.get("presentation") === "remise");
  const [stage] = await Promise.all([page.waitForEvent("download"), button.click()]);
  expect((await readPdf(await stage.path()))[1]).toContain("remise à");

  const row = page.getByRole("row", { name: /ARNAUD Iris/ });
  const [one] = await Promise.all([
    page.waitForEvent("download"),
    row.getByRole("link", { name: /attestation d’Iris ARNAUD/ }).click(),
  ]);
  const pages = await readPdf(await one.path());
  expect(pages).toHaveLength(1);
  expect(pages[0]).toContain("Iris ARNAUD");

  // Requested from here, the archive leaves the class on the screen.
  await page.getByRole("button", { name: /Tout archiver|Refaire l’archive/ }).click();
  await page.getByRole("link", { name: "Télécharger l’archive" }).waitFor();
  expect(new URL(page.url()).searchParams.get("division")).toBe("3E A");
  await visitor.close();
});

test("without JavaScript the archive is requested and downloaded all the same", async () => {
  const signedIn = await visit({ as: "admin@demo.test" });
  const storageState = await signedIn.storageState();
  await signedIn.close();
  const visitor = await visit({ javaScriptEnabled: false, storageState });
  const page = await visitor.newPage();
  await page.goto(`${SCHOOL}/eleves/import`);
  await page
    .getByRole("button", { name: /Télécharger une archive au préalable|Refaire l’archive/ })
    .click();
  await page.waitForURL(`**${SCHOOL}/eleves/import`);
  const link = page.getByRole("link", { name: "Télécharger l’archive" });
  await link.waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(Object.keys(unzipSync(readFileSync(await download.path())))).toContain("index.html");
  await visitor.close();
});
