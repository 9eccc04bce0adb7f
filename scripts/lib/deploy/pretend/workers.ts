import {
  ACCOUNT_ID,
  type Account,
  type Call,
  json,
  type Reply,
  type Route,
  type Script,
} from "./account.ts";

const T0 = "2026-11-29T08:00:00Z";

/** The newest first, a minute apart. */
function showDeployments(versions: string[]) {
  return versions
    .map((version_id, at) => ({
      id: `deployment-${at}`,
      created_on: new Date(Date.parse(T0) + at * 60_000).toISOString(),
      author_email: "a@b.fr",
      source: "wrangler",
      annotations: {},
      strategy: "percentage",
      versions: [{ version_id, percentage: 100 }],
    }))
    .reverse();
}

/** Workers: code, secrets, versions, crons, domains, and the zone of the account. */
export function workerRoutes(account: Account): Route[] {
  const { scripts, domains } = account;
  const missing: Reply = {
    status: 404,
    error: [10007, "This Worker does not exist on your account."],
  };
  const one = (name = "", act: (script: Script) => Reply): Reply => {
    const script = scripts.get(name);
    return script ? act(script) : missing;
  };
  return [
    [
      "GET",
      /^\/zones$/,
      ({ query }) =>
        account.showsZones
          ? {
              result: [
                {
                  id: "zone",
                  name: "example.fr",
                  status: account.zone,
                  account: { id: ACCOUNT_ID },
                },
              ].filter(
                ({ name, status }) =>
                  status !== null && (!query.get("name") || name === query.get("name")),
              ),
            }
          : { status: 403, error: [9109, "Unauthorized to access requested resource"] },
    ],
    ["GET", /^\/zones\/zone\/dns_records$/, () => ({ result: account.dns })],
    ["GET", /^\/zones\/zone\/workers\/routes$/, () => ({ result: account.routes })],
    [
      "GET",
      /^\/workers\/scripts\/([^/]+)\/settings$/,
      (_call, name) => one(name, ({ metadata }) => ({ result: { bindings: metadata.bindings } })),
    ],
    [
      "GET",
      /^\/workers\/subdomain$/,
      () =>
        account.subdomain === null
          ? { status: 404, error: [10007, "You do not have a workers.dev subdomain."] }
          : { result: { subdomain: account.subdomain } },
    ],
    [
      "GET",
      /^\/workers\/domains$/,
      ({ query }) => ({
        result: [...domains]
          .filter(([hostname]) => !query.get("hostname") || hostname === query.get("hostname"))
          .map(([hostname, service]) => ({ hostname, service })),
      }),
    ],
    [
      "GET",
      /^\/workers\/scripts\/([^/]+)\/secrets$/,
      (_call, name) =>
        one(name, ({ secrets }) => ({
          result: [...secrets].map((secret) => ({ name: secret, type: "secret_text" })),
        })),
    ],
    [
      "POST",
      /^\/workers\/scripts\/([^/]+)\/assets-upload-session$/,
      () => ({ result: { jwt: "e30.e30.e30", buckets: [] } }),
    ],
    [
      "GET",
      /^\/workers\/services\/([^/]+)$/,
      (_call, name) =>
        one(name, () => ({
          result: {
            id: name,
            default_environment: {
              environment: "production",
              script: { tag: "t", last_deployed_from: "wrangler" },
            },
          },
        })),
    ],
    [
      "GET",
      /^\/workers\/scripts\/([^/]+)\/deployments$/,
      (_call, name) =>
        one(name, ({ deployments }) => ({ result: { deployments: showDeployments(deployments) } })),
    ],
    [
      "POST",
      /^\/workers\/scripts\/([^/]+)\/deployments$/,
      (call, name) =>
        one(name, ({ deployments }) => {
          const [version] = json(call).versions;
          deployments.push(version.version_id);
          return { result: showDeployments(deployments)[0] };
        }),
    ],
    [
      "GET",
      /^\/workers\/scripts\/([^/]+)\/versions$/,
      (_call, name) => one(name, () => ({ result: { items: [] } })),
    ],
    [
      "GET",
      /^\/workers\/scripts\/([^/]+)\/versions\/(.+)$/,
      (_call, name, id) =>
        one(name, () => ({
          result: {
            id,
            number: 1,
            metadata: { created_on: T0, author_email: "a@b.fr" },
            annotations: {},
            resources: { bindings: [], script: {}, script_runtime: {} },
          },
        })),
    ],
    [
      "PUT",
      /^\/workers\/scripts\/([^/]+)\/secrets$/,
      (call, name) =>
        one(name, ({ secrets }) => {
          secrets.add(json(call).name);
          return { result: json(call) };
        }),
    ],
    [
      "DELETE",
      /^\/workers\/scripts\/([^/]+)\/secrets\/(.+)$/,
      (_call, name, secret = "") =>
        one(name, ({ secrets }) =>
          secrets.delete(secret) ? {} : { status: 404, error: [10056, "no such secret"] },
        ),
    ],
    [
      "PUT",
      /^\/workers\/scripts\/([^/]+)$/,
      async (call, name = "") => await upload(scripts, name, call),
    ],
    [
      "GET",
      /^\/workers\/workers\/([^/]+)$/,
      (_call, name) =>
        one(name, ({ workersDev }) => ({
          result: { name, subdomain: workersDev ?? { enabled: false, previews_enabled: false } },
        })),
    ],
    [
      "POST",
      /^\/workers\/scripts\/([^/]+)\/subdomain$/,
      (call, name) =>
        one(name, (script) => {
          script.workersDev = json(call);
          return { result: script.workersDev };
        }),
    ],
    [
      "PUT",
      /^\/workers\/scripts\/([^/]+)\/schedules$/,
      (call, name) =>
        one(name, (script) => {
          script.crons = json(call).map(({ cron }: { cron: string }) => cron);
          return { result: { schedules: json(call) } };
        }),
    ],
    [
      "POST",
      /^\/workers\/scripts\/([^/]+)\/domains\/changeset$/,
      (call) => ({
        result: { added: json(call), removed: [], updated: [], conflicting: [] },
      }),
    ],
    [
      "PUT",
      /^\/workers\/scripts\/([^/]+)\/domains\/records$/,
      (call, name = "") => {
        if (!account.hasZone)
          return { status: 400, error: [10082, "No zone of this account holds this hostname."] };
        for (const { hostname } of json(call).origins) domains.set(hostname, name);
        return { result: [] };
      },
    ],
  ];
}

async function upload(scripts: Account["scripts"], name: string, call: Call): Promise<Reply> {
  const form = await new Response(new Uint8Array(call.body), { headers: call.headers }).formData();
  const metadata = JSON.parse(String(form.get("metadata")));
  const known = scripts.get(name);
  // A binding that is as it was: wrangler sends its name alone.
  metadata.bindings = metadata.bindings.map((each: { type: string; name: string }) =>
    each.type === "inherit"
      ? known?.metadata.bindings.find(({ name }) => name === each.name)
      : each,
  );
  const sent = metadata.bindings.filter(({ type }: { type: string }) => type === "secret_text");
  const secrets = new Set([
    ...(known?.secrets ?? []),
    ...sent.map((each: { name: string }) => each.name),
  ]);
  const deployments = [
    ...(known?.deployments ?? []),
    `version-${(known?.deployments.length ?? 0) + 1}`,
  ];
  scripts.set(name, { crons: [], ...known, metadata, secrets, deployments });
  return { result: { id: name, startup_time_ms: 1, deployment_id: "d", entry_point: "index.js" } };
}
