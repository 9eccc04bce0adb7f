import { type AttemptLimit, mayAttempt } from "../platform/attempts.ts";
import { MINUTE } from "../platform/clock.ts";
import { readCookie, writeCookie } from "../platform/cookies.ts";
import {
  type FailureThrottle,
  forgetFailures,
  readThrottle,
} from "../platform/failure-throttle.ts";
import { hashText, mintToken } from "../platform/token.ts";

/** Failures before the first wait: for one place, and for all unknown places of one account together. */
const FREE_AT_PLACE = 5;
const FREE_ELSEWHERE = 50;
/** Wrong passwords per minute from one network, for all accounts: a whole school shares one network. */
const FAILURES_PER_NETWORK = 60;

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
  /** Of its network, for all accounts together. */
  limits: AttemptLimit[];
};

export async function findPlace(env: Env, request: Request, address: string): Promise<Place> {
  const { places, known } = await originOf(env, request, address);
  return places[await known()];
}

/**
 * The same, with how long a sign-in must wait there, in milliseconds. What the known places are and the wait at each
 * possible one are read at the same moment, so that they travel together.
 */
export async function findPlaceAndWait(
  env: Env,
  request: Request,
  address: string,
): Promise<{ place: Place; waitMs: number }> {
  const { places, known } = await originOf(env, request, address);
  const now = Date.now();
  const [kind, spent, device, network, elsewhere] = await Promise.all([
    known(),
    mayAttempt(env, places.elsewhere.limits, now),
    readThrottle(env, places.device.throttles, now),
    readThrottle(env, places.network.throttles, now),
    readThrottle(env, places.elsewhere.throttles, now),
  ]);
  const place = places[kind];
  const ofNetwork = spent.ok || place.limits.length === 0 ? 0 : spent.waitMs;
  return { place, waitMs: Math.max(ofNetwork, { device, network, elsewhere }[kind]) };
}

type Kind = "device" | "network" | "elsewhere";

/** The three places that this request may come from, and the question which of them it is. */
async function originOf(env: Env, request: Request, address: string) {
  const email = address.trim().toLowerCase();
  const network = networkOf(request);
  const device = deviceOf(request);
  const here = { email, device, network };
  const keys = await knownKeys(here);
  const near = { key: `sign-in ${email} network ${network}`, free: FREE_AT_PLACE };
  const anywhere = { key: `sign-in ${email} elsewhere`, free: FREE_ELSEWHERE };
  const own = { key: `sign-in ${email} device ${device}`, free: FREE_AT_PLACE };
  const ofNetwork = {
    key: `sign-in failures network ${network}`,
    limit: FAILURES_PER_NETWORK,
    windowMs: MINUTE,
  };
  const strange = { ...here, knownDevice: false, limits: [ofNetwork] };
  const places: Record<Kind, Place> = {
    device: { ...here, knownDevice: true, limits: [], throttles: [own] },
    network: { ...strange, throttles: [near] },
    elsewhere: { ...strange, throttles: [near, anywhere] },
  };
  const known = async (): Promise<Kind> => {
    const { results } = await env.DB.prepare(
      "SELECT key FROM known_place WHERE key IN (SELECT value FROM json_each(?1))",
    )
      .bind(JSON.stringify(keys))
      .all<{ key: string }>();
    const found = new Set(results.map(({ key }) => key));
    const [byNetwork, byDevice] = keys;
    if (byDevice && found.has(byDevice)) return "device";
    return byNetwork && found.has(byNetwork) ? "network" : "elsewhere";
  };
  return { places, known };
}

/**
 * For the batch after a successful sign-in: stores this browser and this network as known, and forgets their failures.
 * `cookie` identifies the browser; by itself it opens nothing.
 */
export async function rememberPlace(
  env: Env,
  place: Place,
  now: number,
): Promise<{ statements: D1PreparedStatement[]; cookie: string }> {
  const device = place.device ?? (await mintToken()).token;
  const keys = await knownKeys({ ...place, device });
  const remember = env.DB.prepare(
    `INSERT INTO known_place (key, seen_at, user_id)
     SELECT value, ?2, (SELECT id FROM user WHERE email = ?3) FROM json_each(?1) WHERE true
     ON CONFLICT (key) DO UPDATE SET seen_at = ?2, user_id = excluded.user_id`,
  ).bind(JSON.stringify(keys), now, place.email);
  const [nearest] = place.throttles;
  const forget = nearest ? [await forgetFailures(env, nearest.key)] : [];
  return { statements: [remember, ...forget], cookie: writeCookie("known", device) };
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
