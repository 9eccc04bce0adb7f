import { expect, inject } from "vitest";

/** Generous: a limit is there for a mail that never comes, not for a machine that is busy. */
const COMES = { timeout: 30_000 };

export type ReadMail = { to: string; subject: string; text: string; html: string };

/** The mails the demo sent to this address, newest first. */
export async function mailsTo(email: string): Promise<ReadMail[]> {
  const answer = await fetch(`${inject("url")}/demo/mails.json`);
  const mails: ReadMail[] = JSON.parse(await answer.text());
  return mails.filter(({ to }) => to === email);
}

/** The link of the newest mail to this address whose subject matches; waits until it has come. */
export async function linkMailedTo(email: string, subject: RegExp): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(async () => {
      const mail = (await mailsTo(email)).find((each) => subject.test(each.subject));
      link = /https?:\/\/\S+\?jeton=[\w-]+/.exec(mail?.text ?? "")?.[0];
      return link;
    }, COMES)
    .toBeTruthy();
  if (!link) throw new Error("no link");
  return link;
}

export async function untilMailed(email: string, subject: RegExp): Promise<ReadMail> {
  let found: ReadMail | undefined;
  await expect
    .poll(async () => {
      found = (await mailsTo(email)).find((each) => subject.test(each.subject));
      return found?.subject;
    }, COMES)
    .toBeTruthy();
  if (!found) throw new Error("no mail");
  return found;
}
