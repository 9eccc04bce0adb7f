import { causeText, log } from "../platform/log.ts";
import { type PostedMail, sendSoon } from "./outbox.ts";
import { sendMail } from "./send-mail.ts";

const AT_A_TIME = 6;

/**
 * Sends mails whose batch has run while the person waits, so that the page can show the state of each
 * (`listMailStates`). Stops as soon as the mail service is down: the rest waits in the outbox. Never throws.
 */
export async function sendNow(env: Env, posted: PostedMail[], now: number): Promise<void> {
  const waiting = [...posted];
  const later: PostedMail[] = [];
  const work = async () => {
    for (let mail = waiting.shift(); mail; mail = waiting.shift()) {
      try {
        if (!(await sendMail(env, mail.outboxId, now))) waiting.length = 0;
      } catch (error) {
        later.push(mail);
        const [id, cause] = [mail.outboxId, causeText(error)];
        log({ event: "message.failed", queue: "mails", id, attempts: 0, cause }, error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  await sendSoon(env, later);
}
