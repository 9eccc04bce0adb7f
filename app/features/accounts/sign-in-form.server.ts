import { z } from "zod";
import { MAX_PASSWORD } from "#worker/accounts/password-rules.ts";
import { signIn } from "../../i18n/pages.ts";

/** What the sign-in page sends. The password is not judged here: only whether there is one. */
export const SignInForm = z.object({
  email: z
    .string({ error: signIn.errors.emailRequired })
    .trim()
    .max(254, { error: signIn.errors.emailInvalid })
    .pipe(z.email({ error: signIn.errors.emailInvalid })),
  password: z
    .string({ error: signIn.errors.passwordRequired })
    .max(MAX_PASSWORD, { error: signIn.errors.INVALID }),
});
