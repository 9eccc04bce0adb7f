import { html } from "hono/html";
import { mailboxWords } from "#words/mailbox.ts";
import type { SentMail } from "../mail/list-mails.ts";

/** Every mail the demo sent, as text with links that open: it is the demo's only mailbox. */
export function mailbox(mails: SentMail[]) {
  return html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${mailboxWords.title}</title>
</head>
<body>
<main>
<h1>${mailboxWords.title}</h1>
${mails.length === 0 ? html`<p>${mailboxWords.none}</p>` : ""}
${mails.map(article)}
</main>
</body>
</html>`;
}

function article(mail: SentMail) {
  return html`<article>
<h2>${mail.subject}</h2>
<p>${mailboxWords.sent(mail.to, mail.sentAt)}</p>
${mail.text.trim().split("\n\n").map(paragraph)}
</article>
<hr>`;
}

function paragraph(text: string) {
  return html`<p>${text.split(/(https?:\/\/\S+)/).map(linked)}</p>`;
}

function linked(part: string) {
  return /^https?:\/\//.test(part)
    ? html`<a href="${part}">${part.split(/(?=[?/=])/).map(breakable)}</a>`
    : part;
}

/** A link is long, and this page has no style to break it. */
function breakable(part: string) {
  return html`<wbr>${part}`;
}
