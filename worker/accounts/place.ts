import { readCookie, writeCookie } from "../platform/cookies.ts";
import { type FailureThrottle, forgetFailures } from "../platform/failure-throttle.ts";
import { hashText, mintToken } from "../platform/token.ts";

/** Failures before the first wait: for one place, and for all unknown places of one account together. */
const FREE_AT_PLACE = 5;
const FREE_ELSEWHERE = 50;

/**
 * The origin of a sign-in: a browser that this account already signed in from, else its network. At a known place
 * failures count for that place alone, so that strangers' failures never delay it.
 */
export type Place = {
  email: string;
  device: string | null;
  network: string;
  /** True for a browser that this account signed in from: its network then does not count. */
  knownDevice: boolean;
  throttles: FailureThrottle[];
};

export async function findPlace(env: Env, request: Request, address: string): Promise<Place> {
  const email = address.trim().toLowerCase();
  const network = networkOf(request);
  const device = deviceOf(request);
  const keys = await knownKeys({ email, device, network });
  const { results } = await env.DB.prepare(
    "SELECT key FROM known_place WHERE key IN (SELECT value FROM json_each(?1))",
  )
    .bind(JSON.stringify(keys))
    .all<{ key: string }>();
  const known = new Set(results.map(({ key }) => key));
  const [byNetwork, byDevice] = keys;
  const here = { email, device, network, knownDevice: false };
  if (byDevice && known.has(byDevice)) {
    const own = { key: `sign-in ${email} device ${device}`, free: FREE_AT_PLACE };
    return { ...here, knownDevice: true, throttles: [own] };
  }
  const near = { key: `sign-in ${email} network ${network}`, free: FREE_AT_PLACE };
  if (byNetwork && known.has(byNetwork)) return { ...here, throttles: [near] };
  const anywhere = { key: `sign-in ${email} elsewhere`, free: FREE_ELSEWHERE };
  return { ...here, throttles: [near, anywhere] };
}

/**
 * After a successful sign-in: stores this browser and this network as known, and forgets their failures. Returns the
 * cookie that identifies the browser; by itself it opens nothing.
 */
export async function rememberPlace(env: Env, place: Place, now: number): Promise<string> {
  const device = place.device ?? (await mintToken()).token;
  const keys = await knownKeys({ ...place, device });
  const remembered = env.DB.prepare(
    `INSERT INTO known_place (key, seen_at, user_id)
     SELECT value, ?2, (SELECT id FROM user WHERE email = ?3) FROM json_each(?1) WHERE true
     ON CONFLICT (key) DO UPDATE SET seen_at = ?2, user_id = excluded.user_id`,
  )
    .bind(JSON.stringify(keys), now, place.email)
    .run();
  const [nearest] = place.throttles;
  await Promise.all([remembered, nearest && forgetFailures(env, nearest.key)]);
  return writeCookie("known", device);
}

/** The caller's network: an IPv4 address, or the whole /64 of one IPv6 subscriber. */
export function networkOf(request: Request): string {
  const ip = request.headers.get("CF-Connecting-IP") ?? "local";
  if (!ip.includes(":")) return ip;
  const [head = "", tail] = ip.split("::");
  const before = head.split(":").filter(Boolean);
  const after = (tail ?? "").split(":").filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: zeros }, () => "0"), ...after];
  return groups.slice(0, 4).join(":");
}

/** Hashes of (account, network) and (account, device): the table does not reveal where people work. */
async function knownKeys(place: { email: string; device: string | null; network: string }) {
  const wishes = [`known ${place.email} network ${place.network}`];
  if (place.device) wishes.push(`known ${place.email} device ${place.device}`);
  return await Promise.all(wishes.map(hashText));
}

function deviceOf(request: Request): string | null {
  const device = readCookie(request, "known");
  return device?.length === 43 ? device : null;
}
