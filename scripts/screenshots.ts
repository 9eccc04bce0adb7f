import { mkdirSync } from "node:fs";
import { chromium, type Page } from "playwright-core";
import { signInPage } from "#tests/support/browser-session.ts";
import { startApp } from "./lib/app.ts";
import { launchOptions } from "./lib/chromium.ts";
import { ROOT } from "./lib/environment.ts";
import { exitWith } from "./lib/run.ts";

/** `npm run screenshots`: the pictures of the README, taken on fresh demo data at two widths. */
const FOLDER = `${ROOT}/docs/images`;
const WIDTHS = [1280, 360];
const SCHOOL = "/etablissements/0808088X";

async function takeAll(page: Page, url: string, width: number): Promise<void> {
  const take = (name: string) => page.screenshot({ path: `${FOLDER}/${name}-${width}.png` });
  const send = (file: string) =>
    page.getByLabel("Fichier à importer").setInputFiles(`${ROOT}/tests/fixtures/samples/${file}`);
  await page.goto(`${url}/connexion`);
  await take("connexion");
  await signInPage(page, url);
  await page.goto(`${url}${SCHOOL}/eleves/import`, { waitUntil: "networkidle" });
  await send("ElevesSansAdresses-erreurs.xml");
  await page.getByText("Erreurs dans le dernier fichier importé").waitFor();
  await take("erreurs");
  await send("ExportXML_ElevesSansAdresses.zip");
  await page.getByText(/Dernier fichier importé avec succès/).waitFor();
  await page.evaluate("scrollTo(0, 0)");
  await take("import");
  await page.goto(`${url}${SCHOOL}/eleves`, { waitUntil: "networkidle" });
  await take("eleves");
}

try {
  mkdirSync(FOLDER, { recursive: true });
  for (const width of WIDTHS) {
    const app = await startApp({ port: 8997, dataDir: ".test/shots", fresh: true, quiet: true });
    const browser = await chromium.launch(launchOptions());
    const page = await browser.newPage({ viewport: { width, height: 860 }, locale: "fr-FR" });
    await takeAll(page, app.url, width);
    await browser.close();
    await app.stop();
  }
  console.log("docs/images: look at each of them.");
} catch (error) {
  exitWith(error);
}
