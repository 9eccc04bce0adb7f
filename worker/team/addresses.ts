/** Rules about mail addresses, without I/O: reading pasted text, validating an address, recognising the school's. */

export type AddressProblem = "MALFORMED" | "ACCENTED";
export type Address = { ok: true; email: string } | { ok: false; problem: AddressProblem };
export type PastedAddress = { written: string } & Address;

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const LAST_LABEL = /^(xn--[a-z0-9-]+|[a-z]{2,63})$/;

/**
 * One address in its stored form: lower-cased, its domain as in DNS (`école.fr` is `xn--cole-9oa.fr`). The part
 * before the @ must be ASCII: few servers accept anything else.
 */
export function readAddress(written: string): Address {
  const text = written.trim().toLowerCase();
  const at = text.lastIndexOf("@");
  const local = text.slice(0, at);
  const domain = asciiDomain(text.slice(at + 1));
  if (at < 1 || domain === null) return { ok: false, problem: "MALFORMED" };
  if (/[^\p{ASCII}]/u.test(local)) return { ok: false, problem: "ACCENTED" };
  const email = `${local}@${domain}`;
  if (!LOCAL.test(local) || local.length > 64 || email.length > 254) {
    return { ok: false, problem: "MALFORMED" };
  }
  return { ok: true, email };
}

function asciiDomain(written: string): string | null {
  // Rejects characters outside a domain name, which URL would parse as a path, a port or a user.
  if (written.length > 253 || !/^[\p{L}\p{M}\p{N}.-]+$/u.test(written)) return null;
  const url = URL.canParse(`https://${written}/`) ? new URL(`https://${written}/`) : null;
  const labels = url?.hostname.split(".") ?? [];
  const last = labels.at(-1) ?? "";
  if (labels.length < 2 || !LAST_LABEL.test(last) || !labels.every((each) => LABEL.test(each))) {
    return null;
  }
  return labels.join(".");
}

/**
 * The addresses of a pasted text, each once, in order: separated by `,` `;` spaces or line ends, also
 * as mail programs copy them (`"Dupont, Jean" <jean@ecole.fr>`). Names are dropped.
 */
export function readAddresses(pasted: string): PastedAddress[] {
  const found = new Map<string, PastedAddress>();
  for (const written of split(pasted)) {
    const read = readAddress(written);
    const key = read.ok ? read.email : written;
    if (!found.has(key)) found.set(key, { written, ...read });
  }
  return [...found.values()];
}

function split(pasted: string): string[] {
  const text = pasted
    // Invisible characters that web pages and mail programs leave in copied text.
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, "")
    .replace(/"[^"\n]*"\s*(?=<)/g, " ");
  return text.split(/[,;\r\n]+/).flatMap((piece) => {
    const framed = [...piece.matchAll(/<([^<>]*)>/g)].map((match) => bare(match[1] ?? ""));
    const others = piece.replace(/<[^<>]*>/g, " ").split(/\s+/);
    // Words beside an address in angle brackets are names; otherwise each word should be an address.
    const addresses = framed.length > 0 ? others.filter((word) => word.includes("@")) : others;
    return [...framed, ...addresses.map(bare)].filter((word) => word !== "");
  });
}

function bare(word: string): string {
  return word.trim().replace(/^mailto:/i, "");
}

/** Anyone can get an address there, so sharing this domain with the school's mailbox proves nothing. */
const PUBLIC_PROVIDERS = new Set(
  `gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com
  yahoo.com yahoo.fr icloud.com me.com orange.fr wanadoo.fr free.fr sfr.fr neuf.fr bbox.fr laposte.net
  aol.com gmx.fr gmx.com proton.me protonmail.com`.split(/\s+/),
);

/** Domains of the State's schools and administrations: `ac-amiens.fr`, `educagri.fr`, `education.gouv.fr`. */
const STATE_DOMAIN = /(^|\.)(ac-[a-z-]+|region-academique-[a-z-]+|educagri|gouv)\.fr$/;

/** False for an address that seems to come from outside the school and its academy: the page then asks to confirm. */
export function isHouseAddress(email: string, mailbox: string): boolean {
  const domain = domainOf(email);
  if (STATE_DOMAIN.test(domain)) return true;
  return domain === domainOf(mailbox) && !PUBLIC_PROVIDERS.has(domain);
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf("@") + 1).toLowerCase();
}
