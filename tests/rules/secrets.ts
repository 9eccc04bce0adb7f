import type { Tree } from "./sources.ts";

const SIGNS: { name: string; sign: RegExp }[] = [
  { name: "a private key", sign: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
  { name: "an AWS key", sign: /\bAKIA[0-9A-Z]{16}\b/ },
  { name: "a GitHub token", sign: /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22,})\b/ },
  { name: "a Slack token", sign: /\bxox[abprs]-[A-Za-z0-9-]{10,}/ },
  { name: "a Stripe key", sign: /\b[rs]k_live_[A-Za-z0-9]{16,}/ },
  { name: "a JSON web token", sign: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/ },
  { name: "a password in an address", sign: /\b[a-z]+:\/\/[^\s:/@"'`$]+:[^\s@/"'`$]{6,}@/ },
  {
    name: "a secret given a value",
    sign: /(?:secret|token|api_?key|passw(?:or)?d)["']?\s*[:=]\s*["'`]?(?=[A-Za-z+/_-]*\d)[A-Za-z0-9+/_-]{24,}/i,
  },
];

/** Public by design: values that tests and the demo use. */
const KNOWN = ["a-secret-for-the-tests-only-32-characters", "demo-pix-orga-2026", "demo-operator"];

const SECRET_FILE = /(?:^|\/)(?:\.env|\.dev\.vars|secrets\.env)(?:\.|$)|\.(?:pem|key|p12|pfx)$/;

/** Files that hold a secret, or whose purpose is to hold one. */
export function findSecrets(tree: Tree): string[] {
  return [...tree].flatMap(([path, text]) => {
    const unknown = KNOWN.reduce((rest, known) => rest.replaceAll(known, ""), text);
    return [
      ...(SECRET_FILE.test(path) ? [`${path} is a file of secrets`] : []),
      ...SIGNS.filter(({ sign }) => sign.test(unknown)).map(({ name }) => `${path} holds ${name}`),
    ];
  });
}
