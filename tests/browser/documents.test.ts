import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, openBrowser } from "./support.ts";

const { visit } = openBrowser();
const SCHOOL = "/etablissements/0801234A";

test("before an import, the administrator archives everything and watches it being made", async () => {
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  await page.goto(`${SCHOOL}/eleves/import`);
  await page.getByRole("button", { name: "Archiver d’abord" }).click();
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

  // The page within the archive is read without us: it is accessible too.
  const alone = await visitor.newPage();
  await alone.setContent(index);
  await expectAccessible(alone);
  await visitor.close();
});

test("without JavaScript the archive is asked for and downloaded all the same", async () => {
  const signedIn = await visit({ as: "admin@demo.test" });
  const storageState = await signedIn.storageState();
  await signedIn.close();
  const visitor = await visit({ javaScriptEnabled: false, storageState });
  const page = await visitor.newPage();
  await page.goto(`${SCHOOL}/eleves/import`);
  await page.getByRole("button", { name: /Archiver d’abord|Refaire l’archive/ }).click();
  await page.waitForURL(`**${SCHOOL}/eleves/import`);
  const link = page.getByRole("link", { name: "Télécharger l’archive" });
  await link.waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(Object.keys(unzipSync(readFileSync(await download.path())))).toContain("index.html");
  await visitor.close();
});
