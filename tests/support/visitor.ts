import { createExecutionContext } from "cloudflare:test";
import { aNetwork, cookiesFrom } from "./accounts.ts";
import { env, ORIGIN } from "./factories.ts";
import { appThatDraws, appWithPages } from "./page-worker.ts";

/**
 * A browser without JavaScript: it keeps its cookies and follows no redirect by itself. Its pages are their loader data
 * as JSON, unless `draws` is set.
 */
export function aVisitor({
  network = aNetwork(),
  draws = false,
  cookie = "",
  bindings = env,
} = {}) {
  const cookies = new Map<string, string>();
  const keep = (one: string) => {
    const [, name = "", value = ""] = /^([^=]+)=(.*)$/.exec(one) ?? [];
    if (name) cookies.set(name, value);
  };
  keep(cookie);
  const app = draws ? appThatDraws : appWithPages;
  return async (path: string, form?: Record<string, string> | string[][]) => {
    const headers = new Headers({ Origin: ORIGIN, "CF-Connecting-IP": network });
    headers.set("Cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const request = new Request(`${ORIGIN}${path}`, {
      headers,
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    const answer = await app.fetch(request, bindings, createExecutionContext());
    for (const one of cookiesFrom(answer.headers)) keep(one);
    return {
      status: answer.status,
      location: answer.headers.get("Location"),
      headers: answer.headers,
      text: await answer.text(),
    };
  };
}
