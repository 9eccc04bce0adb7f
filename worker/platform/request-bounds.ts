/** The limits of a request, all in one file. Each is known before anything is read. */

const KIB = 1024;
const MIB = 1024 * KIB;

/** All the fields of a form, or a whole JSON body. The longest genuine one is a list of 50 addresses. */
export const MAX_FIELDS_BYTES = 64 * KIB;
export const MAX_FIELDS = 100;
/** Members and items of a JSON body at all depths: the campaigns of every level, or the answers for a page of rows. */
export const MAX_JSON_MEMBERS = 2_000;
/** A plain name. conform reads dots and brackets as paths, and builds lists and objects from them. */
export const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/;
/** The nesting depth of a JSON body. */
export const MAX_JSON_DEPTH = 5;
/** A form with a file, sent to a page. */
export const MAX_FILE_FORM_BYTES = 10 * MIB + MAX_FIELDS_BYTES;
/** The directory of schools, which the operator uploads; it is streamed. */
export const MAX_DIRECTORY_BYTES = 100 * MIB;
/** How long the fields of a form may take to arrive: a slow phone sends 64 KiB in a few seconds. */
export const FIELDS_MS = 30_000;
/**
 * How much of a refused body is read, and for how long: all that Cloudflare lets through (100 MB), so that its sender
 * can read why. If its body is left unread, the connection closes, and the answer or the next request on it is lost.
 */
export const MAX_DRAINED_BYTES = MAX_DIRECTORY_BYTES + MIB;
export const DRAIN_MS = 30_000;
/** A search with every class of a large school ticked is 4 KiB long. */
export const MAX_QUERY_LENGTH = 8 * KIB;
export const MAX_QUERY_PARAMETERS = 300;
