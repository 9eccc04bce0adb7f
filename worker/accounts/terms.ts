/** Version of the terms of use that the page `/conditions` shows, and that a new account accepts. */
export const TERMS_VERSION = "2026-11";
