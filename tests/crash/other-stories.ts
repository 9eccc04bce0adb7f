import { setTimeout as delay } from "node:timers/promises";
import { unzipSync } from "fflate";
import { aResultFile, aRow } from "#tests/support/result-file.ts";
import { somePupils } from "#tests/support/siecle-file.ts";
import { killWorkerd, type Scene, until } from "./server.ts";

/** Other work than imports: each is killed at a random moment, then must be complete or not begun. */

const RESULTS = 400;
const KILL_WITHIN_MS = 500;

export type Story = (scene: Scene, round: number) => Promise<string[]>;

/** A file of results is stored whole or not at all; sent again, it is there once. */
export const results: Story = async (scene, round) => {
  const { app, client, file, uai } = scene;
  const numbers = Array.from({ length: RESULTS }, (_, place) => 10_000_000 * round + place);
  const pupils = somePupils(RESULTS);
  const rows = numbers.map((number, place) =>
    aRow({
      "Numéro de certification": number,
      Nom: pupils[place]?.lastName ?? "",
      Prénom: pupils[place]?.firstName ?? "",
      "Date de naissance": "04/09/2013",
      // Of the year of the imported base, which gives the class of each pupil.
      "Date de passage de la certification": "12/10/2026",
    }),
  );
  const body = aResultFile(rows);
  const send = async () =>
    await fetch(`${app.url}/api/organizations/${uai}/certifications/results`, {
      method: "POST",
      headers: { Cookie: client.cookie, Origin: app.url, "X-Filename": `r${round}.csv` },
      body: new Uint8Array(body),
    });
  const first = send().catch(() => null);
  await delay(Math.random() * KILL_WITHIN_MS);
  killWorkerd(app);
  await first;
  const kept = () =>
    file.count(
      `SELECT (SELECT count(*) FROM certification WHERE CAST(number AS INTEGER) / 10000000 = ?1)
         + (SELECT count(*) FROM certification_row r JOIN certification_import i ON i.id = r.import_id
            WHERE i.state <> 'staging' AND CAST(r.number AS INTEGER) / 10000000 = ?1) AS n`,
      round,
    );
  const afterKill = await until("a readable file", async () => kept());
  const again = await until("the results sent again", async () => {
    const answer = await send();
    return answer.ok ? answer : null;
  });
  await again.arrayBuffer();
  return [
    ...(afterKill === 0 || afterKill === RESULTS
      ? []
      : [`${afterKill} of ${RESULTS} results kept`]),
    ...(kept() === RESULTS ? [] : [`${kept()} results after the second sending`]),
  ];
};

/** An archive in progress ends as a complete zip, without a new request. */
export const archive: Story = async (scene) => {
  const { app, client, uai } = scene;
  const path = `/api/organizations/${uai}/certifications`;
  const headers = { Cookie: client.cookie, Origin: app.url };
  const asked = await until("an archive asked for", async () => {
    const answer = await fetch(`${app.url}${path}/archives`, { method: "POST", headers });
    return answer.status === 202 ? JSON.parse(await answer.text()).id : null;
  });
  await delay(Math.random() * KILL_WITHIN_MS);
  killWorkerd(app);
  const ended = await until("the archive", async () => {
    const { status } = await client.get<{ status: string }>(`${path}/archives/${asked}`);
    return status === "done" || status === "failed" ? status : null;
  });
  if (ended !== "done") return [`the archive is ${ended}`];
  const made = await fetch(`${app.url}${path}/archives/${asked}/file`, { headers });
  const names = Object.keys(unzipSync(new Uint8Array(await made.arrayBuffer())));
  return names.length > 0 ? [] : ["the archive is empty"];
};

/**
 * A person joins by a mailed invitation: account, membership and used link are written together or not at all, and in
 * the second case the link still works.
 */
export const join: Story = async (scene, round) => {
  const { app, client, central, uai } = scene;
  const email = `crash-${round}-${Date.now()}@demo.test`;
  const headers = { Cookie: client.cookie, Origin: app.url };
  await until("an invitation", async () => {
    const body = new URLSearchParams({ emails: email, role: "member", confirmed: email });
    const url = `${app.url}/etablissements/${uai}/equipe/inviter`;
    const answer = await fetch(url, { method: "POST", headers, body });
    return answer.ok ? true : null;
  });
  const link = await until("the mailed link", async () => await mailedLink(app.url, email));
  const opened = await fetch(link, { redirect: "manual" });
  const cookie = opened.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const signUp = async () =>
    await fetch(`${app.url}/rejoindre`, {
      method: "POST",
      redirect: "manual",
      headers: { Cookie: cookie, Origin: app.url },
      body: new URLSearchParams({
        ...{ intent: "sign-up", firstName: "Claude", lastName: "Direction", email },
        ...{ password: "trois chevaux sous un orage", terms: "on" },
      }),
    });
  const first = signUp().catch(() => null);
  await delay(Math.random() * KILL_WITHIN_MS);
  killWorkerd(app);
  await first;
  const parts = () =>
    central.all(
      `SELECT (SELECT count(*) FROM user WHERE email = ?1) AS users,
         (SELECT count(*) FROM membership m JOIN user u ON u.id = m.user_id WHERE u.email = ?1)
           AS members,
         (SELECT count(*) FROM invitation WHERE email = ?1 AND used_at IS NOT NULL) AS used`,
      email,
    )[0];
  const sum = async () => {
    const { users, members, used } = parts() ?? {};
    return [users, members, used].map(Number).reduce((total, part) => total + part, 0);
  };
  const afterKill = await until("a readable file", sum);
  await until("the link taken", async () =>
    (await signUp()).status === 302 ? true : (await sum()) === 3 || null,
  );
  return [
    ...(afterKill === 0 || afterKill === 3 ? [] : [`half a person: ${JSON.stringify(parts())}`]),
    ...((await sum()) === 3 ? [] : [`after the second try: ${JSON.stringify(parts())}`]),
  ];
};

/** Every mail of the outbox has been sent, once the sweep had its time. */
export async function findUnsentMails({ central }: Scene): Promise<string[]> {
  const pending = () => central.count("SELECT count(*) AS n FROM outbox WHERE state <> 'sent'");
  try {
    await until("every mail sent", async () => (pending() === 0 ? true : null));
    return [];
  } catch {
    return [`${pending()} mails never left`];
  }
}

async function mailedLink(url: string, email: string): Promise<string | null> {
  const answer = await fetch(`${url}/demo/mails.json`);
  const mails: Array<{ to: string; text: string }> = JSON.parse(await answer.text());
  const text = mails.find(({ to }) => to === email)?.text ?? "";
  return /https?:\/\/\S+\?jeton=[\w-]+/.exec(text)?.[0] ?? null;
}
