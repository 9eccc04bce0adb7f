import { expect, test } from "vitest";
import { fieldsOf } from "./typed.ts";

const control = (over: Partial<Parameters<typeof fieldsOf>[0][number]>) => ({
  ...{ form: 0, name: "emails", place: 0, kind: "textarea", value: "a@b.fr", checked: false },
  ...over,
});

test("text and choices are kept; passwords, files, hidden fields and buttons never are", () => {
  const kept = fieldsOf([
    control({}),
    control({ name: "role", kind: "radio", value: "admin", checked: true }),
    control({ name: "password", kind: "password", value: "secret" }),
    control({ name: "file", kind: "file", value: "C:\\fakepath\\a.csv" }),
    control({ name: "importId", kind: "hidden", value: "x" }),
    control({ name: "intent", kind: "submit", value: "confirm" }),
    control({ name: "", value: "of no name" }),
  ]);
  expect(kept).toEqual([
    { form: 0, name: "emails", place: 0, value: "a@b.fr" },
    { form: 0, name: "role", place: 0, value: true },
  ]);
});

test("a form with too much text is not kept", () => {
  expect(fieldsOf([control({ value: "x".repeat(200_000) })])).toEqual([]);
});
