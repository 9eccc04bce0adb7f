import { expect, test } from "vitest";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { aLivelySchool } from "./lively-school.ts";
import {
  anApiClient,
  anEmptySchool,
  expectAccessibleEverywhere,
  expectNoSidewaysScroll,
  openBrowser,
  untilAlive,
} from "./support.ts";

const { visit } = openBrowser();
const ADMIN = "admin@demo.test";
const COLLEGE = "/etablissements/0808088X";

test("the start page shows the school's situation, before and after its import", async () => {
  const visitor = await visit({ as: ADMIN });
  const page = await visitor.newPage();
  const { uai } = await anEmptySchool();
  await page.goto(`/etablissements/${uai}`);
  const step = (name: string) => page.getByRole("listitem").filter({ hasText: name });
  await step("Importer la base élèves").getByText("À faire", { exact: true }).waitFor();
  await step("Importer la base élèves").getByText("La base est vide.").waitFor();
  await step("Vérifier les départs").getByText("À venir", { exact: true }).waitFor();
  expect(await page.title()).toMatch(/^Accueil – Collège de charge \d+ – Pix Orga$/);
  const lively = await aLivelySchool();
  await page.goto(lively);
  await step("Importer la base élèves").getByText("Fait", { exact: true }).waitFor();
  await step("Importer la base élèves").getByText("59 élèves actifs").waitFor();
  // Done once a person looked, not when the import ended.
  await step("Vérifier les départs").getByText("Le dernier import a désactivé 1 élève.").waitFor();
  await page.getByRole("link", { name: "Voir les élèves désactivés" }).click();
  await page.getByText("GARNIER0059").waitFor();
  await page.goto(lively);
  await step("Vérifier les départs").getByText("1 élève a quitté la liste").waitFor();
  await visitor.close();
});

