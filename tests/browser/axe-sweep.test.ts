import type { Page } from "playwright-core";
import { inject, test } from "vitest";
import { aResultFile, aRow } from "#tests/support/result-file.ts";
import { anImport } from "#tests/support/sample-import.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import type { Import } from "#worker/imports/view.ts";
import { anAddress, invite, signUp } from "./joining.ts";
import {
  anEmptySchool,
  expectAccessibleEverywhere,
  openBrowser,
  sampleFile,
  untilAlive,
} from "./support.ts";

/** The states that no other journey checks with axe, each at both widths and in both themes. */
const { visit } = openBrowser();
const ADMIN = "admin@demo.test";
type State = [name: string, reach: () => Promise<unknown>];

async function sweep(page: Page, states: State[]) {
  for (const [name, reach] of states) {
    await reach();
    await expectAccessibleEverywhere(page, name);
  }
}

async function openPage(options: Parameters<typeof visit>[0] = {}): Promise<Page> {
  return await (await visit(options)).newPage();
}

function choosing(page: Page, name: string, bytes: Uint8Array) {
  const file = { name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) };
  return page.locator("input[type=file]").setInputFiles(file);
}

/** Presses the button, then waits for its result. */
async function press(page: Page, button: string, then: string | RegExp) {
  await page.getByRole("button", { name: button, exact: true }).first().click();
  await page.getByText(then).first().waitFor();
}

async function importing(page: Page, uai: string): Promise<State[]> {
  const path = `/etablissements/${uai}/eleves/import`;
  const dialog = page.getByRole("dialog");
  const surprising = (file: Uint8Array, says: string) => async () => {
    await page.keyboard.press("Escape");
    await choosing(page, "eleves.xml", file);
    await dialog.getByText(says).waitFor();
  };
  const other = new TextEncoder().encode("<?xml version='1.0'?><STRUCTURES></STRUCTURES>");
  const sending = (pupils: ReturnType<typeof somePupils>, then: string) => async () => {
    await page.goto(path);
    await choosing(page, "eleves.xml", aSiecleFile({ uai }, pupils));
    await page.getByText(then).first().waitFor();
  };
  const list = (name: RegExp) => async () => {
    await page.getByRole("navigation", { name: "Listes" }).getByRole("link", { name }).click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
  };
  await page.goto(path);
  return [
    ["nothing yet", () => untilAlive(page)],
    ["a file over it", () => page.locator("form.drop").dispatchEvent("dragover")],
    ["another export", surprising(other, "STRUCTURES")],
    [
      "another school",
      surprising(sampleFile("ElevesSansAdresses-autre-etablissement.xml"), "0750001A"),
    ],
    ["done", sending([...somePupils(60), { ine: "0" }], "60 élèves actifs")],
    [
      "not imported",
      async () => {
        await page.getByRole("link", { name: /non importé/ }).click();
        await page.getByRole("heading", { level: 1, name: "Élèves non importés" }).waitFor();
      },
    ],
    ["added", list(/ajoutés/i)],
    ["none reactivated", list(/réactivés/i)],
    ["awaiting a yes", sending(somePupils(10), "Cet import est en attente")],
    ["told on the other pages", () => page.goto(`/etablissements/${uai}/eleves`)],
    [
      "cancelled",
      () => page.goto(path).then(() => press(page, "Annuler cet import", "a été annulé")),
    ],
    ["more", sending(somePupils(70), "70 élèves actifs")],
    [
      "before it is taken back",
      () => press(page, "Annuler cet import", "sera rétablie telle qu’elle"),
    ],
    ["taken back", () => press(page, "Oui, annuler cet import", /^L’import du .* a été annulé/)],
    [
      "seen first, with oddities",
      async () => {
        const odd = somePupils(60).map((one, at) => ({
          ...one,
          ...(at === 3 && { ine: "299999999KB" }),
          ...(at === 5 && { birthDate: "05/09/2013" }),
        }));
        await page.goto(path);
        await page.getByLabel("Afficher les changements avant de les appliquer").check();
        await choosing(page, "eleves.xml", aSiecleFile({ uai }, odd));
        await page.getByRole("heading", { name: "Votre décision" }).waitFor();
      },
    ],
    [
      "a pupil's sheet, with what a family may ask",
      async () => {
        await page.goto(`/etablissements/${uai}/eleves`);
        await page.locator("tbody").getByRole("link").first().click();
        await page.locator("#donnees").waitFor();
      },
    ],
    [
      "before a pupil is erased",
      async () => {
        await page.locator("main a[href$='effacer=oui']").click();
        await dialog.waitFor();
      },
    ],
  ];
}

