import { type Account, type Call, json, type Reply, type Route } from "./account.ts";

/** R2: buckets and their objects. */
export function storageRoutes({ buckets }: Account): Route[] {
  const place = (call: Call) => call.headers.get("cf-r2-jurisdiction") ?? undefined;
  return [
    [
      "GET",
      /^\/r2\/buckets\/([^/]+)$/,
      (call, name = "") => {
        const bucket = buckets.get(name);
        if (!bucket || bucket.jurisdiction !== place(call)) {
          return { status: 404, error: [10006, "The specified bucket does not exist."] };
        }
        return { result: { name, ...bucket } };
      },
    ],
    [
      "POST",
      /^\/r2\/buckets$/,
      (call) => {
        const { name } = json(call);
        buckets.set(name, { jurisdiction: place(call) });
        return { result: { name } };
      },
    ],
    [
      "GET",
      /^\/r2\/buckets\/([^/]+)\/objects$/,
      ({ query }, name = "") => {
        // Two at a time, so that a reader who forgets the cursor is found out.
        const keys = [...(buckets.get(name)?.objects?.keys() ?? [])].sort();
        const from = Number(query.get("cursor") ?? 0);
        const isTruncated = from + 2 < keys.length;
        const cursor = isTruncated ? String(from + 2) : undefined;
        const result = keys.slice(from, from + 2).map((key) => ({ key }));
        return { result, info: { cursor, is_truncated: isTruncated } };
      },
    ],
    [
      "GET",
      /^\/r2\/buckets\/([^/]+)\/objects\/(.+)$/,
      (_call, name = "", key = "") => {
        const raw = buckets.get(name)?.objects?.get(key);
        return raw ? { raw } : { status: 404, error: [10007, "The specified key does not exist."] };
      },
    ],
    [
      "PUT",
      /^\/r2\/buckets\/([^/]+)\/objects\/(.+)$/,
      (call, name = "", key = "") => {
        const bucket = buckets.get(name);
        if (!bucket) return { status: 404, error: [10006, "The specified bucket does not exist."] };
        bucket.objects ??= new Map();
        bucket.objects.set(key, call.body);
        return { result: { key } };
      },
    ],
  ];
}

export function queueRoutes({ queues }: Account): Route[] {
  const show = (name: string) => {
    const { jurisdiction, script, consumers = [], producers = [] } = queues.get(name) ?? {};
    const ours = { type: "worker", script, consumer_id: `of-${name}`, settings: {} };
    return {
      queue_id: `id-of-${name}`,
      queue_name: name,
      jurisdiction,
      consumers: script ? [ours, ...consumers] : consumers,
      producers,
    };
  };
  return [
    [
      "GET",
      /^\/queues$/,
      ({ query }) => {
        const wanted = query.getAll("name");
        const names = [...queues.keys()].filter(
          (name) => wanted.length === 0 || wanted.includes(name),
        );
        const page = Number(query.get("page") ?? 1);
        const result = names.slice((page - 1) * 4, page * 4).map(show);
        return { result, info: { page, per_page: 4, total_count: names.length } };
      },
    ],
    [
      "POST",
      /^\/queues$/,
      (call) => {
        const { queue_name: name, jurisdiction } = json(call);
        queues.set(name, { jurisdiction });
        return { result: show(name) };
      },
    ],
    [
      "GET",
      /^\/queues\/id-of-([^/]+)\/consumers$/,
      (_call, name = "") => ({ result: show(name).consumers }),
    ],
    [
      "POST",
      /^\/queues\/id-of-([^/]+)\/consumers$/,
      (call, name = "") => consume(queues, name, json(call)),
    ],
    [
      "PUT",
      /^\/queues\/id-of-([^/]+)\/consumers\/[^/]+$/,
      (call, name = "") => consume(queues, name, json(call)),
    ],
  ];
}

function consume(queues: Account["queues"], name: string, body: { script_name?: string }): Reply {
  const queue = queues.get(name);
  if (!queue) return { status: 404, error: [11000, "queue not found"] };
  queues.set(name, { ...queue, script: body.script_name, settings: body });
  return { result: { consumer_id: `of-${name}` } };
}