test("a member sees the school's situation and its pupils, never an INE nor what is for administrators", async () => {
  const visitor = await visit({ as: "membre@demo.test" });
  const page = await visitor.newPage();
  await page.goto(COLLEGE);
  await page.getByRole("heading", { name: "Les classes" }).waitFor();
  expect(await page.getByText(/étapes|L'administrateur peut/).count()).toBe(0);
  await page.getByRole("list").getByRole("link", { name: "4E A", exact: true }).click();
  await page.waitForURL(/division=4E\+A/);
  await page.goto(COLLEGE);
  await page.getByLabel("Nom ou prénom").fill("andre");
  await page.getByRole("button", { name: "Chercher" }).click();
  await page.waitForURL(/search=andre/);
  await page.goto(COLLEGE);
  expect(await page.locator("main .btn", { hasText: "Importer" }).count()).toBe(0);
  await page.goto(`${COLLEGE}/eleves?search=andre`);
  await page.locator("tbody a").first().click();
  await page.getByRole("heading", { name: "Identité" }).waitFor();
  expect(await page.locator("main").innerText()).not.toMatch(/\bINE\b|Certifications/);
  const here = new URL(page.url()).pathname;
  const asked = await page.evaluate(async (path) => {
    const answer = await fetch(`${path}.data`, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    });
    return `${answer.status} ${await answer.text()}`;
  }, here);
  expect(asked).toMatch(/^403/);
  expect(asked).not.toMatch(/\d{9}[A-Z]{2}/);
  // The same pupil, requested by a person of another school.
  const foreign = here.replace("0808088X", "9900001X");
  expect((await page.goto(foreign))?.status()).toBe(404);
  await visitor.close();
});

test("levels and classes filter together, the count is announced, the file holds what is shown", async () => {
  const school = await aLivelySchool();
  const visitor = await visit({ as: ADMIN });
  const page = await visitor.newPage();
  await page.goto(`${school}/eleves`);
  await page.locator("summary", { hasText: "Classes" }).click();
  await page.getByLabel("3Z").check();
  await page.getByLabel("5A").check();
  await page.getByRole("button", { name: "Filtrer" }).click();
  await page.locator("[role=status]", { hasText: "16 élèves trouvés" }).waitFor();
  expect(new URL(page.url()).search).toContain("division=3Z");
  await page.getByRole("link", { name: "Prénom" }).click();
  await page.waitForURL(/sort=firstName/);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Télécharger la liste (CSV)" }).click();
  const stream = await (await download).createReadStream();
  const chunks = await stream.toArray();
  const lines = Buffer.concat(chunks).toString("utf8").trim().split("\r\n");
  expect(lines.length).toBe(17);
  expect(lines[1]).toContain(";Inès;");
  await visitor.close();
});

test("the lists of filters close each other, the filters are kept, and a sheet leads back to them", async () => {
  const school = await aLivelySchool();
  const visitor = await visit({ as: ADMIN });
  const page = await visitor.newPage();
  await page.goto(`${school}/eleves`);
  await untilAlive(page);
  const classes = page.locator("summary", { hasText: "Classes" });
  await classes.click();
  await page.getByLabel("5A").check();
  await page.locator("summary", { hasText: "Situation" }).click();
  await page.getByLabel("5A").waitFor({ state: "hidden" });
  await page.getByRole("radio", { name: "Actifs et désactivés" }).check();
  await page.keyboard.press("Escape");
  await page.getByRole("radio", { name: "Actifs et désactivés" }).waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Filtrer" }).click();
  await page.getByRole("link", { name: "Retirer le filtre 5A" }).waitFor();
  const filtered = new URL(page.url()).search;
  await page.locator("tbody a").first().click();
  await page.getByRole("heading", { name: "Identité" }).waitFor();
  await page.locator(".back").click();
  await page.waitForURL((url) => url.search === filtered);
  // Another day: the list opens with the same filters, and « Effacer » forgets them.
  await page.goto(`${school}/eleves`);
  await page.waitForURL((url) => url.searchParams.get("division") === "5A");
  await page.getByRole("link", { name: "Effacer les filtres" }).click();
  await page.waitForURL((url) => url.search === "");
  // The address changes first, then the page, then what the browser keeps.
  const isKept = () => Object.keys(localStorage).some((key) => key.startsWith("filtres-eleves"));
  await expect.poll(() => page.evaluate(isKept)).toBe(false);
  await page.goto(`${school}/eleves`, { waitUntil: "networkidle" });
  expect(new URL(page.url()).search).toBe("");
  await page.getByRole("link", { name: "Listes de classe à imprimer" }).click();
  await page.getByRole("heading", { name: "Classe 5A" }).waitFor();
  await expectAccessibleEverywhere(page);
  await visitor.close();
});

test("on a phone the first pupil is on the first screen, in two lines", async () => {
  const school = await aLivelySchool();
  const visitor = await visit({ as: ADMIN, viewport: { width: 360, height: 740 } });
  const page = await visitor.newPage();
  await page.goto(`${school}/eleves`);
  await untilAlive(page);
  await page.locator("main").getByRole("button", { name: "Fermer cette annonce" }).click();
  // Filters that apply have names of any length.
  await page.goto(`${school}/eleves?division=5A&level=5e&include=deactivated`);
  await page.getByText("Situation (1)").waitFor();
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: "Effacer les filtres" }).first().click();
  await page.waitForURL((url) => url.search === "");
  const first = page.locator(".people tbody tr").first();
  const box = await first.boundingBox();
  expect((box?.y ?? 1000) + (box?.height ?? 0)).toBeLessThan(740);
  expect(box?.height).toBeLessThan(70);
  // One who left has a third line, and a name that stays on one.
  await page.goto(`${school}/eleves?include=deactivated&search=garnier0059`);
  const left = page.locator(".people tbody tr", { has: page.locator(".tag") });
  await left.waitFor();
  expect((await left.locator("th a").boundingBox())?.height).toBeLessThan(40);
  await expectNoSidewaysScroll(page);
  await page.goto(`${school}/eleves`);
  await page.reload({ waitUntil: "networkidle" });
  expect(
    await page.locator("main").getByRole("button", { name: "Fermer cette annonce" }).count(),
  ).toBe(0);
  await visitor.close();
});

