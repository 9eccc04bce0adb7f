import { vi } from "vitest";

type Queue = {
  send: (body: unknown, options?: unknown) => Promise<unknown>;
  sendBatch: (messages: Iterable<{ body: unknown }>) => Promise<unknown>;
};

/**
 * Records everything sent to the queues of the real bindings, and everything logged from now on. `said` is one text of
 * both; `stop` restores the console.
 */
export function overhear(env: Env) {
  const words: string[] = [];
  const spies = (["log", "error", "warn", "info", "debug"] as const).map((level) =>
    vi
      .spyOn(console, level)
      .mockImplementation((...line) => void words.push(line.map(String).join(" "))),
  );
  let messages = 0;
  const hear = <Bound extends object>(queue: Bound): Bound =>
    new Proxy(queue, {
      get: (real, name) => {
        const value = Reflect.get(real, name);
        if (name !== "send" && name !== "sendBatch") {
          return typeof value === "function" ? value.bind(real) : value;
        }
        return async (sent: unknown, options: unknown) => {
          const bodies = name === "send" ? [sent] : [...(sent as Iterable<unknown>)];
          messages += bodies.length;
          words.push(JSON.stringify(bodies));
          const queueOf = real as unknown as Queue;
          if (name === "send") return await queueOf.send(sent, options);
          return await queueOf.sendBatch(sent as Iterable<{ body: unknown }>);
        };
      },
    });
  return {
    env: {
      ...env,
      IMPORTS: hear(env.IMPORTS),
      MAILS: hear(env.MAILS),
      DOCUMENTS: hear(env.DOCUMENTS),
    },
    said: () => words.join("\n"),
    messages: () => messages,
    stop: () => {
      for (const spy of spies) spy.mockRestore();
    },
  };
}
