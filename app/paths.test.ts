import { expect, test } from "vitest";
import { localPath } from "./paths.ts";

test("after signing in, only a page of this site is returned to", () => {
  expect(localPath("/etablissements/0808088X/eleves?page=2")).toBe(
    "/etablissements/0808088X/eleves?page=2",
  );
  for (const elsewhere of [
    "//evil.test",
    "/\\evil.test",
    "/\t/evil.test",
    "/\n/evil.test",
    "/\r\nSet-Cookie: x=y",
    "/é€",
    "https://evil.test",
    "eleves",
    "",
    null,
  ]) {
    expect(localPath(elsewhere)).toBeNull();
  }
});