test("with the keyboard alone one goes from the start page to a pupil's INE", async () => {
  const school = await aLivelySchool();
  const visitor = await visit({ as: ADMIN });
  const page = await visitor.newPage();
  await page.goto(school, { waitUntil: "networkidle" });
  const press = async (until: string, most = 40) => {
    for (let presses = 0; presses < most; presses += 1) {
      await page.keyboard.press("Tab");
      const name = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
      if (name.startsWith(until)) return;
    }
    throw new Error(`${until} is not reached`);
  };
  await press("Aller au contenu", 1);
  await press("Aller au menu", 1);
  await page.keyboard.press("Enter");
  // Its fourth entry, after what is above the menu.
  await press("Élèves", 5);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/eleves");
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement?.matches("[name=search]"))) break;
  }
  await page.keyboard.type("garnier0000");
  await page.keyboard.press("Enter");
  await page.getByText("1 élève trouvé", { exact: true }).waitFor();
  await press("GARNIER0000");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Historique" }).waitFor();
  await page.getByText("3Z").first().waitFor();
  await press("Afficher l’INE");
  await page.keyboard.press("Enter");
  await page.getByText("200000000KB").waitFor();
  expect(page.url()).not.toContain("KB");
  await visitor.close();
});

test("on a phone the menu leads everywhere, and the documentation answers", async () => {
  const school = await aLivelySchool();
  const visitor = await visit({ as: ADMIN, viewport: { width: 360, height: 740 }, hasTouch: true });
  const page = await visitor.newPage();
  await page.goto(school, { waitUntil: "networkidle" });
  await page.getByText("Menu", { exact: true }).tap();
  await page.getByRole("link", { name: "Élèves", exact: true }).tap();
  await page.getByText("59 élèves", { exact: true }).waitFor();
  await page.getByText("Menu", { exact: true }).tap();
  await page.getByRole("link", { name: "Documentation", exact: true }).tap();
  await page.getByLabel("Rechercher dans la documentation").fill("ine en double");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "INE en double" }).tap();
  await page.getByRole("heading", { name: "INE en double", level: 1 }).waitFor();
  await page.getByText("Lila MOREAU (ligne 13)").waitFor();
  await expectNoSidewaysScroll(page);
  await visitor.close();
});

test("Ctrl K finds a pupil, a page and help; the menu stays on every page", async () => {
  const school = await aLivelySchool();
  const visitor = await visit({ as: ADMIN, viewport: { width: 1280, height: 800 } });
  const page = await visitor.newPage();
  const menu = page.getByRole("navigation", { name: "Navigation principale" });
  const find = async (text: string) => {
    await page.keyboard.press("Control+K");
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: `Résultats pour «\u202f${text}\u202f»` }).waitFor();
  };
  await page.goto(school, { waitUntil: "networkidle" });
  // While one types, the first results are suggested: the arrows reach them, Escape closes them.
  await page.keyboard.press("Control+K");
  await page.keyboard.type("garnier0002");
  const suggested = page.locator(".suggestions").getByRole("link", { name: /GARNIER0002/ });
  await suggested.waitFor();
  await page.keyboard.press("Escape");
  await suggested.waitFor({ state: "detached" });
  await page.keyboard.press("Control+K");
  await page.keyboard.type("garnier0003");
  await page
    .locator(".suggestions")
    .getByRole("link", { name: /GARNIER0003/ })
    .waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Identité" }).waitFor();
  await find("garnier0001");
  await page
    .locator("main")
    .getByRole("link", { name: /GARNIER0001/ })
    .click();
  await page.getByRole("heading", { name: "Identité" }).waitFor();
  await find("importer");
  await page.getByRole("region", { name: "Pages" }).getByRole("link").first().waitFor();
  await find("double authentification");
  await page.getByRole("region", { name: "Aide" }).getByRole("link").first().click();
  await page.waitForURL(/\/documentation\//);
  for (const path of ["/compte", "/accessibilite", "/nulle-part", `${school}/nulle-part`]) {
    await page.goto(path);
    await menu.waitFor();
  }
  await page.getByRole("heading", { name: "Page introuvable" }).waitFor();
  await visitor.close();
});

