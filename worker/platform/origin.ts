const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

export function isLocalHost(request: Request): boolean {
  return LOCAL_HOSTS.includes(new URL(request.url).hostname);
}

/**
 * The only origin that writes and sockets may come from: the configured one. The demo, which answers on local hosts
 * only, accepts the host it was called by (`localhost` or `127.0.0.1`, any port).
 */
export function allowedOrigin(env: Env, request: Request): string {
  if (env.DEMO === "true" && isLocalHost(request)) return new URL(request.url).origin;
  return env.ORIGIN;
}

export function isSameOrigin(env: Env, request: Request): boolean {
  const origin = request.headers.get("Origin");
  if (origin !== null) return origin === allowedOrigin(env, request);
  return request.headers.get("Sec-Fetch-Site") === "same-origin";
}
