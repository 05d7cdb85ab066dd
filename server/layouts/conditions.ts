import type { IncomingHttpHeaders } from 'node:http';
import { Failure } from '../../stream/contract/failure.ts';

/** ETags as RFC 9110 writes them, one or several; also weak, as proxies on the way make them. */
const ETAG = '"[!#-~\\x80-\\xff]*"';
const ETAGS = new RegExp(`^(?:W/)?${ETAG}(?:\\s*,\\s*(?:W/)?${ETAG})*$`);

/** What `If-Match` asks for: '*', or ETags of which one must stand. Throws Failure when it is neither. */
function wanted(match: string): '*' | readonly string[] {
  const said = match.trim();
  if (said === '*') return said;
  if (!ETAGS.test(said))
    throw new Failure('request', 'If-Match: expected "*" or an ETag as GET answered it.', { path: 'if-match' });
  return said.match(new RegExp(ETAG, 'g')) ?? [];
}

/** Which draft a request was made upon: a version, '' = there was none, '*' = whatever stands there. */
export type Expected = number | '' | '*';

/**
 * What `If-Match` expects of a layout whose ETag is `standing` (absent: there is none), or that it is lost: something else
 * stands there. Undefined when the request has no condition; throws Failure when it is none.
 */
export function expectedOf(
  { 'if-match': match }: IncomingHttpHeaders,
  standing: string | undefined,
): Expected | 'lost' | undefined {
  if (match === undefined) return undefined;
  const tags = wanted(match);
  if (standing === undefined) return 'lost';
  if (tags === '*') return tags;
  if (!tags.includes(standing)) return 'lost';
  const version = /^"(\d+)"$/.exec(standing)?.[1];
  return version === undefined ? '' : Number(version);
}

/**
 * Upon which version of a campaign a request wants to be carried out, where `standing` stands (absent: there is none): '' =
 * there must be none (`If-None-Match: *`), '*' = whichever there is, 'any' = that or none, without a condition. Undefined
 * when something else is expected; throws Failure when it is no condition.
 */
export function versionOf(
  { 'if-match': match, 'if-none-match': none }: IncomingHttpHeaders,
  standing: string | undefined,
): string | undefined {
  if (match === undefined) return none?.trim() === '*' ? '' : 'any';
  const tags = wanted(match);
  if (standing === undefined || tags === '*') return standing && '*';
  return tags.includes(`"${standing}"`) ? standing : undefined;
}

const MOST_OF_A_NAME = 64;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Who did it, as the page says: people have no accounts of their own, so it is a name, not a proof. The header carries it
 * as percent-encoded UTF-8; bare UTF-8 and Latin letters are read as well.
 */
export function authorOf(headers: IncomingHttpHeaders): string {
  const said = headers['tidewall-author'];
  if (typeof said !== 'string') return '';
  const name = attempt(
    decodeURIComponent,
    attempt((bytes) => UTF8.decode(Buffer.from(bytes, 'latin1')), said),
  );
  // By letters, so that none is cut in two.
  return [...name.trim()].slice(0, MOST_OF_A_NAME).join('');
}

/** The text read so, or as it is when it cannot be. */
function attempt(read: (text: string) => string, text: string): string {
  try {
    return read(text);
  } catch {
    return text;
  }
}