test("an import in each of its states, and its lists", async () => {
  const { uai } = await anEmptySchool();
  const page = await openPage({ as: ADMIN });
  await sweep(page, await importing(page, uai));
  await page.context().close();
}, 240_000);

/**
 * States that last some milliseconds, or come from a fault of ours: the test holds the socket, a part of the network,
 * and sends these states; the page is the real one.
 */
test("an import that is sent, runs and fails", async () => {
  const { uai } = await anEmptySchool();
  const page = await openPage({ as: ADMIN });
  const told = anImport({
    status: "received",
    filename: "eleves.zip",
    createdAt: new Date().toISOString(),
    progress: { bytes: 500, totalBytes: 1000, rows: 1234 },
  });
  let tell = (_state: Partial<Import>) => {};
  let revision = 0;
  const { promise: open, resolve: opened } = Promise.withResolvers<void>();
  // Awaited: a page that loads before it is in place would open the real socket.
  await page.routeWebSocket(/\/live$/, (socket) => {
    tell = (state) => {
      // As the server does: each state has a higher sequence number than the one before.
      revision += 1;
      socket.send(JSON.stringify({ import: { ...told, ...state, revision } }));
    };
    opened();
  });
  await page.goto(`/etablissements/${uai}/eleves/import`);
  await open;
  const telling = (state: Partial<Import>, heading: RegExp) => async () => {
    tell(state);
    await page.getByRole("heading", { name: heading }).waitFor();
  };
  const failed = { status: "failed" as const, finishedAt: new Date().toISOString() };
  await sweep(page, [
    ["received", telling({ status: "received" }, /^Fichier reçu/)],
    ["reading", telling({ status: "reading" }, /^Lecture/)],
    ["checking", telling({ status: "checking" }, /^Vérification/)],
    ["applying", telling({ status: "applying" }, /^Mise à jour/)],
    ["failed", telling(failed, /^L’import n’a pas abouti/)],
    [
      "sending",
      async () => {
        await page.route("**/imports?*", () => {});
        await choosing(page, "eleves.xml", aSiecleFile({ uai }, somePupils(2)));
        await page.getByRole("button", { name: "Annuler l’envoi" }).waitFor();
      },
    ],
    ["sending stopped", () => press(page, "Annuler l’envoi", "L’envoi a été annulé")],
  ]);
  await page.context().close();
}, 60_000);

test("certifications without results, with waiting rows, and of an unknown class", async () => {
  const { uai } = await anEmptySchool();
  const page = await openPage({ as: ADMIN });
  const open = (query: string) => () => page.goto(`/etablissements/${uai}/certifications${query}`);
  await sweep(page, [
    ["nothing waits", open("/a-rattacher")],
    ["unknown class", open("?division=9Z&file=results")],
    ["nothing yet", open("")],
    [
      "waiting",
      async () => {
        await choosing(page, "resultats.csv", aResultFile([aRow(), aRow({ Nom: "Autre" })]));
        await page.getByRole("link", { name: "Rattacher ces résultats" }).first().waitFor();
      },
    ],
    ["to choose for", open("/a-rattacher")],
    [
      "a kept result",
      async () => {
        const row = page.getByRole("form", { name: /Autre/ });
        await row.getByLabel(/^Classe en/).fill("3A");
        await row.getByRole("button", { name: "Enregistrer ce choix" }).click();
        await row.waitFor({ state: "detached" });
        await page.goto(`/etablissements/${uai}/certifications?year=2025-2026&division=3A`);
        await page.getByRole("link", { name: /^Modifier le résultat/ }).click();
        await page.getByRole("heading", { name: "Année et classe" }).waitFor();
      },
    ],
    [
      "removing it",
      async () => {
        await page.getByRole("link", { name: "Retirer ce résultat" }).click();
        await page.getByRole("dialog").waitFor();
      },
    ],
    ...["", "/creer", "/a-rattacher", "/archives"].map(
      (path): State => [
        `campaigns${path} with nothing`,
        () => page.goto(`/etablissements/${uai}/campagnes${path}`),
      ],
    ),
    [
      "campaigns of a year, archived",
      async () => {
        await page.goto("/etablissements/0808088X/campagnes/archives");
        await page.getByRole("link", { name: "Parcours de rentrée 6e", exact: true }).click();
        await page.getByText("Cette campagne est archivée").waitFor();
      },
    ],
  ]);
  await page.context().close();
}, 90_000);

