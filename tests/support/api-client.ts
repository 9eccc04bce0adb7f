import { setTimeout as delay } from "node:timers/promises";
import type { Import } from "#worker/imports/view.ts";
import { startSession } from "./browser-session.ts";

const ENDED = ["done", "refused", "failed", "cancelled", "undone", "awaiting-confirmation"];

type Sending = {
  filename?: string;
  limitMs?: number;
  everyMs?: number;
  /** Confirms it if it waits. */
  confirmed?: boolean;
};

/** The public API as an outside program calls it, over HTTP, with a session of its own unless one is given. */
export async function openClient(
  url: string,
  email = "admin@demo.test",
  session = startSession(url, email),
) {
  const cookie = (await session)[0]?.split(";")[0];
  if (!cookie) throw new Error("the sign-in gave no cookie");
  const headers = { Cookie: cookie, Origin: url };

  async function get<T>(path: string): Promise<T> {
    const answer = await fetch(`${url}${path}`, { headers });
    if (!answer.ok) throw new Error(`GET ${path} answered ${answer.status}`);
    return JSON.parse(await answer.text());
  }

  async function upload(uai: string, file: Uint8Array, filename = "eleves.zip"): Promise<Response> {
    return await fetch(`${url}/api/organizations/${uai}/imports`, {
      method: "POST",
      headers: { ...headers, "X-Filename": encodeURIComponent(filename) },
      body: new Uint8Array(file),
    });
  }

  /** The import once it has ended or waits; repeats the request while the server is down, up to `limitMs`. */
  async function waitForEnd(
    uai: string,
    id: string,
    limitMs: number,
    everyMs = 50,
  ): Promise<Import> {
    const deadline = Date.now() + limitMs;
    let last = "no answer";
    while (Date.now() < deadline) {
      try {
        const told = await get<Import>(`/api/organizations/${uai}/imports/${id}`);
        if (ENDED.includes(told.status)) return told;
        last = told.status;
      } catch (error) {
        last = error instanceof Error ? error.message : "no answer";
      }
      await delay(everyMs);
    }
    throw new Error(`import not ended after ${limitMs} ms: ${last}`);
  }

  /** Confirms an import that waits. */
  async function confirm(uai: string, id: string): Promise<Response> {
    const path = `/api/organizations/${uai}/imports/${id}/confirm`;
    return await fetch(`${url}${path}`, { method: "POST", headers });
  }

  return {
    cookie,
    get,
    upload,
    waitForEnd,
    confirm,
    /** Uploads a file that is accepted, and waits until its import has ended or waits. */
    async importFile(
      uai: string,
      file: Uint8Array,
      { filename, limitMs = 20_000, everyMs, confirmed }: Sending = {},
    ): Promise<Import> {
      const answer = await upload(uai, file, filename);
      if (answer.status !== 202) throw new Error(`the upload answered ${answer.status}`);
      const { id }: { id: string } = JSON.parse(await answer.text());
      const told = await waitForEnd(uai, id, limitMs, everyMs);
      if (!confirmed || told.status !== "awaiting-confirmation") return told;
      await confirm(uai, id);
      return await waitForEnd(uai, id, limitMs, everyMs);
    },
    async listImports(uai: string): Promise<Import[]> {
      return (await get<{ imports: Import[] }>(`/api/organizations/${uai}/imports`)).imports;
    },
  };
}
