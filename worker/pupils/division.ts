const BY_CLASS = new Intl.Collator("fr", { numeric: true });

/** The French order of classes: `3E A` before `3E B`, `6` before `10`. */
export function compareDivisions(a: string, b: string): number {
  return BY_CLASS.compare(a, b);
}

/** Equal for classes that differ by case alone: `3ème a` is `3ème A`. */
export function divisionKey(division: string): string {
  return division.normalize("NFC").trim().toLocaleLowerCase("fr");
}
