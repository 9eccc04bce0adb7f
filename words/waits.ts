import { count } from "./format.ts";

/** When the next attempt may be made. */

/** `dans 2 minutes`: how long the next attempt must wait. */
export function inMinutes(waitMs: number): string {
  return `dans ${count(Math.max(1, Math.ceil(waitMs / 60_000)), "minute", "minutes")}`;
}

/** `dans 12 secondes`, or in minutes beyond a minute and a half. */
export function inTime(waitMs: number): string {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return seconds > 90 ? inMinutes(waitMs) : `dans ${count(seconds, "seconde", "secondes")}`;
}

/** Too many passwords are being checked at the same time: nothing was tried. */
export function busyWords(waitMs: number): string {
  return `Beaucoup de personnes se connectent en ce moment : votre demande n’a pas été traitée, et n’a pas été comptée comme une tentative. Recommencez ${inTime(waitMs)}.`;
}
