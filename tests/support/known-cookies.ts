import { requireKnown } from "./require-known.ts";

type App = {
  fetch: (request: Request, env: Env, ctx: ExecutionContext) => Response | Promise<Response>;
};

/** The same product, with every answer checked: it sets no cookie that the notice does not list. */
export function knowingCookies(app: App): App {
  return {
    async fetch(request, env, ctx) {
      const answer = await app.fetch(request, env, ctx);
      for (const cookie of answer.headers.getSetCookie()) requireKnown(cookie);
      return answer;
    },
  };
}
