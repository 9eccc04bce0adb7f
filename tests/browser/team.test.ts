import { expect, inject, test } from "vitest";
import { ofName } from "#words/names.ts";
import {
  ACTIVATION,
  anAddress,
  ask,
  invite,
  NEW_PASSWORD,
  signIn,
  signInPanel,
  signUp,
  signUpPanel,
} from "./joining.ts";
import { linkMailedTo, untilMailed } from "./mailbox.ts";
import { anEmptySchool, openBrowser, untilAlive } from "./support.ts";

const { visit } = openBrowser();

test("a head teacher activates the space: form, mail of the school, sign-up, administrator", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit();
  const page = await visitor.newPage();
  await page.goto("/demande-administration-sco");
  await page.getByLabel("UAI/RNE de l'établissement").fill("080X");
  await page.getByRole("button", { name: "Confirmer" }).click();
  const alert = page.getByRole("alert");
  await alert.getByText("7 chiffres suivis d’une lettre").waitFor();
  expect(await alert.evaluate((box) => box === document.activeElement)).toBe(true);
  expect(await page.getByLabel("UAI/RNE de l'établissement").inputValue()).toBe("080X");

  // The doubt is told in the form while the UAI is typed; the example raises none.
  const doubt = page.getByText("La lettre finale");
  await untilAlive(page);
  await page.getByLabel("UAI/RNE de l'établissement").fill("0808088X");
  expect(await doubt.count()).toBe(0);
  // Its letter would be W. That of the journey's own school may be right, or not.
  await page.getByLabel("UAI/RNE de l'établissement").fill("9900001X");
  await doubt.waitFor();
  const link = await ask(page, uai);
  // A mail scanner opens the link first: nothing is consumed.
  await fetch(link);
  await page.goto(link);
  expect(page.url()).toBe(`${inject("url")}/rejoindre`);
  await page.getByText(`(${uai}), Amiens`).waitFor();
  await page.getByText("administrateur", { exact: true }).waitFor();

  const email = anAddress();
  await signUp(page, { name: "Direction", email, password: "claude direction" });
  await signUpPanel(page).getByRole("alert").waitFor();
  expect(await signUpPanel(page).getByLabel("Nom", { exact: true }).inputValue()).toBe("Direction");
  await signUp(page, { name: "Direction", email });
  await page.waitForURL(`**/etablissements/${uai}**`);
  await page.goto(`/etablissements/${uai}/equipe`);
  const admins = page.getByRole("region", { name: /^Administrateurs/ }).first();
  expect(await admins.innerText()).toContain("Claude Direction");

  const told = await untilMailed("admin@demo.test", /^Nouvel administrateur/);
  expect(told.text).toContain("Claude Direction");
  await untilMailed(email, /^Confirmez votre adresse/);
  // The person who used the link is led in by it again; for another person, it says that it was used.
  await page.goto(link);
  await page.waitForURL(`**/etablissements/${uai}**`);
  const stranger = await (await visit()).newPage();
  await stranger.goto(link);
  await stranger.getByRole("heading", { name: "Ce lien a déjà été utilisé" }).waitFor();
  await stranger.context().close();
  await visitor.close();
});

