import type { IncomingHttpHeaders } from 'node:http';
import { Failure } from '../../stream/contract/failure.ts';

/** Which draft a request was made upon: a version, '' = there was none, '*' = whatever stands there. */
export type Expected = number | '' | '*';

const strange = () =>
  new Failure('request', 'If-Match: expected "*" or one ETag as GET answered it.', { path: 'if-match' });

/** What `If-Match` expects of a draft; undefined when the request has no condition. Throws Failure when it is no ETag of ours. */
export function expectedOf({ 'if-match': match }: IncomingHttpHeaders): Expected | undefined {
  if (match === undefined) return undefined;
  if (match.trim() === '*') return '*';
  const known = /^(?:W\/)?"(\d+)(-[0-9a-f]+)?"$/.exec(match.trim());
  if (!known) throw strange();
  return known[2] === undefined ? Number(known[1]) : '';
}

/**
 * Which version of a campaign a request was made upon, '' = there must be none yet (`If-None-Match: *`), '*' = whatever
 * stands there, also without a condition. Throws Failure when it is no ETag of ours.
 */
export function versionOf({ 'if-match': match, 'if-none-match': none }: IncomingHttpHeaders): string {
  if (match === undefined) return none?.trim() === '*' ? '' : '*';
  if (match.trim() === '*') return '*';
  const known = /^(?:W\/)?"([0-9a-f]{40})"$/.exec(match.trim())?.[1];
  if (!known) throw strange();
  return known;
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
