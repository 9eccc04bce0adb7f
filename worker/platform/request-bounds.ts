/** How much a request may carry, each number in one place. Each is known before anything is read. */

const KIB = 1024;
const MIB = 1024 * KIB;

/** All the fields of a form, or a whole JSON body. The longest honest one is a list of 50 addresses. */
export const MAX_FIELDS_BYTES = 64 * KIB;
export const MAX_FIELDS = 100;
/** Members and items of a JSON body at all depths: the campaigns of every level, or a page of answers. */
export const MAX_JSON_MEMBERS = 2_000;
/** A plain name. Dots and brackets are paths to conform, which makes lists and objects of them. */
export const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/;
/** Objects within objects of a JSON body. */
export const MAX_JSON_DEPTH = 5;
/** A form with a file, sent to a page. */
export const MAX_FILE_FORM_BYTES = 10 * MIB + MAX_FIELDS_BYTES;
/** The directory of schools, which its operator sends; it is streamed. */
export const MAX_DIRECTORY_BYTES = 100 * MIB;
/** How long the fields of a form may take to arrive: a slow telephone sends 64 KiB in a few seconds. */
export const FIELDS_MS = 30_000;
/**
 * What is read of a refused body, and how long: all that Cloudflare lets through (100 MB), so that its sender reads
 * why. A connection whose body is left unread is closed, with the answer or the request that comes after it.
 */
export const MAX_DRAINED_BYTES = MAX_DIRECTORY_BYTES + MIB;
export const DRAIN_MS = 30_000;
/** A search with every class of a large school ticked is 4 KiB long. */
export const MAX_QUERY_LENGTH = 8 * KIB;
export const MAX_QUERY_PARAMETERS = 300;