test("the questions, refusals and reports of the team", async () => {
  const { uai } = await anEmptySchool();
  const page = await openPage({ as: ADMIN });
  const team = `/etablissements/${uai}/equipe`;
  const joiner = await openPage();
  await joiner.goto(await invite(page, uai, anAddress()));
  await signUp(joiner, { name: "Nouvelle" });
  await joiner.waitForURL(`**/${uai}**`);
  const waiting = await invite(page, uai, anAddress());
  const asking = (path: string, name: RegExp) => async () => {
    await page.goto(path);
    await page.getByRole("link", { name }).first().click();
    await page.getByRole("dialog").waitFor();
  };
  const inviting = async (addresses: string, then: string) => {
    await page.goto(`${team}/inviter`);
    await page.getByLabel("Adresses e-mail").fill(addresses);
    await press(page, "Inviter", then);
  };
  await sweep(page, [
    ["nobody found", () => page.goto(`${team}?recherche=zzz`)],
    ["removing", asking(team, /^Supprimer/)],
    ["leaving", asking(team, /^Quitter cet espace/)],
    ["cancelling", asking(`${team}/invitations`, /^Annuler l’invitation/)],
    ["cancelled", () => press(page, "Oui, annuler l’invitation", "son lien n’est plus valable")],
    ["its link", () => page.goto(waiting)],
    ["nobody to invite", () => inviting("", "Une information est à corriger")],
    ["outside the school", () => inviting("lou@exemple.test, faux@", "Oui, les inviter")],
    ["report", () => press(page, "Oui, les inviter", "Résultat des invitations")],
  ]);
  await sweep(joiner, [
    ["cancelled, for another account", () => joiner.goto(waiting)],
    [
      "in no school",
      async () => {
        await joiner.goto(`${team}?quitter=oui`);
        await press(joiner, "Oui, quitter cet espace", "Aucun établissement");
      },
    ],
  ]);
  await joiner.context().close();
  await page.context().close();
}, 90_000);

test("pages that are refused, missing or broken, and dialogs open above a page", async () => {
  const page = await openPage({ as: "membre@demo.test" });
  const school = "/etablissements/0808088X";
  const open = (path: string) => () => page.goto(path);
  await sweep(page, [
    ["reserved to administrators", open(`${school}/eleves/import`)],
    ["another school", open("/etablissements/0801234A")],
    ["unknown page", open("/nulle-part")],
    ["unknown error code", open("/documentation/erreurs/RIEN")],
    ["a member's start", open(school)],
    ["account menu", () => page.locator("details.who > summary").click()],
    [
      "our fault",
      async () => {
        await page.reload({ waitUntil: "networkidle" });
        await page.route("**/equipe.data*", (route) => route.fulfill({ status: 500 }));
        const styles = page.locator("link[rel=stylesheet]");
        await styles.evaluate((link) => link.setAttribute("data-loaded", ""));
        await page.getByRole("link", { name: "Équipe", exact: true }).first().click();
        await page.getByRole("heading", { name: /erreur s’est produite/ }).waitFor();
        // The page is never without its styles: they are not taken away and loaded again.
        await styles.and(page.locator("[data-loaded]")).waitFor({ state: "attached" });
      },
    ],
    [
      "menu of a phone",
      async () => {
        await page.setViewportSize({ width: 360, height: 740 });
        await page.goto(school);
        await page.locator("details.drawer > summary").click();
      },
    ],
  ]);
  await page.context().close();
}, 60_000);

test("one's own data, and an account that is not erased without the password", async () => {
  await fetch(`${inject("url")}/demo/seed?people=8`, { method: "POST" });
  const page = await openPage({ as: "personne8@demo.test" });
  await sweep(page, [
    ["one's own data", () => page.goto("/compte/donnees")],
    ["nothing typed", () => press(page, "Effacer mon compte", /information.* à corriger/)],
  ]);
  await page.context().close();
}, 60_000);

test("signing in refused, after an ended session, and after a change of password", async () => {
  const page = await openPage();
  const told = ["mot-de-passe", "code-expire", "code-servi"].map(
    (state): State => [state, () => page.goto(`/connexion?etat=${state}`)],
  );
  await sweep(page, [
    ...told,
    ["nothing typed", () => press(page, "Je me connecte", "Des informations sont à corriger")],
    ["forgotten", () => page.goto("/mot-de-passe-oublie")],
  ]);
  await page.context().close();
}, 60_000);
