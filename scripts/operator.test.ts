import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "./lib/run.ts";

/** The command itself, against an installation that answers what the test says. */
let server: Server;
let url = "";
let answer: { status: number; body: string; headers?: Record<string, string> } = {
  status: 200,
  body: "",
};

beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});

afterAll(() => void server.close());

async function operator(...words: string[]) {
  const env = { OPERATOR_TOKEN: "a-token-of-the-tests", OPERATOR_URL: url };
  return await run("node", ["scripts/operator.ts", ...words], { env });
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
  [404, problem("NOT_FOUND", "Introuvable."), /^No import has the reference "x": .*\(http/],
  [409, problem("BUSY", "Un fichier est lu."), /refuses: Un fichier est lu\. \(BUSY\)/],
  [500, problem("INTERNAL", "Une erreur.", { id: "c3f3" }), /failed at this: .*status.*\(c3f3\)/],
  [502, "<html>Bad gateway</html>", /answered 502, not as Pix Orga does .*: <html>Bad gateway/],
  [200, "<html>Another site", /answered 200, not as Pix Orga does .*: <html>Another site/],
])("a refusal of status %s is said with what to do about it", async (status, body, words) => {
  answer = { status, body };
  const { code, output } = await operator("import", "x");
  expect(output.trim()).toMatch(words);
  expect(output).not.toContain("urn:pix-orga");
  expect(code).toBe(1);
});

const idOfNone = "471b3c66-cb15-4f91-b80a-f1bf542f0059";

test.each<[string[], RegExp]>([
  [["status", "--url", "localhost:8787"], /^"localhost:8787" is no address: --url https/],
  [
    ["status", "--url", "http://127.0.0.1:65531"],
    /127\.0\.0\.1:65531 does not answer \(.*ECONNREFUSED.*--url/,
  ],
  [["organizations", "scripts"], /^scripts cannot be read: there is no such file\.$/],
  [["stat"], /^There is no command "stat"\.\nnpm run operator/],
  [["status", "now"], /^"status" takes 0 argument\(s\); given: now\./],
  [["import"], /^"import" takes 1 argument\(s\); given: nothing\./],
  [["status", "--to", "3"], /^"status" takes no --to\./],
  [["move-school", "0808088X"], /^--to takes the number of a school database/],
  [["move-school", "0808088X", "--to", "seven"], /^--to takes the number of a school database/],
  [["mails", "--resend", ""], /^--resend takes the id of a mail/],
  [["mails", "--resend", idOfNone], /^No mail of this id can be sent again/],
  [["schools", "9999"], /^No UAI of the directory begins with 9999\./],
])("%s is refused with what to do instead", async (words, expected) => {
  answer = { status: 200, body: JSON.stringify({ resent: 0, schools: [], more: false }) };
  const { code, output } = await operator(...words);
  expect(output.trim()).toMatch(expected);
  expect(code).toBe(1);
});

test("a service that sends elsewhere is not followed: the token would be lost on the way", async () => {
  const headers = { Location: "https://orga.example.fr/api/operator/status" };
  answer = { status: 301, body: "", headers };
  const { code, output } = await operator("status");
  expect(output.trim()).toMatch(
    /sends elsewhere: give that address, --url https:\/\/orga\.example\.fr$/,
  );
  expect(code).toBe(1);
});

test("the address may be in the environment, the token has no accents", async () => {
  answer = { status: 200, body: JSON.stringify({ schools: [], more: false }) };
  const asked = async (env: Record<string, string>) =>
    await run("node", ["scripts/operator.ts", "schools"], { env: { OPERATOR_URL: url, ...env } });
  expect(await asked({ OPERATOR_TOKEN: "a-token" })).toEqual({
    code: 0,
    output: "No school is in use yet.\n",
  });
  expect((await asked({ OPERATOR_TOKEN: "clé" })).output).toMatch(/^OPERATOR_TOKEN holds a blank/);
  expect((await asked({ OPERATOR_TOKEN: "" })).output).toMatch(/^Say who you are: OPERATOR_TOKEN/);
});
