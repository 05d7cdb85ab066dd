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

/** Who did it, as the page says: people have no accounts of their own, so it is a name, not a proof. */
export function authorOf(headers: IncomingHttpHeaders): string {
  const said = headers['tidewall-author'];
  if (typeof said !== 'string') return '';
  try {
    return decodeURIComponent(said).slice(0, 64);
  } catch {
    return said.slice(0, 64);
  }
}
