import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import {
  anApiClient,
  anEmptySchool,
  openBrowser,
  sampleFile,
  samplePath,
  untilAlive,
} from "./support.ts";

const { visit } = openBrowser();
const COLLEGE = "/etablissements/0808088X";

function asFile(name: string, bytes: Uint8Array) {
  return { name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) };
}

test("a head teacher signs in, tries wrong files first, then imports the zip and sees it in two tabs", async () => {
  const visitor = await visit();
  const page = await visitor.newPage();
  // Not from the home page, which opens the last school that another journey opened.
  await page.goto(`/connexion?retour=${COLLEGE}/eleves`);
  await page.getByLabel("Adresse e-mail").fill("admin@demo.test");
  await page.getByLabel("Mot de passe").fill("une erreur de frappe");
  await page.getByRole("button", { name: "Je me connecte" }).click();
  await page.getByRole("alert").waitFor();
  expect(await page.getByLabel("Adresse e-mail").inputValue()).toBe("admin@demo.test");
  await page.getByLabel("Mot de passe").fill("demo-pix-orga-2026");
  await page.getByRole("button", { name: "Je me connecte" }).click();
  await page.waitForURL(`**${COLLEGE}/eleves`);
  await page.getByText("640 élèves", { exact: true }).waitFor();

  const second = await visitor.newPage();
  await second.goto(`${COLLEGE}/eleves`);

  await page.getByRole("link", { name: "Importer la liste" }).click();
  const file = page.getByLabel("Fichier à importer");
  await file.setInputFiles(samplePath("ElevesSansAdresses-autre-etablissement.xml"));
  const dialog = page.getByRole("dialog");
  await dialog.getByText("0750001A").waitFor();
  await dialog.getByRole("button", { name: "Choisir un autre fichier" }).click();

  await file.setInputFiles(samplePath("ElevesSansAdresses-erreurs.xml"));
  await page.getByText("Le contenu du fichier comporte des erreurs.").first().waitFor();
  await page.getByText("Erreurs dans le dernier fichier importé").waitFor();
  await page.getByText("Lila MOREAU").waitFor();
  await page.getByText("rien n’a changé dans votre base").first().waitFor();

  // One refusal at a time, each with the name of its file and the page that helps.
  await page.getByText("ElevesSansAdresses-erreurs.xml").first().waitFor();
  await file.setInputFiles(asFile("liste.pdf", new TextEncoder().encode("%PDF-1.7 ")));
  await page.getByText("«\u202fliste.pdf\u202f» est un document PDF").waitFor();
  await page.getByRole("link", { name: "Où trouver le bon fichier" }).waitFor();
  expect(await page.getByText("Le contenu du fichier comporte des erreurs.").count()).toBe(0);
  expect(await page.getByText("Erreurs dans le dernier fichier importé").count()).toBe(0);

  await file.setInputFiles(samplePath("ExportXML_ElevesSansAdresses.zip"));
  await page.getByText(/Dernier fichier importé avec succès le .* par Camille Demo\./).waitFor();
  const numbers = page.getByRole("list", { name: "Résultat de l’import" });
  expect((await numbers.innerText()).replace(/\s+/g, " ")).toMatch(
    /189 ajoutés 460 modifiés 0 réactivé 180 désactivés 8 non importés : voir pourquoi/,
  );

  // The other tab was updated without a reload.
  await second.getByText("649 élèves").waitFor();
  await second
    .getByText(/importée? .*par Camille Demo/)
    .first()
    .waitFor();

  await numbers.getByRole("link", { name: /non importés/ }).click();
  await page.getByText("Sacha FAURE").waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toContain(".csv");
  await visitor.close();
});

/** Wraps the page's socket; once held, no message reaches the page any more. */
async function heldMessages(page: Page): Promise<{ hold: () => void }> {
  let held = false;
  await page.routeWebSocket(/\/imports\/live$/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      if (!held) socket.send(message);
    });
  });
  return {
    hold: () => {
      held = true;
    },
  };
}

