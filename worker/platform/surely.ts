const MOST_TRIES = 3;

/**
 * Calls `work` up to three times, without waiting, until it does not throw: for steps that must not be skipped because
 * one call failed, and that may safely run twice. Throws the last error.
 */
export async function surely<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
    }
  }
}