test("without JavaScript one filters, opens a sheet, shows an INE, and searches the documentation", async () => {
  const visitor = await visit({ javaScriptEnabled: false });
  const page = await visitor.newPage();
  await page.goto(COLLEGE);
  await page.getByLabel("Adresse e-mail").fill(ADMIN);
  await page.getByLabel("Mot de passe").fill("demo-pix-orga-2026");
  await page.getByRole("button", { name: "Je me connecte" }).click();
  await page.getByRole("heading", { name: "Les étapes de la rentrée" }).waitFor();
  await page.getByRole("link", { name: "Élèves", exact: true }).click();
  await page.locator("summary", { hasText: "Niveaux" }).click();
  await page.getByLabel("4e", { exact: true }).check();
  await page.getByRole("button", { name: "Filtrer" }).click();
  await page.waitForURL(/level=4e/);
  await page.getByText("élèves trouvés").waitFor();
  expect(await page.locator("tbody td[data-label=Classe]").first().innerText()).toContain("4E");
  await page.locator("tbody a").first().click();
  await page.getByRole("button", { name: "Afficher l’INE" }).click();
  expect(await page.locator(".ine").innerText()).toMatch(/^\w{11}$/);
  await page.getByLabel("Trouver un élève").filter({ visible: true }).fill("journal");
  await page.getByRole("button", { name: "Trouver" }).filter({ visible: true }).click();
  await page
    .getByRole("region", { name: "Pages" })
    .getByRole("link", { name: "Journal" })
    .waitFor();
  await page.getByRole("link", { name: "Documentation", exact: true }).click();
  await page.getByLabel("Rechercher dans la documentation").fill("classe");
  await page.getByRole("button", { name: "Rechercher" }).click();
  await page.getByText(/pages trouvées/).waitFor();
  await page.getByLabel("Rechercher dans la documentation").fill("journal des zèbres");
  await page.getByRole("button", { name: "Rechercher" }).click();
  await page.getByText("Aucune page ne contient tous ces mots.").waitFor();
  await page.locator(".entries").getByRole("link", { name: "Le journal" }).waitFor();
  await visitor.close();
});

test("« Importer la liste » opens the chooser before the page is hydrated, and the file then waits for it", async () => {
  const school = await aLivelySchool();
  const visitor = await visit({ as: ADMIN });
  const page = await visitor.newPage();
  let letGo = () => {};
  const held = new Promise<void>((done) => {
    letGo = done;
  });
  await page.route("**/assets/*.js", async (route) => {
    await held;
    await route.continue();
  });
  const chooser = page.waitForEvent("filechooser");
  await page.goto(`${school}/eleves/import`, { waitUntil: "commit" });
  const button = page.getByText("Importer la liste", { exact: true });
  await button.waitFor();
  // Styles and fonts that load late would move the button away from under the click.
  await page.waitForFunction(() => {
    const links = [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")];
    return links.every(({ sheet }) => sheet !== null) && document.fonts.status === "loaded";
  });
  const place = await button.boundingBox();
  if (!place) throw new Error("no button");
  await page.mouse.click(place.x + place.width / 2, place.y + place.height / 2);
  const file = aSiecleFile({ uai: school.slice(-8) }, somePupils(58));
  await (await chooser).setFiles({
    name: "a.xml",
    mimeType: "application/octet-stream",
    buffer: Buffer.from(file),
  });
  letGo();
  await untilAlive(page);
  await page.getByText("58 élèves actifs").waitFor();
  await visitor.close();
});

test("each error of a refused file leads to its page", async () => {
  const { uai } = await anEmptySchool();
  const client = await anApiClient();
  const bad = aSiecleFile({ uai }, [{ sex: "" }]);
  await client.importFile(uai, bad, { filename: "eleves.xml" });
  const visitor = await visit({ as: ADMIN });
  const page = await visitor.newPage();
  await page.goto(`/etablissements/${uai}/eleves/import`);
  await page.getByRole("link", { name: "En savoir plus : Sexe non renseigné" }).click();
  await page.getByRole("heading", { name: "Sexe non renseigné", level: 1 }).waitFor();
  await page.waitForURL("**/documentation/erreurs/SEX_REQUIRED");
  await visitor.close();
});
