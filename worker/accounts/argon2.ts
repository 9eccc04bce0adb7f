import module from "@phi-ag/argon2/argon2.wasm";

/** What the reference implementation in C exports. It imports nothing: it can only compute. */
type Argon2 = {
  memory: WebAssembly.Memory;
  malloc(bytes: number): number;
  free(place: number): void;
  argon2_hash(...values: number[]): number;
};

/** `memoryKiB` is what it fills, so many `passes` times. */
export type Argon2Cost = { memoryKiB: number; passes: number };

const KEY_BYTES = 32;
const LANES = 1;
const ARGON2ID = 2;
const VERSION = 0x13;

let loaded: Argon2 | null = null;

/**
 * The 32 bytes of Argon2id, version 1.3 with one lane (RFC 9106). Blocks the thread. The package's own JavaScript is
 * not used: it counts a password's letters where bytes are asked, so that the end of one with accents is ignored.
 */
export function argon2id(password: Uint8Array, salt: Uint8Array, cost: Argon2Cost): Uint8Array {
  loaded ??= load();
  try {
    return compute(loaded, password, salt, cost);
  } catch (error) {
    // Its memory may be left in any state.
    loaded = null;
    throw error;
  }
}

function load(): Argon2 {
  const { exports } = new WebAssembly.Instance(module);
  const { _initialize: initialize } = exports as { _initialize: () => void };
  initialize();
  return exports as Argon2;
}

function compute(wasm: Argon2, password: Uint8Array, salt: Uint8Array, cost: Argon2Cost) {
  // One block of memory for the three: password, salt, key.
  const size = password.length + salt.length + KEY_BYTES;
  const place = wasm.malloc(size);
  const bytes = () => new Uint8Array(wasm.memory.buffer, place, size);
  bytes().set(password);
  bytes().set(salt, password.length);
  const [saltPlace, keyPlace] = [place + password.length, place + size - KEY_BYTES];
  const failure = wasm.argon2_hash(
    ...[cost.passes, cost.memoryKiB, LANES],
    ...[place, password.length, saltPlace, salt.length, keyPlace, KEY_BYTES],
    // No text of the hash: its place and length.
    ...[0, 0],
    ...[ARGON2ID, VERSION],
  );
  // The memory moves when it grows: it is asked again.
  const key = bytes().slice(-KEY_BYTES);
  bytes().fill(0);
  wasm.free(place);
  if (failure !== 0) throw new Error(`argon2 failed with code ${failure}`);
  return key;
}
