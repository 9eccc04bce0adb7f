import { expect, test } from "vitest";
import { findSecrets } from "./secrets.ts";
import { readTree } from "./sources.ts";

const TEXT =
  /(?:\.(?:[cm]?[jt]sx?|json|toml|ya?ml|md|sql|css|html|sh|xml|csv|svg|txt|pem|key)|\/\.[^/]+|\/run|(?:^|\/)\.(?:env|dev\.vars)[^/]*|secrets\.env)$/;

test("no file of the project holds a secret", () => {
  const tree = readTree([""], TEXT);
  expect([...tree.keys()]).toContain("package.json");
  expect(findSecrets(tree)).toEqual([]);
});

// Split in two, so that this file does not report itself.
test.each([
  `-----BEGIN RSA ${"PRIVATE KEY"}-----`,
  `const id = "AK${"IAABCDEFGHIJKLMNOP"}";`,
  `url = https://someone:${"hunter2hunter2"}@host`,
  `AUTH_SECRET${"="}0123456789abcdef0123456789abcdef`,
  `{ "apiToken${'": "'}q1w2e3r4t5y6u7i8o9p0a1s2d3f4" }`,
])("reports %j", (text) => {
  expect(findSecrets(new Map([["docs/a.md", text]]))).toHaveLength(1);
});

test("reports files whose purpose is to hold secrets", () => {
  const names = [".env", ".dev.vars", ".dev.vars.local", "state/secrets.env", "cert.pem"];
  expect(findSecrets(new Map(names.map((name) => [name, ""])))).toHaveLength(names.length);
});

test("allows what is public by design", () => {
  const text = `AUTH_SECRET: "a-secret-for-the-tests-only-32-characters", password = "demo-pix-orga-2026"`;
  expect(findSecrets(new Map([["a.ts", text]]))).toEqual([]);
});