test("a space whose administrator left is recovered with an existing account, and cleaned", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit();
  const page = await visitor.newPage();
  const first = await ask(page, uai);
  const second = await (async () => {
    await ask(page, uai);
    let link = first;
    await expect
      .poll(async () => {
        link = await linkMailedTo(`ce.${uai.toLowerCase()}@demo.test`, ACTIVATION);
        return link;
      })
      .not.toBe(first);
    return link;
  })();
  await page.goto(first);
  await page.getByRole("heading", { name: "Ce lien a été remplacé" }).waitFor();
  await page.goto(second);
  await signIn(page, "membre@demo.test");
  await page.waitForURL(`**/etablissements/${uai}**`);

  await page.goto(`/etablissements/${uai}/equipe`);
  await page.getByRole("link", { name: "Supprimer Camille Demo" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Les invitations en attente envoyées par cette personne").waitFor();
  await dialog.getByRole("button", { name: "Oui, supprimer" }).click();
  const done = page.getByText("Camille Demo n’a plus accès à cet espace");
  await done.waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toContain("Camille Demo n’a plus accès");
  await untilMailed("admin@demo.test", /^Vous n’avez plus accès/);
  const former = await visit({ as: "admin@demo.test" });
  const answer = await (await former.newPage()).goto(`/etablissements/${uai}/equipe`);
  expect(answer?.status()).toBe(404);
  await former.close();
  await visitor.close();
});

test("an invited colleague joins with an existing account, and sees the team without its tools", async () => {
  const { uai } = await anEmptySchool();
  const admin = await visit({ as: "admin@demo.test" });
  const link = await invite(await admin.newPage(), uai, "membre@demo.test");
  const visitor = await visit();
  const page = await visitor.newPage();
  await page.goto(link);
  await page.getByRole("heading", { name: "Vous êtes invité(e) à rejoindre Pix Orga" }).waitFor();
  expect(await signInPanel(page).getByLabel("Adresse e-mail").inputValue()).toBe(
    "membre@demo.test",
  );
  await signUp(page, { name: "Déjà" });
  await signUpPanel(page).getByText("Cette adresse a déjà un compte").first().waitFor();
  await signIn(page, "membre@demo.test");
  await page.waitForURL(`**/etablissements/${uai}**`);
  await page.getByRole("link", { name: "Équipe" }).first().click();
  await page.getByRole("heading", { name: "Équipe" }).waitFor();
  expect(await page.getByRole("link", { name: "Inviter un membre" }).count()).toBe(0);
  expect(await page.getByRole("link", { name: /Supprimer|Modifier le rôle/ }).count()).toBe(0);
  for (const path of ["equipe/invitations", "equipe/inviter"]) {
    expect((await page.goto(`/etablissements/${uai}/${path}`))?.status()).toBe(403);
  }
  await page.goto(`/etablissements/${uai}/equipe`);
  await page.getByRole("link", { name: "Quitter cet espace" }).click();
  await page.getByRole("button", { name: "Oui, quitter cet espace" }).click();
  await page.waitForURL((url) => !url.pathname.includes(uai));
  expect((await page.goto(`/etablissements/${uai}/equipe`))?.status()).toBe(404);
  await visitor.close();
  await admin.close();
});

test("without JavaScript one invites, signs up by the mail, changes a role and cancels an invitation", async () => {
  const { uai } = await anEmptySchool();
  const admin = await visit({ as: "admin@demo.test" });
  const plain = await visit({ javaScriptEnabled: false });
  await plain.addCookies(await admin.cookies());
  const page = await plain.newPage();
  const email = anAddress();
  const link = await invite(page, uai, email);

  const visitor = await visit({ javaScriptEnabled: false });
  const join = await visitor.newPage();
  await join.goto(link);
  await signUp(join, { name: "Nouvelle", password: "court" });
  await signUpPanel(join).getByRole("alert").waitFor();
  expect(await signUpPanel(join).getByLabel("Nom", { exact: true }).inputValue()).toBe("Nouvelle");
  await signUp(join, { name: "Nouvelle" });
  await join.waitForURL(`**/etablissements/${uai}**`);
  await visitor.close();

  await page.goto(`/etablissements/${uai}/equipe`);
  await page.getByRole("link", { name: "Modifier le rôle de Claude Nouvelle" }).click();
  await page.getByRole("radio", { name: "Administrateur" }).check();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("Le rôle de Claude Nouvelle a été modifié").waitFor();
  await untilMailed(email, /^Votre rôle/);

  const other = anAddress();
  const unused = await invite(page, uai, other);
  await page.getByRole("link", { name: "Voir les invitations" }).click();
  await page.getByRole("link", { name: `Annuler l’invitation ${ofName(other)}` }).click();
  await page.getByRole("button", { name: "Oui, annuler l’invitation" }).click();
  await page.getByText(`L’invitation ${ofName(other)} a été annulée`).waitFor();
  await page.goto(unused);
  await page.getByRole("heading", { name: "Ce lien a été annulé" }).waitFor();
  await plain.close();
  await admin.close();
});

test("the last administrator can neither become a member nor leave", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  await page.goto(`/etablissements/${uai}/equipe`, { waitUntil: "networkidle" });
  const dialog = page.getByRole("dialog");
  for (const link of ["Modifier le rôle de Camille Demo", "Quitter cet espace"]) {
    await page.getByRole("link", { name: link }).click();
    // Told in the first dialog, which then has nothing to send.
    await dialog.getByText("désignez-en d’abord un autre").waitFor();
    expect(await dialog.locator("button[type=submit][name=intent]").count()).toBe(0);
    await page.keyboard.press("Escape");
    await page.waitForURL(/equipe$/);
  }
  await page.reload();
  expect(await page.locator("main").innerText()).toContain("Administrateur");
  await visitor.close();
});

