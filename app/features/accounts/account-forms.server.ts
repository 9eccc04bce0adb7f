import { z } from "zod";
import { accountWords, codeWords, ownPasswordErrors, secondFactorWords } from "#words/accounts.ts";
import { signIn } from "#words/pages.ts";
import { MAX_PASSWORD } from "#worker/accounts/password-rules.ts";
import { readAddress } from "#worker/team/addresses.ts";
import { nameField } from "../team/name-field.server.ts";

/** The address as account creation stores it: `readAddress` converts an accented domain to its DNS form. */
const email = z.string({ error: signIn.errors.emailRequired }).transform((written, context) => {
  const read = readAddress(written.slice(0, 1000));
  if (read.ok) return read.email;
  context.addIssue({ code: "custom", message: signIn.errors.emailInvalid });
  return z.NEVER;
});

/** What the sign-in page sends. The only check on the password is that there is one. */
export const SignInForm = z.object({
  email,
  password: z
    .string({ error: signIn.errors.passwordRequired })
    .max(MAX_PASSWORD, { error: signIn.errors.INVALID }),
});

export const ForgottenForm = z.object({ email });

const ownPassword = z
  .string({ error: ownPasswordErrors.required })
  .max(MAX_PASSWORD, { error: ownPasswordErrors.WRONG_PASSWORD });

/** The accounts room checks the rules of a new password; this form only checks that there is one. */
const newPassword = z.string({ error: ownPasswordErrors.newRequired });

export const NewPasswordForm = z.object({ password: newPassword });

export const ChangePasswordForm = z.object({ present: ownPassword, chosen: newPassword });

export const CodeForm = z.object({ code: z.string({ error: codeWords.errors.required }) });

export const NameForm = z.object({
  name: nameField(accountWords.identity.errors.required, 255),
});

/** The other buttons of the account page. */
export const AccountIntent = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("rename") }),
  z.object({ intent: z.literal("send-confirmation") }),
  z.object({ intent: z.literal("close-session"), session: z.string().max(100) }),
  z.object({ intent: z.literal("close-all") }),
  // A box that is not ticked is not sent.
  z.object({ intent: z.literal("news"), importNews: z.literal("on").optional() }),
]);

export const SecondFactorIntent = z.object({
  intent: z.enum(["begin", "confirm", "renew", "disable"]),
});

export const OwnPasswordForm = z.object({ password: ownPassword });

/** `uri` comes from the page that drew the QR code, so that the same one is shown again after a wrong code. */
export const ConfirmForm = z.object({
  code: z.string({ error: secondFactorWords.scan.required }),
  uri: z.string().max(1000).startsWith("otpauth://totp/"),
});
