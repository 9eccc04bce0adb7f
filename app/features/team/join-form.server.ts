import { z } from "zod";
import { passwordWords } from "#words/accounts.ts";
import { joining } from "#words/joining.ts";
import { passwordProblem } from "#worker/accounts/password-rules.ts";
import { readAddress } from "#worker/team/addresses.ts";
import { nameField } from "./name-field.server.ts";

const words = joining.signUp.errors;

/** What « Je m'inscris » sends; `school` is a name that the password must not contain. */
export function signUpForm(school: string) {
  return z
    .object({
      firstName: nameField(words.firstNameRequired),
      lastName: nameField(words.lastNameRequired),
      email: z.string({ error: words.emailRequired }).transform((written, context) => {
        const address = readAddress(written.slice(0, 1000));
        if (address.ok) return address.email;
        context.addIssue({ code: "custom", message: words[`email${address.problem}`] });
        return z.NEVER;
      }),
      password: z.string({ error: words.passwordRequired }),
      terms: z.literal("on", { error: words.termsRequired }),
    })
    .superRefine(({ firstName, lastName, email, password }, context) => {
      const problem = passwordProblem(password, [firstName, lastName, email, school]);
      if (problem === null) return;
      const message = passwordWords.problems[problem];
      context.addIssue({ code: "custom", path: ["password"], message });
    });
}