test("the last import is undone after a question, and the base is as before", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  const messages = await heldMessages(page);
  await page.goto(`/etablissements/${uai}/eleves/import`);
  const file = page.getByLabel("Fichier à importer");
  await file.setInputFiles(asFile("a.xml", aSiecleFile({ uai }, somePupils(30))));
  await page.getByText("30 élèves actifs").waitFor();
  await file.setInputFiles(asFile("b.xml", aSiecleFile({ uai }, somePupils(40))));
  await page.getByText("40 élèves actifs").waitFor();
  await file.setInputFiles(asFile("c.xml", aSiecleFile({ uai }, [{ sex: "" }])));
  await page.getByText("Le contenu du fichier comporte des erreurs").waitFor();
  // From here on the socket is silent: the data that the page loads after the decision must be enough.
  messages.hold();
  // It is a link with the role of a button: the space bar must press it too.
  await page.getByRole("button", { name: "Annuler cet import" }).press("Space");
  await page.getByRole("dialog").getByRole("button", { name: "Oui, annuler cet import" }).click();
  await page.getByText("30 élèves actifs").waitFor();
  const told = page.getByRole("heading", { level: 2 }).first();
  expect(await told.innerText()).toMatch(/annulé/);
  expect(await told.evaluate((title) => title === document.activeElement)).toBe(true);
  expect(await page.getByText("comporte des erreurs").count()).toBe(0);
  expect(await page.getByRole("button", { name: "Annuler cet import" }).count()).toBe(0);
  await visitor.close();
});

test("an import that would empty the school waits for confirmation, and a colleague's page says so", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ as: "admin@demo.test" });
  const [page, colleague] = [await visitor.newPage(), await visitor.newPage()];
  await page.goto(`/etablissements/${uai}/eleves/import`);
  const file = page.getByLabel("Fichier à importer");
  await file.setInputFiles(asFile("a.xml", aSiecleFile({ uai }, somePupils(60))));
  await page.getByText("60 élèves actifs").waitFor();
  await colleague.goto(`/etablissements/${uai}/eleves`);
  await file.setInputFiles(asFile("b.xml", aSiecleFile({ uai }, somePupils(10))));
  await page.getByText("Cet import est en attente").first().waitFor();
  await page.getByText(/désactiverait 50 des 60 élèves actifs/).waitFor();
  await colleague
    .getByText(/en attente de la confirmation d’un administrateur/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Désactiver 50 élèves et importer" }).click();
  await page.getByText("10 élèves actifs").waitFor();
  await colleague.getByText("10 élèves", { exact: true }).waitFor();
  await visitor.close();
});

test("a decision that a colleague took first is reported, with the current state", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  const messages = await heldMessages(page);
  await page.goto(`/etablissements/${uai}/eleves/import`);
  const file = page.getByLabel("Fichier à importer");
  await file.setInputFiles(asFile("a.xml", aSiecleFile({ uai }, somePupils(60))));
  await page.getByText("60 élèves actifs").waitFor();
  await file.setInputFiles(asFile("b.xml", aSiecleFile({ uai }, somePupils(10))));
  const confirm = page.getByRole("button", { name: "Désactiver 50 élèves et importer" });
  await confirm.waitFor();
  messages.hold();
  const colleague = await anApiClient();
  const [waiting] = await colleague.listImports(uai);
  const path = `/api/organizations/${uai}/imports/${waiting?.id}/cancel`;
  const headers = { Cookie: colleague.cookie, Origin: inject("url") };
  const cancelled = await fetch(`${inject("url")}${path}`, { method: "POST", headers });
  expect(cancelled.status).toBe(200);
  await confirm.click();
  await page.getByText(/Cet import a déjà été annulé par Camille Demo le .* à \d\d:\d\d/).waitFor();
  await page.getByRole("heading", { name: "L’import a été annulé." }).waitFor();
  expect(await page.getByText("n'a pas pu être importé").count()).toBe(0);
  expect(await confirm.count()).toBe(0);
  await visitor.close();
});

test("an agricultural school imports its Fregata file, after one with the three errors of Pix's training slides", async () => {
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  await page.goto("/etablissements/0801234A/eleves/import");
  await page.getByText("(formats supportés : .csv)").waitFor();
  const file = page.getByLabel("Fichier à importer");
  await file.setInputFiles(samplePath("Fregata-erreurs.csv"));
  await page.getByText("Le contenu du fichier comporte des erreurs.").first().waitFor();
  const errors = await page.locator("main").innerText();
  expect(errors).toContain("champ INE vide");
  expect(errors).toContain("champ sexe vide");
  expect(errors).toContain("INE déjà présent");
  await file.setInputFiles(samplePath("Fregata-export-pix.csv"));
  await page.getByText(/Dernier fichier importé avec succès/).waitFor();
  await visitor.close();
});

