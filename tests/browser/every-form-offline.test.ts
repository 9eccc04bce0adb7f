import type { BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { totp } from "#tests/support/totp.ts";
import { type CutProxy, openCutProxy } from "./cut-proxy.ts";
import { formsElsewhere } from "./forms-elsewhere.ts";
import { type FormOfPage, pagesLeftOut } from "./forms-of-pages.ts";
import { formsOfCampaigns, formsOfSchool } from "./forms-of-school.ts";
import { activate, anAddress, invite } from "./joining.ts";
import { linkMailedTo } from "./mailbox.ts";
import { aSchoolOfForms } from "./school-of-forms.ts";
import { anEmptySchool, openBrowser, untilAlive } from "./support.ts";

/**
 * A form of every page that has one, while the connection is cut for 12 seconds, then for a minute: what is typed stays,
 * and the page says what became of it. The clocks of the pages are moved forward; the connection is really cut. Forms
 * that send a file are in `offline.test.ts`.
 */

const { visit } = openBrowser();
let way: CutProxy;
beforeAll(async () => {
  way = await openCutProxy(inject("url"));
});
afterEach(async () => await way.mend());
afterAll(async () => await way.close());

const LOST = /Connexion interrompue\. /;
const OURS = /de notre côté/;
const UNSURE = /nous ne savons pas s’il est arrivé/;

/** A few at a time: pages wait more than they compute. */
async function inLanes<T>(list: T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = list.values();
  const lane = async () => {
    for (const one of left) await work(one);
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
}

async function enrolSecondFactor(email: string): Promise<void> {
  const visitor = await visit({ as: email });
  const page = await visitor.newPage();
  await page.goto("/compte/double-authentification");
  await page.getByLabel("Mot de passe actuel").fill("demo-pix-orga-2026");
  await page.getByRole("button", { name: "Commencer l’activation" }).click();
  const secret = (await page.locator("code").innerText()).replaceAll(" ", "");
  await page.getByLabel("Code à 6 chiffres").fill(totp(secret));
  await page.getByRole("button", { name: "Activer" }).click();
  await page.getByRole("heading", { name: /^Conservez vos codes/ }).waitFor();
  await visitor.close();
}

type OpenForm = FormOfPage & {
  page: Page;
  field: (label: string) => Locator;
  /** How often the page asked for a socket, and how many of them have not ended. */
  sockets: { asked: number; open: number };
};

/** Every page of the lists, each as its person, and what is typed there. */
async function openForms(forms: FormOfPage[]) {
  const people = new Map<string, Promise<BrowserContext>>();
  const open = async (as?: string) => {
    const person = await visit({ baseURL: way.url, ...(as && { as }) });
    await person.clock.install();
    return person;
  };
  const personOf = (who: string) => {
    if (who === "stranger") return open();
    const known = people.get(who) ?? open(`${who}@demo.test`);
    people.set(who, known);
    return known;
  };
  const opened: OpenForm[] = [];
  await inLanes(forms, async (form) => {
    const page = await (await personOf(form.who)).newPage();
    const sockets = { asked: 0, open: 0 };
    page.on("websocket", (socket) => {
      sockets.asked += 1;
      sockets.open += 1;
      socket.on("close", () => {
        sockets.open -= 1;
      });
    });
    await page.goto(form.path);
    await form.reach?.(page);
    await untilAlive(page).catch(() => expect.unreachable(`${form.path} is not alive`));
    const typed = page.locator("input:visible, textarea");
    const field = (label: string) => page.getByLabel(label, { exact: true }).and(typed).first();
    opened.push({ ...form, page, field, sockets });
  });
  return opened;
}

/** The clocks of these pages go on by so much, while their requests fail as they would meanwhile. */
async function letPass(opened: OpenForm[], seconds: number): Promise<void> {
  const people = [...new Set(opened.map(({ page }) => page.context()))];
  for (let passed = 0; passed < seconds; passed += 1) {
    await Promise.all(people.map((person) => person.clock.runFor(1000)));
    const waiting = () => opened.filter(({ sockets }) => sockets.open > 0).map(({ path }) => path);
    await expect.poll(waiting, { timeout: 30_000, interval: 10 }).toEqual([]);
  }
}

/** The links of mails, through the proxy: an invitation, a forgotten password, an address to confirm. */
async function mailedLinks(): Promise<{ join: string; reset: string; confirm: string }> {
  const through = (link: string) => link.replace(inject("url"), way.url);
  const inviting = async () => {
    const visitor = await visit({ as: "admin@demo.test" });
    const join = await invite(await visitor.newPage(), (await anEmptySchool()).uai, anAddress());
    await visitor.close();
    return through(join);
  };
  const forgetting = async () => {
    const visitor = await visit();
    const page = await visitor.newPage();
    await page.goto("/mot-de-passe-oublie");
    await page.getByLabel("Adresse e-mail").fill("personne11@demo.test");
    await page.getByRole("button", { name: "Recevoir un lien" }).click();
    const reset = await linkMailedTo("personne11@demo.test", /Choisir un nouveau/);
    await visitor.close();
    return through(reset);
  };
  const signingUp = async () => {
    const { uai } = await anEmptySchool();
    const visitor = await visit();
    const page = await visitor.newPage();
    const email = await activate(page, uai);
    await visitor.close();
    return through(await linkMailedTo(email, /^Confirmez votre adresse/));
  };
  const [join, reset, confirm] = await Promise.all([inviting(), forgetting(), signingUp()]);
  return { join, reset, confirm };
}

test("12 seconds and a minute without network: every form keeps what is typed and says what became of it, then goes through", async () => {
  await fetch(`${inject("url")}/demo/seed?people=12`, { method: "POST" });
  const [school, links, { uai: other }] = await Promise.all([
    aSchoolOfForms(visit),
    mailedLinks(),
    anEmptySchool(),
    enrolSecondFactor("personne12@demo.test"),
  ]);
  const forms = [
    ...formsOfSchool(school),
    ...formsOfCampaigns(school),
    ...formsElsewhere({ ...links, school: other }),
  ];
  const opened = await openForms(forms);
  expect(pagesLeftOut(opened.map(({ page }) => page.url()))).toEqual([]);
  const expectKept = () =>
    inLanes(opened, async ({ page, path, fields, field }) => {
      expect(await page.getByText(OURS).count(), path).toBe(0);
      for (const [label, value] of fields) {
        expect(await field(label).inputValue(), `${path}, ${label}`).toBe(value);
      }
    });
  await way.cut();
  await inLanes(opened, async ({ fields, field }) => {
    for (const [label, value] of fields) {
      await field(label).fill(value);
      // Closes the list of a field that proposes some, which hides the rest of the page.
      await field(label).press("Tab");
    }
  });
  await letPass(opened, 12);
  await expectKept();
  await inLanes(opened, async ({ page, path, send, reads }) => {
    // What the browser itself asks does not leave: there is no page to wait for.
    await send(page).click({ noWaitAfter: true });
    // Read in the page: Playwright waits for a navigation that was held back before it looks for a text.
    const said = () => page.evaluate(() => document.body.innerText);
    await expect.poll(said, { timeout: 30_000, message: path }).toMatch(LOST);
    if (!reads) await expect.poll(said, { timeout: 30_000, message: path }).toMatch(UNSURE);
  });
  await letPass(opened, 48);
  await expectKept();
  for (const { path, sockets, native } of opened) {
    // After the fourth try in vain, a page asks the server for its data.
    const watches = path.startsWith("/etablissements/") && !native;
    if (watches) expect(sockets.asked, path).toBeGreaterThan(5);
  }
  await way.mend();
  await inLanes(opened, async ({ page, path, send, again, reads, done, fields, field }) => {
    await page.getByText(LOST).first().waitFor({ state: "hidden" });
    expect(await page.getByText(OURS).count(), path).toBe(0);
    if (!reads) {
      for (const [label, value] of fields) expect(await field(label).inputValue()).toBe(value);
      await again?.(page);
      await send(page).click();
    }
    await done(page).catch(async () => {
      expect.unreachable(`${path} says: ${await page.evaluate(() => document.body.innerText)}`);
    });
    // News by the socket may show what was done before the form has its answer.
    await page.getByText(UNSURE).first().waitFor({ state: "hidden" });
  });
  await Promise.all(opened.map(({ page }) => page.context().close()));
}, 240_000);
