import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Failure } from '../../stream/contract/failure.ts';
import { type Flight, Flights } from './flights.ts';

export const BODY_BYTES = 8 << 20;
/** So much of a body that is too large is read and thrown away, so that its sender hears the answer, not a broken pipe. */
const DRAIN_BYTES = 64 << 20;
const DRAIN_MS = 10_000;
/** A body of which nothing came for so long, ms, does not come: its sender lost the line, and what is held for it others need. */
const STILL_MS = 15_000;

/** More events came in one body than it may hold, which is `most`. */
export const tooMuch = (most: string): Failure =>
  new Failure(
    'too_large',
    `A body of events may have at most ${most}. Send it in several: events may come in any order, and one that comes twice counts once.`,
  );
const tooLarge = () => tooMuch(`${BODY_BYTES >> 20} MiB, also after decompression`);

/**
 * The whole body, decompressed, at most 8 MiB. Throws Failure `too_large`, `media_type` (an encoding that is not gzip) or
 * `body` (damaged or cut off), `timeout` when nothing of it came for `still` ms, or what `flight` throws, which holds the body afterwards. A body of known length is read into
 * one buffer of that length.
 */
export async function readBody(
  headers: IncomingHttpHeaders,
  payload: Readable,
  flight: Flight = new Flights().begin(),
  still = STILL_MS,
): Promise<Buffer> {
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding !== 'identity' && encoding !== 'gzip')
    throw new Failure('media_type', `The content encoding ${encoding.slice(0, 40)} is not read here; gzip is.`);
  const length = headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
  if (length !== undefined && length > BODY_BYTES) {
    await drain(payload);
    throw tooLarge();
  }
  flight.grow(length ?? BODY_BYTES);
  const raw = await gather(payload, length, still);
  const body = encoding === 'identity' ? raw : await unzip(raw, flight);
  flight.shrinkTo(body.length);
  return body;
}

/** Counted piece by piece: a few kilobytes may become a thousand times as many. */
function unzip(raw: Buffer, flight: Flight): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const gunzip = createGunzip();
    const pieces: Buffer[] = [];
    let size = 0;
    gunzip.on('data', (piece: Buffer) => {
      size += piece.length;
      pieces.push(piece);
      try {
        if (size > BODY_BYTES) throw tooLarge();
        flight.grow(piece.length);
      } catch (error) {
        gunzip.destroy(error as Failure);
      }
    });
    gunzip.once('end', () => resolve(Buffer.concat(pieces, size)));
    gunzip.once('error', (error) =>
      reject(error instanceof Failure ? error : new Failure('body', 'The gzip data is damaged or cut off.')),
    );
    gunzip.end(raw);
  });
}

function gather(payload: Readable, length: number | undefined, still: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let buffer = Buffer.allocUnsafe(length ?? 64 << 10);
    let at = 0;
    let settled = false;
    const waiting = setTimeout(() => {
      reject(new Failure('timeout'));
      settled = true;
    }, still);
    payload.once('close', () => clearTimeout(waiting));
    payload.on('data', (chunk: Buffer) => {
      if (settled) return;
      waiting.refresh();
      const end = at + chunk.length;
      if (end > BODY_BYTES) {
        clearTimeout(waiting);
        drain(payload).then(() => reject(tooLarge()), reject);
        settled = true;
        return;
      }
      if (end > buffer.length) {
        const grown = Buffer.allocUnsafe(Math.min(BODY_BYTES, Math.max(end, buffer.length * 2)));
        buffer.copy(grown, 0, 0, at);
        buffer = grown;
      }
      chunk.copy(buffer, at);
      at = end;
    });
    payload.once('end', () => {
      clearTimeout(waiting);
      if (!settled) resolve(at === buffer.length ? buffer : buffer.subarray(0, at));
      settled = true;
    });
    const cutOff = () => {
      if (!settled) reject(new Failure('body', 'The body was cut off.'));
    };
    payload.once('error', cutOff);
    payload.once('close', cutOff);
  });
}

function drain(payload: Readable): Promise<void> {
  return new Promise((resolve) => {
    let left = DRAIN_BYTES;
    const timer = setTimeout(resolve, DRAIN_MS);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    payload.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) done();
    });
    payload.once('end', done);
    payload.once('close', done);
    payload.resume();
  });
}

/** The text of a body, or undefined when it is not UTF-8. A byte order mark is left out. */
export function textOf(body: Buffer): string | undefined {
  if (!isUtf8(body)) return undefined;
  const text = body.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
