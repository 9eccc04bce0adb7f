import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const ROUTES = new URL("../../app/routes/", import.meta.url);

test("every page of a school that takes a form loads the current state after a refusal too", () => {
  const forgetful = readdirSync(ROUTES)
    .filter((name) => name.endsWith(".tsx"))
    .map((name) => [name, readFileSync(new URL(name, ROUTES), "utf8")] as const)
    .filter(([, text]) => /export async function action/.test(text))
    .filter(([, text]) => /requireMember\(/.test(text))
    .filter(([, text]) => !/export const shouldRevalidate = revalidateAlways/.test(text))
    .map(([name]) => name);
  expect(forgetful).toEqual([]);
});
