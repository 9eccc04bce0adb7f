const MOST_TRIES = 3;

/**
 * What `work` gives, tried again at once when it throws, three times in all: for what must not be left undone
 * because one call failed, and does no harm when it is done twice. Throws what the last try threw.
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