test("an account other than the invited one must confirm, and the inviter is informed", async () => {
  const { uai } = await anEmptySchool();
  const admin = await visit({ as: "admin@demo.test" });
  const email = anAddress();
  const link = await invite(await admin.newPage(), uai, email, "Administrateur");
  const visitor = await visit({ as: "membre@demo.test" });
  const page = await visitor.newPage();
  await page.goto(link, { waitUntil: "networkidle" });
  await page.getByText(`envoyée à ${email}`).waitFor();
  await page
    .locator("main form")
    .first()
    .evaluate((form: HTMLFormElement) => {
      form.noValidate = true;
    });
  await page.getByRole("button", { name: "Rejoindre l’espace" }).click();
  await page.getByRole("alert").getByText("cochez la case").waitFor();
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Rejoindre l’espace" }).click();
  await page.waitForURL(`**/etablissements/${uai}**`);
  await untilMailed("admin@demo.test", /acceptée avec un autre compte/);
  await visitor.close();
  await admin.close();
});

test("many addresses at once: outside addresses must be confirmed, wrong ones stay to be corrected", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  await page.goto(`/etablissements/${uai}/equipe/inviter`, { waitUntil: "networkidle" });
  const [first, second] = [anAddress(), `${crypto.randomUUID()}@gmail.com`];
  const typed = `"Lou, A." <${first}>; ${second}\nadmin@demo.test, sans-arobase`;
  await page.getByLabel("Adresses e-mail").fill(typed);
  await page.getByRole("button", { name: "Inviter", exact: true }).click();
  const question = page.getByText("Ces adresses sont-elles bien celles de votre équipe");
  await question.waitFor();
  expect(await page.getByRole("listitem").filter({ hasText: second }).count()).toBe(1);
  expect(await page.getByLabel("Adresses e-mail").inputValue()).toBe(typed);
  await page.getByRole("button", { name: "Oui, les inviter" }).click();
  await page.getByText("2 invitations envoyées").waitFor();
  const report = await page.getByRole("table").innerText();
  expect(report).toContain("Déjà membre de l’équipe");
  expect(report).toContain("Adresse non valide");
  expect(await page.getByLabel("Adresses e-mail").inputValue()).toBe("sans-arobase");
  await page.getByRole("link", { name: "Voir les invitations" }).click();
  await page.getByRole("button", { name: `Renvoyer l’invitation ${ofName(first)}` }).click();
  await page.getByRole("alert").getByText("moins d’une minute").waitFor();
  await visitor.close();
});

test("with the keyboard alone one signs up by an invitation", async () => {
  const { uai } = await anEmptySchool();
  const admin = await visit({ as: "admin@demo.test" });
  const link = await invite(await admin.newPage(), uai, anAddress());
  const visitor = await visit();
  const page = await visitor.newPage();
  await page.goto(link, { waitUntil: "networkidle" });
  const reach = async (label: string) => {
    const field = signUpPanel(page).getByLabel(label, { exact: true });
    for (let presses = 0; presses < 20; presses += 1) {
      if (await field.evaluate((node) => node === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`"${label}" is out of reach`);
  };
  await reach("Prénom");
  await page.keyboard.type("Lou");
  await reach("Nom");
  await page.keyboard.type("Clavier");
  await reach("Mot de passe");
  await page.keyboard.type(NEW_PASSWORD);
  await reach("J’accepte les conditions d’utilisation");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/etablissements/${uai}**`);
  await visitor.close();
  await admin.close();
});
