import { expect, test } from "vitest";
import { ChangePasswordForm, ForgottenForm, SignInForm } from "./account-forms.server.ts";

test("an address is read as account creation stores it: lower-cased, an accented domain in its DNS form", () => {
  for (const form of [SignInForm, ForgottenForm]) {
    const typed = form.safeParse({ email: " Lou.Essai@École.fr ", password: "une phrase" });
    expect(typed.data?.email).toBe("lou.essai@xn--cole-9oa.fr");
  }
  for (const email of ["", "personne", "é@é", "lou@ecole", "x".repeat(300)]) {
    expect(SignInForm.safeParse({ email, password: "x" }).success, email).toBe(false);
  }
});

test("each of two empty password fields has its own error", () => {
  const { error } = ChangePasswordForm.safeParse({});
  const told = error?.issues.map(({ message }) => message);
  expect(new Set(told).size).toBe(2);
});
