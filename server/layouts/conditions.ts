import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply } from 'fastify';
import { Failure } from '../../stream/contract/failure.ts';

/** ETags as RFC 9110 writes them, one or several; also weak, as proxies on the way make them. */
const ETAG = '"[!#-~\\x80-\\xff]*"';
const ETAGS = new RegExp(`^(?:W/)?${ETAG}(?:\\s*,\\s*(?:W/)?${ETAG})*$`);

/** What a condition names: '*', or ETags as they are written, weak ones with their W/. Undefined when it is neither. */
function tagsOf(said: string): '*' | readonly string[] | undefined {
  if (said.trim() === '*') return '*';
  return ETAGS.test(said.trim()) ? (said.match(new RegExp(`(?:W/)?${ETAG}`, 'g')) ?? []) : undefined;
}

/** Whether ETags name what stands; absent, nothing does. A change is made upon a strong one only, a copy may be a weak one. */
const names = (tags: '*' | readonly string[], standing: string | undefined, weak: boolean): boolean =>
  standing !== undefined && (tags === '*' || tags.some((tag) => (weak ? tag.replace(/^W\//, '') : tag) === standing));

function demanded(name: 'If-Match' | 'If-None-Match', said: string | undefined): '*' | readonly string[] | undefined {
  const tags = said === undefined ? undefined : tagsOf(said);
  if (said !== undefined && tags === undefined)
    throw new Failure('request', `${name}: expected "*" or an ETag as GET answered it.`, { path: name.toLowerCase() });
  return tags;
}

/**
 * Whether a change may be made where `standing` stands (absent: nothing does): `If-Match` must name it and `If-None-Match`
 * must not. 'whatever' when only * was named, undefined without a condition; throws Failure when one is none.
 */
function allowed(
  { 'if-match': match, 'if-none-match': none }: IncomingHttpHeaders,
  standing: string | undefined,
): 'lost' | 'standing' | 'whatever' | undefined {
  const [wanted, unwanted] = [demanded('If-Match', match), demanded('If-None-Match', none)];
  if (wanted && !names(wanted, standing, false)) return 'lost';
  if (unwanted && names(unwanted, standing, true)) return 'lost';
  if (wanted === '*' && !unwanted) return 'whatever';
  return (wanted ?? unwanted) && 'standing';
}

/** Whether who asks has this version already. What is no ETag is no condition here: it is answered whole. */
export function isKnown({ 'if-none-match': none }: IncomingHttpHeaders, etag: string): boolean {
  const tags = none === undefined ? undefined : tagsOf(none);
  return tags !== undefined && names(tags, etag, true);
}

/** Which draft a request was made upon: a version, '' = there was none, '*' = whatever stands there. */
export type Expected = number | '' | '*';

/**
 * What the conditions of a request expect of a layout whose ETag is `standing` (absent: there is none), or that it is lost:
 * something else stands there. Undefined when it has no condition; throws Failure when one is none.
 */
export function expectedOf(headers: IncomingHttpHeaders, standing: string | undefined): Expected | 'lost' | undefined {
  const upon = allowed(headers, standing);
  if (upon === undefined || upon === 'lost') return upon;
  if (upon === 'whatever') return '*';
  const version = /^"(\d+)"$/.exec(standing ?? '')?.[1];
  return version === undefined ? '' : Number(version);
}

/**
 * Upon which version of a campaign, a screen or the freeze a request wants to be carried out, where `standing` stands (absent: there is none): '' =
 * there must be none, '*' = whichever there is, 'any' = that or none, without a condition. Undefined when something else
 * is expected; throws Failure when a condition is none.
 */
export function versionOf(headers: IncomingHttpHeaders, standing: string | undefined): string | undefined {
  switch (allowed(headers, standing === undefined ? undefined : `"${standing}"`)) {
    case 'lost':
      return undefined;
    case undefined:
      return 'any';
    case 'whatever':
      return '*';
    case 'standing':
      return standing ?? '';
  }
}

/** The same answer with its ETag: whoever asks again can read the version, but not out of a cache. */
export const named = (reply: FastifyReply, etag: string): FastifyReply =>
  reply.header('etag', etag).header('cache-control', 'no-cache');

/** What is said to somebody who acts upon another version than the one that stands, whose ETag the answer carries. */
export function changedMeanwhile(reply: FastifyReply, etag: string): Failure {
  named(reply, etag);
  return new Failure('precondition', `Version ${etag} stands here; read it and do it again upon it.`);
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
