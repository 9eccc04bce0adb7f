/** What `/healthz` was last seen to answer. */
export type Seen =
  | { kind: "unreachable"; code: string; message: string }
  | { kind: "redirected"; to: string }
  | { kind: "edge"; status: number }
  | { kind: "other"; version: string }
  | { kind: "unwritable"; databases: string[] }
  | { kind: "unwell"; status: number; text: string }
  | { kind: "well" };

type Wish = { origin: string; version: string; worker: string };

/** What is wrong and what to do; `--check` says the same, and does not know what was deployed. */
export function adviceFor(seen: Exclude<Seen, { kind: "well" }>, wish: Wish): string {
  const { origin, version, worker } = wish;
  const again = "Ask again with --check; there is nothing to roll back.";
  const where = `${origin}/healthz`;
  switch (seen.kind) {
    case "unreachable":
      return `${where} ${adviceForNetwork(seen)} ${again}`;
    case "redirected":
      return `${where} is redirected to ${seen.to}: something stands before the Worker ${worker} (Cloudflare Access, a redirect rule of the domain). Let the address through. ${again}`;
    case "edge":
      if (seen.status === 401 || seen.status === 403) {
        return `${where} refuses this machine (HTTP ${seen.status}) before our code is asked: look at Cloudflare Access and at the security rules of the domain. ${again}`;
      }
      return `${where} is answered by something else than our code (HTTP ${seen.status}): see that the domain leads to the Worker ${worker} (dashboard, Workers, Domains). ${again}`;
    case "other":
      return `${where} is answered by the version ${seen.version}, not by ${version}, which this clone holds. Cloudflare serves a new one everywhere within a minute or so. ${again}`;
    case "unwritable":
      return `${where} says that these databases take no write: ${seen.databases.join(", ")}. The code is not the cause, and there is nothing to roll back: docs/operations.md, "A database does not answer".`;
    case "unwell":
      return `${where} is unwell: HTTP ${seen.status} ${seen.text.slice(0, 300)}\nRead why with "npx wrangler tail ${worker} --status error". "npx wrangler rollback --name ${worker}" puts the previous code back, if there is one; the databases stay as they are, which it works with.`;
  }
}

function adviceForNetwork({ code, message }: { code: string; message: string }): string {
  if (/ENOTFOUND|EAI_AGAIN/.test(code)) {
    return `cannot be found from here yet (${message}): the name of a new domain takes minutes to be known.`;
  }
  if (/TLS|SSL|CERT|EPROTO/i.test(`${code} ${message}`)) {
    return `has no certificate yet (${message}): Cloudflare makes that of a new domain within a quarter of an hour.`;
  }
  return `cannot be reached from here (${message}): look at the network of this machine and at the domain.`;
}
