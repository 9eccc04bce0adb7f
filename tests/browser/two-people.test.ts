import type { Page } from "playwright-core";
import { inject, test } from "vitest";
import { aResultFile, aRow } from "#tests/support/result-file.ts";
import { aSiecleFile } from "#tests/support/siecle-file.ts";
import { ofName } from "#words/names.ts";
import { anAddress, invite, signUp } from "./joining.ts";
import { anApiClient, anEmptySchool, openBrowser, untilAlive } from "./support.ts";

/** Two administrators of one school, each with a page open, decide on the same thing. */

const { visit } = openBrowser();

async function openPage(path: string, as = "admin@demo.test"): Promise<Page> {
  const page = await (await visit({ as })).newPage();
  await page.goto(path);
  await untilAlive(page);
  return page;
}

/** A second administrator, who came by an invitation. */
async function aSecondAdministrator(uai: string): Promise<Page> {
  const first = await (await visit({ as: "admin@demo.test" })).newPage();
  const page = await (await visit()).newPage();
  await page.goto(await invite(first, uai, anAddress(), "Administrateur"));
  await signUp(page, { name: "Seconde" });
  await page.waitForURL(`**/etablissements/${uai}**`);
  await first.context().close();
  return page;
}

const press = async (page: Page, name: string | RegExp) =>
  await page.locator("main, dialog[open]").getByRole("button", { name }).last().click();
const says = async (page: Page, text: string | RegExp) =>
  await page.getByText(text).first().waitFor();

test("the team and its invitations: the second decision is refused with the current state", async () => {
  const { uai } = await anEmptySchool();
  const team = `/etablissements/${uai}/equipe`;
  const second = await aSecondAdministrator(uai);
  const invited = anAddress();
  const first = await (await visit({ as: "admin@demo.test" })).newPage();
  const link = await invite(first, uai, invited);
  const other = anAddress();
  await invite(first, uai, other);

  // An invitation that was accepted meanwhile is not cancelled; one cancelled meanwhile is not sent again.
  await first.goto(`${team}/invitations`);
  await second.goto(`${team}/invitations`);
  await first.getByRole("link", { name: `Annuler l’invitation ${ofName(invited)}` }).click();
  await first.getByRole("dialog").waitFor();
  const joiner = await (await visit()).newPage();
  await joiner.goto(link);
  await signUp(joiner, { name: "Entrante" });
  await joiner.waitForURL(`**/etablissements/${uai}**`);
  await press(first, "Oui, annuler l’invitation");
  await says(first, new RegExp(`L’invitation ${ofName(invited)} a déjà été acceptée le `));
  await first.getByRole("link", { name: `Annuler l’invitation ${ofName(invited)}` }).waitFor({
    state: "detached",
  });
  await second.getByRole("link", { name: `Annuler l’invitation ${ofName(invited)}` }).click();
  await says(second, new RegExp(`L’invitation ${ofName(invited)} a déjà été acceptée le `));
  await first.getByRole("link", { name: `Annuler l’invitation ${ofName(other)}` }).click();
  await press(first, "Oui, annuler l’invitation");
  await says(first, "son lien n’est plus valable");
  await press(second, `Renvoyer l’invitation ${ofName(other)}`);
  await says(second, new RegExp(`L’invitation ${ofName(other)} a déjà été annulée le `));
  await says(second, "Aucune invitation en attente");

  // A member whom the other administrator removed has no role to change.
  await first.goto(team);
  await second.goto(team);
  await second.getByRole("link", { name: /Modifier.*Claude Entrante/ }).click();
  await first.getByRole("link", { name: "Supprimer Claude Entrante" }).click();
  await press(first, "Oui, supprimer");
  await says(first, "Claude Entrante n’a plus accès à cet espace");
  await second.getByRole("radio", { name: "Administrateur" }).check();
  await press(second, "Enregistrer");
  await says(second, "Cette personne n’a plus accès à cet espace.");
  await second.getByText("Claude Entrante").first().waitFor({ state: "detached" });
  await second.goto(`${team}?supprimer=${crypto.randomUUID()}`);
  await says(second, "Cette personne n’a plus accès à cet espace.");
  await second.goto(team);

  // One administrator removes the other's role: the other's next decision is refused.
  await first.getByRole("link", { name: /Modifier.*Claude Seconde/ }).click();
  await second.getByRole("link", { name: /Modifier.*Camille Demo/ }).click();
  await first.getByRole("radio", { name: "Membre" }).check();
  await press(first, "Enregistrer");
  await says(first, "Le rôle de Claude Seconde a été modifié");
  await second.getByRole("radio", { name: "Membre" }).check();
  await press(second, "Enregistrer");
  await second.getByRole("heading", { level: 1, name: "Rien n’a été enregistré" }).waitFor();
  await says(second, "un administrateur vient de modifier votre rôle");
  for (const page of [first, second, joiner]) await page.context().close();
}, 90_000);