test("a file of the other ministry, a picture and a second import are refused with what to do", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  await page.goto(`/etablissements/${uai}/eleves/import`);
  const file = page.getByLabel("Fichier à importer");
  await file.setInputFiles(asFile("vide.xml", new Uint8Array()));
  await page.getByText(/ne peut pas être lu\u00a0: il est vide\. Dans SIECLE/).waitFor();
  // It was not sent: the school's history still has no import.
  expect(await page.getByText("vide.xml").count()).toBe(0);
  await file.setInputFiles(asFile("liste.csv", sampleFile("Fregata-export-pix.csv")));
  const alert = page.getByRole("alert");
  await alert.getByText(/\.xml/).waitFor();
  await file.setInputFiles(asFile("photo.png", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])));
  await alert.getByText(/\.zip/).waitFor();
  await visitor.close();
});

test("a file above 50 MiB is refused at once by the built app", async () => {
  const { uai } = await anEmptySchool();
  const client = await anApiClient();
  const answer = await client.upload(uai, new Uint8Array(50 * 2 ** 20 + 1), "x.xml");
  expect(answer.status).toBe(413);
  expect(JSON.parse(await answer.text())).toMatchObject({ code: "PAYLOAD_TOO_LARGE" });
});

test("a member sees the list and the result, but no import button and no personal details", async () => {
  const visitor = await visit({ as: "membre@demo.test" });
  const page = await visitor.newPage();
  await page.goto(`${COLLEGE}/eleves`);
  await page.getByRole("heading", { name: "Élèves" }).waitFor();
  expect(await page.getByRole("link", { name: "Importer la liste" }).count()).toBe(0);
  const answer = await page.goto(`${COLLEGE}/eleves/import`);
  expect(answer?.status()).toBe(403);
  const foreign = await page.goto("/etablissements/0801234A/eleves");
  const unknown = await page.goto("/etablissements/0000000A/eleves");
  expect([foreign?.status(), unknown?.status()]).toEqual([404, 404]);
  await visitor.close();
});

test("without JavaScript one signs in, imports, reads the errors, undoes and signs out", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ javaScriptEnabled: false });
  const page = await visitor.newPage();
  await page.goto(`/etablissements/${uai}/eleves/import`);
  await page.getByLabel("Adresse e-mail").fill("admin@demo.test");
  await page.getByLabel("Mot de passe").fill("demo-pix-orga-2026");
  await page.getByRole("button", { name: "Je me connecte" }).click();
  await page.waitForURL(`**/${uai}/eleves/import`);
  const bad = aSiecleFile({ uai }, [{ sex: "", firstName: "Zoé" }]);
  await page.getByLabel("Fichier à importer").setInputFiles(asFile("faux.xml", bad));
  await page.getByRole("button", { name: "Importer la liste" }).click();
  await expect
    .poll(async () => {
      await page.reload();
      return await page.locator("main").innerText();
    })
    .toContain("Zoé MOREAU");
  const good = aSiecleFile({ uai }, somePupils(25));
  await page.getByLabel("Fichier à importer").setInputFiles(asFile("bon.xml", good));
  await page.getByRole("button", { name: "Importer la liste" }).click();
  await expect
    .poll(async () => {
      await page.reload();
      return await page.locator("main").innerText();
    })
    .toContain("25 élèves actifs");
  await page.getByRole("button", { name: "Annuler cet import" }).click();
  await page.getByRole("button", { name: "Oui, annuler cet import" }).click();
  await page.goto(`/etablissements/${uai}/eleves`);
  await page.getByText("Aucun élève pour l’instant").first().waitFor();
  await page.getByText("Camille Demo").first().click();
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await page.waitForURL("**/connexion**");
  await visitor.close();
});

test("with the keyboard alone one reaches the import and chooses a file", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  // Registered before anything else: Chromium only reports choosers to listeners that exist already.
  const chooser = page.waitForEvent("filechooser");
  await page.goto(`/etablissements/${uai}/eleves/import`, { waitUntil: "networkidle" });
  await untilAlive(page);
  const button = page.getByRole("button", { name: "Importer la liste" });
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press("Tab");
    if (await button.evaluate((node) => node === document.activeElement)) break;
  }
  expect(await button.evaluate((node) => node === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  await (await chooser).setFiles(asFile("a.xml", aSiecleFile({ uai }, somePupils(12))));
  await page.getByText("12 élèves actifs").waitFor();
  const focused = await page.evaluate(() => document.activeElement?.tagName);
  expect(focused).toBe("H2");
  await visitor.close();
});
