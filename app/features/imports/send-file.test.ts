import { expect, test } from "vitest";
import { readAnswer } from "./send-file.ts";

test("an accepted upload gives the import to follow", () => {
  expect(readAnswer(202, '{"id":"import-1","status":"received"}')).toEqual({
    ok: true,
    importId: "import-1",
  });
});

test("a refused upload gives the sentence of the problem, and its code", () => {
  const body = '{"code":"FORMAT_NOT_SUPPORTED","detail":"Ce fichier n’est pas un export."}';
  expect(readAnswer(415, body)).toEqual({
    ok: false,
    reason: "refused",
    detail: "Ce fichier n’est pas un export.",
    code: "FORMAT_NOT_SUPPORTED",
  });
});

test("an answer that cannot be parsed is still a refusal, never an exception", () => {
  for (const body of ["", "<html>", "null", "[]", '{"detail":3}']) {
    expect(readAnswer(502, body)).toEqual({ ok: false, reason: "refused", detail: null });
  }
});

test("an ended session is reported as such", () => {
  expect(readAnswer(401, "{}")).toEqual({ ok: false, reason: "signed-out", detail: null });
});
