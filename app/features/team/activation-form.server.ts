import { z } from "zod";
import { activation } from "#words/joining.ts";
import { readUai } from "#worker/school-files/uai.ts";
import { nameField } from "./name-field.server.ts";

const words = activation.errors;

/** What the activation page sends. The answer never reveals whether a school has this UAI. */
export const ActivationForm = z.object({
  uai: z.string({ error: words.uaiRequired }).transform((written, context) => {
    const uai = readUai(written.slice(0, 100));
    if (uai === null) context.addIssue({ code: "custom", message: words.uaiInvalid });
    return uai ?? "";
  }),
  /** The UAI that the form warned about, before it was sent. */
  seen: z.string().max(100).default(""),
  firstName: nameField(words.firstNameRequired),
  lastName: nameField(words.lastNameRequired),
});
