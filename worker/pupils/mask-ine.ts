const SHOWN = 3;

/**
 * An INE as pages show it: dots, and its last three characters to distinguish two pupils. Decision 0026 says where it
 * is shown in clear, and why; `ine-rule.workers.test.ts` holds the list.
 */
export function maskIne(ine: string): string {
  const shown = ine.length > 2 * SHOWN ? ine.slice(-SHOWN) : "";
  return `${"•".repeat(ine.length - shown.length)}${shown}`;
}
