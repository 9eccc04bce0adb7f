import { COMMON_WORDS, ROWS } from "./password-words.ts";

export const MIN_PASSWORD = 12;
export const MAX_PASSWORD = 256;

export type PasswordProblem = "TOO_SHORT" | "TOO_LONG" | "COMMON" | "PATTERN" | "PERSONAL";
export type PasswordStrength = "refused" | "fair" | "good" | "strong";

/** Below this cost, the password falls to the first thousands of guesses, whatever its length. */
const REFUSED_BITS = 28;
const GOOD_BITS = 50;
const STRONG_BITS = 75;

/**
 * Why a new password is refused; null when it may be used. Twelve characters, no rule of composition, and none of the
 * passwords that are guessed first (ASVS 5.0 6.2.4, CNIL 2022-100 case 2). `personal` holds the person's name, address
 * and school.
 */
export function passwordProblem(password: string, personal: string[] = []): PasswordProblem | null {
  const length = [...password.normalize("NFKC")].length;
  if (length < MIN_PASSWORD) return "TOO_SHORT";
  // `password.length` too, because the hash function limits it.
  if (length > MAX_PASSWORD || password.length > MAX_PASSWORD) return "TOO_LONG";
  const { bits, covered } = estimate(password, personal);
  if (bits >= REFUSED_BITS) return null;
  if (covered.personal > 0) return "PERSONAL";
  return covered.word >= covered.pattern ? "COMMON" : "PATTERN";
}

/** How hard the password is to guess, in words: an estimate to help choosing, never a rule by itself. */
export function passwordStrength(password: string, personal: string[] = []): PasswordStrength {
  if (passwordProblem(password, personal) !== null) return "refused";
  const { bits } = estimate(password, personal);
  if (bits >= STRONG_BITS) return "strong";
  return bits >= GOOD_BITS ? "good" : "fair";
}

type Kind = "plain" | "word" | "personal" | "pattern";
type Piece = { kind: Kind; length: number; bits: number };
type Step = { bits: number; piece: Piece | null };

/** The cheapest way to compose the password from known words, patterns and single characters. */
function estimate(password: string, personal: string[]) {
  const characters = [...password.slice(0, MAX_PASSWORD).normalize("NFKC")];
  const plain = characters.map(fold);
  const read = { characters, plain, unmasked: plain.map(unmask) };
  const words = personalWords(personal);
  const best: Step[] = [{ bits: 0, piece: null }];
  for (let at = 0; at < characters.length; at += 1) {
    const sofar = best[at]?.bits ?? Number.POSITIVE_INFINITY;
    for (const piece of piecesAt(read, at, words)) {
      const known = best[at + piece.length];
      const bits = sofar + piece.bits;
      if (!known || bits < known.bits) best[at + piece.length] = { bits, piece };
    }
  }
  const covered: Record<Kind, number> = { plain: 0, word: 0, personal: 0, pattern: 0 };
  for (let end = characters.length; end > 0; ) {
    const piece = best[end]?.piece;
    if (!piece) break;
    covered[piece.kind] += piece.length;
    end -= piece.length;
  }
  return { bits: best[characters.length]?.bits ?? 0, covered };
}

/** Arrays of characters, not strings: a letter beyond the first plane takes two positions of a string. */
type Reading = { characters: string[]; plain: string[]; unmasked: string[] };

const COMMON = COMMON_WORDS.map((word) => [...word]);

function piecesAt(read: Reading, at: number, personal: string[][]): Piece[] {
  const character = read.characters[at] ?? "";
  const pieces: Piece[] = [{ kind: "plain", length: 1, bits: plainBits(character) }];
  const add = (kind: Kind, length: number, bits: number) => pieces.push({ kind, length, bits });
  for (const word of COMMON) if (startsAt(read, word, at)) add("word", word.length, 7);
  for (const word of personal) if (startsAt(read, word, at)) add("personal", word.length, 3);
  if (/^(19|20)\d\d/.test(read.plain.slice(at, at + 4).join(""))) add("pattern", 4, 5);
  const run = sequenceAt(read.plain, at);
  if (run >= 3) add("pattern", run, 4 + Math.log2(run));
  const again = repetitionAt(read.plain, at);
  if (again.length > 0) add("pattern", again.length, 1 + Math.log2(again.distance * again.length));
  return pieces;
}

function startsAt({ plain, unmasked }: Reading, word: string[], at: number): boolean {
  const isIn = (text: string[]) => word.every((letter, place) => text[at + place] === letter);
  return isIn(plain) || isIn(unmasked);
}

function plainBits(character: string): number {
  if (/[\s\-_.,]/.test(character)) return 1;
  if (/\d/.test(character)) return 3.3;
  return /[a-z]/.test(character) ? 4 : 4.5;
}

/** Length of the longest piece of a keyboard row or of the alphabet, in either direction. */
function sequenceAt(plain: string[], at: number): number {
  let longest = 1;
  for (const row of ROWS) {
    const place = row.indexOf(plain[at] ?? "");
    if (place < 0) continue;
    for (const step of [1, -1]) {
      let length = 1;
      while (
        at + length < plain.length &&
        row.charAt(place + step * length) === plain[at + length]
      ) {
        length += 1;
      }
      longest = Math.max(longest, length);
    }
  }
  return longest;
}

/** The longest repetition of an earlier piece: three characters, or the character just typed. */
function repetitionAt(plain: string[], at: number): { length: number; distance: number } {
  let best = { length: 0, distance: 1 };
  for (let distance = 1; distance <= at; distance += 1) {
    let length = 0;
    while (at + length < plain.length && plain[at + length] === plain[at + length - distance]) {
      length += 1;
    }
    if (length > best.length && (length >= 3 || distance === 1)) best = { length, distance };
  }
  return best;
}

/**
 * The words of the person's name, address and school: letters only, three at least, and the whole without separators.
 */
function personalWords(personal: string[]): string[][] {
  const words = personal.flatMap((text) => {
    const folded = [...text.slice(0, 300).normalize("NFKC")].map(fold).join("");
    const parts = folded.split(/[^\p{L}\p{N}]+/u);
    return [...parts, parts.join("")];
  });
  return [...new Set(words)].map((word) => [...word]).filter(({ length }) => length >= 3);
}

/** One character without case or accent: always exactly one, so that positions do not move. */
function fold(character: string): string {
  const bare = character.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return [...bare][0] ?? character;
}

const MASKS: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

/** `P@ssw0rd` is `password`. */
function unmask(character: string): string {
  return MASKS[character] ?? character;
}
