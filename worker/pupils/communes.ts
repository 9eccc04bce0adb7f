import { causeText, log } from "../platform/log.ts";

/** 750 kB, read once by an isolate. */
const readings = new WeakMap<Fetcher, Promise<string>>();

/**
 * The communes of France by INSEE code, for `namePlaces`: a file of the build (decision 0064). Never throws: without the
 * file no commune has a name, the failure is logged, and the next call tries again.
 */
export async function readCommunes({ ASSETS }: Pick<Env, "ASSETS">): Promise<string> {
  const reading = readings.get(ASSETS) ?? fetchCommunes(ASSETS);
  readings.set(ASSETS, reading);
  try {
    return await reading;
  } catch (error) {
    readings.delete(ASSETS);
    log({ event: "communes.unreadable", cause: causeText(error) }, error);
    return "";
  }
}

async function fetchCommunes(assets: Fetcher): Promise<string> {
  // The host is not looked at.
  const answer = await assets.fetch("https://assets.local/communes.txt");
  if (!answer.ok) throw new Error(`the file of communes answers ${answer.status}`);
  return await answer.text();
}
