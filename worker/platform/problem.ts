/** An answer `application/problem+json` (RFC 9457). `detail` is a French sentence; `extra` adds members. */
export function problem(
  status: number,
  code: string,
  title: string,
  detail: string,
  extra: Record<string, unknown> = {},
): Response {
  const body = { type: `urn:pix-orga:${code}`, title, status, detail, code, ...extra };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/problem+json; charset=utf-8" },
  });
}
