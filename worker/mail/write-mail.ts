import { importNews } from "#words/import-news.ts";
import { type MailWords, mails } from "#words/mails.ts";
import type { Role } from "../organizations/access.ts";
import { escapeHtml } from "../platform/html.ts";

/** The data of a mail, by kind; its room makes absolute links from the configured origin. */
export type Mail =
  | {
      kind: "activation";
      school: string;
      uai: string;
      /** As typed in the form, which any visitor can send. */
      askedBy: string;
      link: string;
    }
  | { kind: "invitation"; school: string; role: Role; invitedBy: string; link: string }
  | { kind: "invitation-reminder"; school: string; role: Role; expiresOn: string; link: string }
  | { kind: "invitation-taken"; school: string; invited: string; joined: string; link: string }
  | {
      kind: "new-administrator";
      school: string;
      uai: string;
      name: string;
      link: string;
      support: string;
    }
  | { kind: "role-changed"; school: string; role: Role; changedBy: string }
  | { kind: "removed"; school: string; removedBy: string; support: string }
  | {
      kind: "leavers-warning";
      school: string;
      /** The last school year of departure concerned: `2026-2027`. */
      schoolYear: string;
      pupils: number;
      results: number;
      /** French date from which the data are erased. */
      on: string;
      link: string;
    }
  | {
      kind: "campaign-reminder";
      school: string;
      campaign: string;
      /** ISO date. */
      dueOn: string | null;
      sentBy: string;
      link: string;
    }
  | { kind: "confirm-address"; name: string; link: string }
  | { kind: "password-reset"; name: string; link: string }
  | { kind: "password-changed"; name: string; link: string }
  | { kind: "second-factor-changed"; name: string; on: boolean; link: string }
  | {
      kind: "import-news";
      school: string;
      uai: string;
      status: "done" | "refused" | "failed" | "awaiting-confirmation";
      startedBy: string;
      errorCount: number;
      counts: Record<
        "added" | "changed" | "reactivated" | "deactivated" | "skipped" | "unchanged",
        number
      >;
      link: string;
      /** The page where the recipient can turn these mails off. */
      choice: string;
    };

/** One mail, ready to send: text and HTML say the same, the subject has no line end. */
export function writeMail(mail: Mail): { subject: string; text: string; html: string } {
  const words = wordsOf(mail);
  return {
    subject: words.subject.replace(/[\s\u0085\u2028\u2029]+/g, " ").slice(0, 200),
    text: asText(words),
    html: asHtml(words),
  };
}

function wordsOf(mail: Mail): MailWords {
  switch (mail.kind) {
    case "activation":
      return mails.activation(mail);
    case "invitation":
      return mails.invitation(mail);
    case "invitation-reminder":
      return mails.invitationReminder(mail);
    case "invitation-taken":
      return mails.invitationTaken(mail);
    case "new-administrator":
      return mails.newAdministrator(mail);
    case "role-changed":
      return mails.roleChanged(mail);
    case "removed":
      return mails.removed(mail);
    case "campaign-reminder":
      return mails.campaignReminder(mail);
    case "leavers-warning":
      return mails.leaversWarning(mail);
    case "confirm-address":
      return mails.confirmAddress(mail);
    case "password-reset":
      return mails.passwordReset(mail);
    case "password-changed":
      return mails.passwordChanged(mail);
    case "second-factor-changed":
      return mails.secondFactorChanged(mail);
    case "import-news":
      return importNews(mail);
  }
}

function asText({ greeting, paragraphs, action, after, signature }: MailWords): string {
  const link = action ? [`${action.label} :\n${action.link}`] : [];
  return `${[greeting, ...paragraphs, ...link, ...after, signature].join("\n\n")}\n`;
}

function asHtml({ subject, greeting, paragraphs, action, after, signature }: MailWords): string {
  const text = (line: string) =>
    `<p style="margin:0 0 16px">${escapeHtml(line).replaceAll("\n", "<br>")}</p>`;
  const button = action
    ? `<p style="margin:0 0 16px"><a href="${escapeHtml(action.link)}" style="display:inline-block;background:#0d5f5a;color:#ffffff;padding:12px 20px;border-radius:8px;font-weight:bold">${escapeHtml(action.label)}</a></p>
<p style="margin:0 0 16px;word-break:break-all">${escapeHtml(action.link)}</p>`
    : "";
  return `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f5f7f8;color:#16203a;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:560px;margin:0 auto;background:#ffffff;padding:24px;border-radius:12px">
${[greeting, ...paragraphs].map(text).join("\n")}
${button}
${[...after, signature].map(text).join("\n")}
</div>
</body>
</html>
`;
}
