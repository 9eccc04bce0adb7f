import { test } from "vitest";
import { anAddress, invite, signUpPanel } from "./joining.ts";
import { anEmptySchool, expectAccessibleEverywhere, openBrowser } from "./support.ts";

const { visit } = openBrowser();

test("axe finds nothing in any state, nor does anything stick out, at 1280 and 360 pixels", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  const look = async () => {
    await page.waitForLoadState("networkidle");
    await expectAccessibleEverywhere(page);
  };
  const email = anAddress();
  const link = await invite(page, uai, email);
  await look();
  const school = `/etablissements/${uai}`;
  for (const path of [
    "/demande-administration-sco",
    `${school}/equipe`,
    `${school}/equipe/invitations`,
    `${school}/equipe/inviter`,
    "/rejoindre",
    link,
    `/rejoindre?jeton=${"x".repeat(43)}`,
  ]) {
    await page.goto(path);
    await look();
  }
  await page.goto(`${school}/equipe`, { waitUntil: "networkidle" });
  await page.getByRole("link", { name: "Modifier le rôle de Camille Demo" }).click();
  await page.getByRole("dialog").waitFor();
  await look();
  await page.goto("/demande-administration-sco", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Confirmer" }).click();
  await page.getByRole("alert").waitFor();
  await look();
  await page.getByLabel("UAI/RNE de l'établissement").fill(uai);
  await page.getByLabel("Votre prénom").fill("Claude");
  await page.getByLabel("Votre nom").fill("Direction");
  await page.getByRole("button", { name: "Confirmer" }).click();
  await page.waitForURL(/envoyee/);
  await look();

  const stranger = await (await visit()).newPage();
  await stranger.goto(link, { waitUntil: "networkidle" });
  await signUpPanel(stranger).getByRole("button", { name: "Je m'inscris" }).click();
  await stranger.getByRole("alert").waitFor();
  await expectAccessibleEverywhere(stranger);
  await stranger.context().close();
  await visitor.close();
}, 120_000);
