import { expect, test } from "vitest";
import { inviting } from "#words/team.ts";
import { InviteForm } from "./team-forms.server.ts";

function problemOf(emails: string): string | undefined {
  return InviteForm.safeParse({ emails, role: "member" }).error?.issues[0]?.message;
}

test("fifty addresses at a time, each counted once, and a text without addresses is reported", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => `personne.${at}@ac-essai.fr`).join("\n");
  expect(problemOf(many(50))).toBeUndefined();
  expect(problemOf(`${many(50)}\n${many(50)}`)).toBeUndefined();
  expect(problemOf(many(51))).toBe(inviting.errors.tooMany(51));
  expect(problemOf("x".repeat(20_001))).toBe(inviting.errors.tooLong);
  expect(problemOf(" ; , \n")).toBe(inviting.errors.emailsRequired);
  expect(problemOf("sans-arobase")).toBe(inviting.errors.noneValid("sans-arobase"));
});
