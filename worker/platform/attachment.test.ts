import { expect, test } from "vitest";
import { attachment } from "./attachment.ts";

test("any name arrives whole, with characters that the header forbids encoded", () => {
  const name = `3/A & #1 100% "l’été" (1) * 'é'.pdf`;
  const header = attachment(name, "plain.pdf");
  expect(header).toMatch(/^attachment; filename="plain\.pdf"; filename\*=UTF-8''[\w%.~!-]+$/);
  expect(decodeURIComponent(header.split("UTF-8''")[1] ?? "")).toBe(name);
});

test("half a character is no failure", () => {
  expect(attachment("a\uD800.pdf", "plain.pdf")).toContain("UTF-8''a%EF%BF%BD.pdf");
});
