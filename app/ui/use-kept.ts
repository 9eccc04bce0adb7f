/**
 * A small text that this browser keeps for the next visit: a choice of the screen, never a name. Storage that the
 * browser refuses is no storage.
 */
export function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // A private window, or a full store: the choice is not kept.
  }
}
