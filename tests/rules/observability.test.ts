import { expect, test } from "vitest";
import { unstable_readConfig } from "wrangler";

test("the host stores what the code logs, and neither the URL nor the headers of requests", () => {
  const { observability, logpush, tail_consumers } = unstable_readConfig({
    config: "wrangler.toml",
  });
  expect(observability).toEqual({
    enabled: true,
    redact_query_string: true,
    logs: { enabled: true, head_sampling_rate: 1, invocation_logs: false },
    traces: { enabled: false },
  });
  expect(logpush ?? false).toBe(false);
  expect(tail_consumers ?? []).toEqual([]);
});
