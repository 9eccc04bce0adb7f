import { gzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { anApiClient, anEmptySchool, expectAccessibleEverywhere, openBrowser } from "./support.ts";

const { visit } = openBrowser();
const PAGES = [
  ...["/connexion", "/demande-administration-sco", "/rejoindre"],
  ...["eleves", "eleves/import", "equipe", "equipe/invitations", "equipe/inviter", "nulle-part"],
];
/** A school with a success and then a refused file: every card and table has something to show. */
async function aBusySchool(): Promise<string> {
  const { uai } = await anEmptySchool();
  const client = await anApiClient();
  for (const pupils of [somePupils(70), [{ sex: "" }, { ine: "" }]]) {
    await client.importFile(uai, aSiecleFile({ uai }, pupils), { filename: "eleves.xml" });
  }
  return uai;
}

test("on every page axe finds nothing and nothing sticks out, at 1280 and 360 pixels; none logs an error, breaks its CSP or carries an inline style", async () => {
  const uai = await aBusySchool();
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  const said: string[] = [];
  page.on("console", (message) => {
    const expected = message.text().includes("404");
    if (message.type() === "error" && !expected) said.push(message.text());
  });
  page.on("pageerror", (error) => said.push(error.message));
  for (const path of PAGES) {
    await page.goto(path.startsWith("/") ? path : `/etablissements/${uai}/${path}`);
    await page.waitForLoadState("networkidle");
    expect(await page.content(), path).not.toMatch(/ style=/);
    await expectAccessibleEverywhere(page, path);
  }
  expect(said).toEqual([]);
  await visitor.close();
}, 120_000);

test("the first load of the import page holds less than 160 KB of JavaScript and 25 KB of CSS", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  const tools = await visitor.newCDPSession(page);
  await tools.send("Network.setCacheDisabled", { cacheDisabled: true });
  const urls: string[] = [];
  page.on("response", (answer) => urls.push(answer.url()));
  await page.goto(`/etablissements/${uai}/eleves/import`, { waitUntil: "networkidle" });
  const weigh = async (kind: RegExp) => {
    const files = urls.filter((url) => kind.test(new URL(url).pathname));
    const bodies = await Promise.all(files.map(async (url) => (await fetch(url)).arrayBuffer()));
    return bodies.reduce((total, body) => total + gzipSync(body).byteLength, 0);
  };
  const weight = { js: await weigh(/\.js$/), css: await weigh(/\.css$/) };
  expect(weight.js).toBeGreaterThan(50_000);
  expect(weight.js).toBeLessThan(160 * 1024);
  expect(weight.css).toBeLessThan(25 * 1024);
  await visitor.close();
});

test("the list is searched, filtered by class, sorted and paged from its URL", async () => {
  const uai = await aBusySchool();
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  await page.goto(`/etablissements/${uai}/eleves`);
  await page.getByText("70 élèves").waitFor();
  expect(await page.locator("tbody tr").count()).toBe(50);
  await page.getByRole("link", { name: "Page suivante" }).click();
  await expect.poll(() => page.locator("tbody tr").count()).toBe(20);
  await page.goto(`/etablissements/${uai}/eleves?division=6A&sort=-lastName`);
  await page.getByText("18 élèves").waitFor();
  expect(await page.locator("tbody tr").first().innerText()).toContain("GARNIER0068");
  await page.getByLabel("Recherche sur le nom et prénom").fill("noe garnier0004");
  await page.getByRole("button", { name: "Filtrer" }).click();
  await page.getByText("1 élève trouvé", { exact: true }).waitFor();
  await visitor.close();
});

test("a page of the school is returned to after signing in", async () => {
  const visitor = await visit();
  const page = await visitor.newPage();
  await page.goto("/etablissements/0808088X/eleves?page=2");
  await page.getByLabel("Adresse e-mail").fill("membre@demo.test");
  await page.getByLabel("Mot de passe").fill("demo-pix-orga-2026");
  await page.getByRole("button", { name: "Je me connecte" }).click();
  await page.waitForURL("**/eleves?page=2");
  await page.goto("/connexion?retour=//evil.example/");
  expect(new URL(page.url()).origin).toBe(inject("url"));
  await visitor.close();
});

test("a page printed from a dark screen is dark ink on white paper", async () => {
  const visitor = await visit({ colorScheme: "dark" });
  const page = await visitor.newPage();
  await page.goto("/documentation/rentree");
  await page.emulateMedia({ media: "print" });
  const ink = await page.evaluate(() => getComputedStyle(document.body).color);
  expect(Math.max(...(ink.match(/\d+/g) ?? []).map(Number))).toBeLessThan(90);
  await visitor.close();
});