test("results: a choice, a change or a removal that comes second is refused, with what is stored now", async () => {
  const { uai } = await anEmptySchool();
  const client = await anApiClient();
  const base = aSiecleFile({ uai }, [{ lastName: "ZOLA", firstName: "Noé", division: "3E D" }]);
  await client.importFile(uai, base, { filename: "base.xml" });
  await fetch(`${inject("url")}/api/organizations/${uai}/certifications/results?division=3A`, {
    method: "POST",
    headers: { Cookie: client.cookie, Origin: inject("url"), "X-Filename": "r.csv" },
    body: new Uint8Array(
      aResultFile([77, 78, 79].map((n) => aRow({ "Numéro de certification": n, Nom: `Nom${n}` }))),
    ),
  });
  const results = `/etablissements/${uai}/certifications`;
  const waiting = `${results}/a-rattacher`;
  const [first, second] = [await openPage(waiting), await openPage(waiting)];
  const choose = async (page: Page, name: string) => {
    const form = page.getByRole("form", { name: new RegExp(name) });
    await form.getByRole("button", { name: "Enregistrer ce choix" }).click();
  };

  await choose(first, "Nom77");
  await says(first, "2 résultats à rattacher");
  await choose(second, "Nom77");
  await says(second, "Ce résultat a déjà reçu un choix");
  await second.getByRole("form", { name: /Nom77/ }).waitFor({ state: "detached" });
  await choose(first, "Nom78");
  await says(first, "1 résultat à rattacher");
  await choose(first, "Nom79");
  await says(first, "Tout a été rattaché");
  await press(second, "Conserver les autres hors de la base");
  await says(second, "Aucun résultat n’est plus à rattacher");

  const kept = `${results}/resultats/77`;
  await first.goto(kept);
  await second.goto(kept);
  await first.getByLabel("Classe", { exact: true }).fill("3B");
  await press(first, "Enregistrer l’année et la classe");
  await says(first, "Le résultat a été modifié.");
  await second.getByLabel("Classe", { exact: true }).fill("3C");
  await press(second, "Enregistrer l’année et la classe");
  await says(second, "Un collègue a modifié ce résultat");
  await second.waitForFunction(
    () => document.querySelector<HTMLInputElement>("main [name=division]")?.value === "3B",
  );

  await first.getByRole("link", { name: "Retirer ce résultat" }).click();
  await press(first, "Oui, retirer ce résultat");
  await says(first, /Le résultat de la certification n° 77 a été retiré/);
  await second.getByLabel("Classe", { exact: true }).fill("3D");
  await press(second, "Enregistrer l’année et la classe");
  await second.getByRole("heading", { level: 1, name: "Rien n’a été enregistré" }).waitFor();
  await says(second, "Un collègue l’a peut-être retiré");

  // A pupil whom both try to erase.
  const { pupils } = await client.get<{ pupils: Array<{ id: string }> }>(
    `/api/organizations/${uai}/pupils`,
  );
  const sheet = `/etablissements/${uai}/eleves/${pupils[0]?.id}?effacer=oui`;
  await first.goto(sheet);
  await second.goto(sheet);
  await press(first, "Oui, effacer cet élève");
  await first.waitForURL(`**/etablissements/${uai}/eleves?*`);
  await press(second, "Oui, effacer cet élève");
  await second.getByRole("heading", { level: 1, name: "Rien n’a été enregistré" }).waitFor();
  for (const page of [first, second]) await page.context().close();
}, 90_000);
