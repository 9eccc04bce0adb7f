import { BodyInterrupted, bodyWindows } from "../../platform/body-windows.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { yieldToEventLoop } from "../../platform/yield-to-event-loop.ts";
import { CampaignFileReader, type FileFault, type ReadFile } from "../read/file-reader.ts";
import { keepLease, type Lease } from "./reading-lease.ts";

/** Bytes of a file held in memory at a time, as bytes, text and cells. */
const WINDOW_BYTES = 256 * 1024;

export type BodyRefusal = { ok: false; code: FileFault | "BUSY" | "INTERRUPTED"; line?: number };

/** Reads a file window by window and keeps its lease alive. Returns all its lines, or why it is refused. */
export async function readBody(
  env: SchoolEnv,
  body: ReadableStream<Uint8Array> | null,
  lease: Lease,
): Promise<ReadFile | BodyRefusal> {
  const reader = new CampaignFileReader();
  try {
    for await (const { bytes, last } of bodyWindows(body, WINDOW_BYTES)) {
      reader.push(bytes, last);
      if (reader.over) break;
      if (!(await keepLease(env, lease))) return { ok: false, code: "BUSY" };
      await yieldToEventLoop();
    }
  } catch (error) {
    if (error instanceof BodyInterrupted) return { ok: false, code: "INTERRUPTED" };
    throw error;
  }
  return reader.finish();
}
