/** The operator's details for the legal pages, which `npm run deploy` asks for. */
const OPERATOR_FIELDS = {
  OPERATOR_NAME: "name of the operator",
  OPERATOR_ADDRESS: "postal address",
  OPERATOR_DIRECTOR: "who answers for what is published",
  OPERATOR_HOST: "host: name and address",
  OPERATOR_DPO: "how to reach the data protection officer",
  OPERATOR_SUPPORT: "mail address of the support",
};

/**
 * The operator's variables for a deployment, from the environment alone: the demo's values of `wrangler.toml` are never
 * deployed. A missing one is deployed empty, and its page says so.
 */
export function operatorVariables(environment: Record<string, string | undefined>): {
  variables: Record<string, string>;
  missing: string[];
} {
  const asked = Object.entries(OPERATOR_FIELDS);
  const given = (name: string) => environment[name]?.trim() ?? "";
  const variables = Object.fromEntries(asked.map(([name]) => [name, given(name)]));
  const missing = asked
    .filter(([name]) => given(name) === "")
    .map(([name, what]) => `${name} (${what})`);
  return { variables, missing };
}
