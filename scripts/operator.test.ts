import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "./lib/run.ts";

/** The command itself, against an installation that answers what the test says. */
let server: Server;
let url = "";
let answer = { status: 200, body: "" };

beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});

afterAll(() => void server.close());

async function operator(...words: string[]) {
  const env = { OPERATOR_TOKEN: "a-token-of-the-tests" };
  return await run("node", ["scripts/operator.ts", ...words, "--url", url], { env });
}

const problem = (code: string, detail: string, more = {}) =>
  JSON.stringify({ type: `urn:pix-orga:${code}`, title: "t", detail, code, ...more });

test("a file that is not there is said in a sentence", async () => {
  const { code, output } = await operator("organizations", "no-such-file.csv");
  expect(output.trim()).toBe("no-such-file.csv cannot be read: there is no such file.");
  expect(code).toBe(1);
});

test.each([
  [401, problem("UNAUTHORIZED", "Connectez-vous."), /does not take this OPERATOR_TOKEN/],
  [404, problem("NOT_FOUND", "Introuvable."), /has nothing of this name or reference\./],
  [409, problem("BUSY", "Un fichier est lu."), /refuses: Un fichier est lu\. \(BUSY\)/],
  [502, "<html>Bad gateway</html>", /answered 502: <html>Bad gateway/],
])("a refusal of status %s is said with what to do about it", async (status, body, words) => {
  answer = { status, body };
  const { code, output } = await operator("import", "x");
  expect(output.trim()).toMatch(words);
  expect(output).not.toContain("urn:pix-orga");
  expect(code).toBe(1);
});
