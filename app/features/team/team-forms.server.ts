import { z } from "zod";
import { inviting } from "#words/team.ts";
import { readAddresses } from "#worker/team/addresses.ts";
import { MOST_AT_ONCE } from "./choices.ts";

const Id = z.string().min(1).max(64);
const Role = z.enum(["admin", "member"], { error: inviting.errors.roleRequired });

/** One intent per question of the team page. */
export const MemberForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("change"), userId: Id, role: Role }),
  z.object({ intent: z.literal("remove"), userId: Id }),
  z.object({ intent: z.literal("leave") }),
]);

/** One intent per button of the page of invitations. */
export const InvitationForm = z.object({
  intent: z.enum(["resend", "cancel"]),
  invitationId: Id,
});

/** The same for the ticked invitations. */
export const ManyForm = z.object({
  intent: z.enum(["resend-many", "cancel-many"]),
  invitationIds: z.array(Id).min(1).max(MOST_AT_ONCE),
});

const MOST = 50;
const LONGEST = 20_000;

/** What « Inviter un membre » sends; `confirmed` holds the outside addresses that the person confirmed. */
export const InviteForm = z.object({
  emails: z
    .string({ error: inviting.errors.emailsRequired })
    .max(LONGEST, { error: inviting.errors.tooLong })
    .transform(readAddresses)
    .superRefine((found, context) => {
      const refuse = (message: string) => context.addIssue({ code: "custom", message });
      if (found.length === 0) return refuse(inviting.errors.emailsRequired);
      if (found.length > MOST) return refuse(inviting.errors.tooMany(found.length));
      if (found.every(({ ok }) => !ok)) {
        const list = found.map(({ written }) => written.slice(0, 60));
        refuse(inviting.errors.noneValid(list.slice(0, 5).join(", ")));
      }
    }),
  role: Role,
  confirmed: z
    .string()
    .max(LONGEST)
    .default("")
    .transform((list) => list.split(",")),
});
