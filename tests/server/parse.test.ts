import { PassThrough, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { BODY_BYTES, readBody } from '../../server/ingest/body.ts';
import { type Flight, Flights } from '../../server/ingest/flights.ts';
import { EVENTS_PER_BODY, type Events, parseJson, parseLines, Unparsed } from '../../server/ingest/parse.ts';
import { Failure } from '../../stream/contract/failure.ts';

const bytes = (text: string) => Buffer.from(text);
const all = (events: Events) => Array.from({ length: events.count }, (_, index) => events.raw(index));
function failure(run: () => unknown): Failure {
  try {
    run();
  } catch (error) {
    if (error instanceof Failure) return error;
  }
  throw new Error('did not fail');
}
const read = (body: Buffer, headers: Record<string, string>, pieces = 1, flight = new Flights().begin()) =>
  readBody(
    headers,
    Readable.from(
      Array.from({ length: pieces }, (_, i) =>
        body.subarray(Math.floor((i * body.length) / pieces), Math.floor(((i + 1) * body.length) / pieces)),
      ),
    ),
    flight,
  );

describe('a JSON body', () => {
  test('is one event or an array of them', () => {
    expect(all(parseJson(bytes('{"id":"1"}')))).toEqual([{ id: '1' }]);
    expect(all(parseJson(bytes('\ufeff[{"id":"1"}, 7]')))).toEqual([{ id: '1' }, 7]);
  });

  test.each([
    ['{"id":"1"', 'The JSON ends too early, at position 9.'],
    ['[{"id":"1"},,]', 'The JSON is wrong at position 12.'],
    ['', 'The body is empty.'],
    ['7', 'The body must be an event (a JSON object) or an array of events.'],
  ])('that is %s is refused with a sentence', (text, sentence) => {
    expect(failure(() => parseJson(bytes(text)))).toMatchObject({ code: 'body', message: sentence });
  });

  test('that is not UTF-8 is refused', () => {
    expect(failure(() => parseJson(Buffer.from([0x7b, 0xff, 0x7d]))).message).toBe('The body is not UTF-8.');
  });

  test('may be nested as deep as it likes without harm', () => {
    const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
    expect(all(parseJson(bytes(deep)))).toHaveLength(1);
  });

  test('with __proto__ gives an own field and touches no prototype', () => {
    const [event] = all(parseJson(bytes('{"__proto__":{"polluted":1}}')));
    expect(Object.keys(event as object)).toEqual(['__proto__']);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('of too many events is too large', () => {
    const many = `[${'1,'.repeat(EVENTS_PER_BODY)}1]`;
    expect(failure(() => parseJson(bytes(many)))).toMatchObject({ code: 'too_large' });
  });
});

describe('NDJSON', () => {
  test('is one event a line; empty lines are passed over', () => {
    expect(all(parseLines(bytes('{"a":1}\r\n\n  \n{"a":2}')))).toEqual([{ a: 1 }, { a: 2 }]);
  });

  test('lets one bad line stand for itself', () => {
    const [good, bad, other] = all(parseLines(bytes('{"a":1}\n{"a":\n{"a":2}\n')));
    expect([good, other]).toEqual([{ a: 1 }, { a: 2 }]);
    expect(bad).toBeInstanceOf(Unparsed);
    expect((bad as Unparsed).message).toBe('The JSON ends too early, at position 5.');
  });

  test('lets a line that is not UTF-8 stand for itself', () => {
    const body = Buffer.concat([bytes('{"a":1}\n'), Buffer.from([0xc3, 0x28]), bytes('\n{"a":2}')]);
    expect(all(parseLines(body)).map((event) => event instanceof Unparsed)).toEqual([false, true, false]);
  });

  test('of which no line is JSON is refused whole', () => {
    expect(failure(() => parseLines(bytes('hello\nworld'))).message).toBe('Line 1: The JSON is wrong at position 0.');
    expect(failure(() => parseLines(bytes('\n \n'))).message).toBe('The body is empty.');
  });
});

describe('reading a body', () => {
  test('gives the same bytes with a length, without one, in one piece or many, plain or gzipped', async () => {
    const body = bytes('tide '.repeat(30_000));
    const zipped = gzipSync(body);
    expect(body.equals(await read(body, { 'content-length': String(body.length) }, 7))).toBe(true);
    expect(body.equals(await read(body, {}, 5))).toBe(true);
    expect(body.equals(await read(zipped, { 'content-encoding': 'gzip' }, 3))).toBe(true);
  });

  test('refuses more than 8 MiB, said or unsaid', async () => {
    const large = Buffer.alloc(BODY_BYTES + 1, 32);
    await expect(
      read(large, { 'content-length': String(large.length) }, 9).then(({ length }) => length),
    ).rejects.toMatchObject({
      code: 'too_large',
    });
    await expect(read(large, {}, 9).then(({ length }) => length)).rejects.toMatchObject({ code: 'too_large' });
  });

  test('refuses a gzip bomb by its decompressed size', async () => {
    const bomb = gzipSync(Buffer.alloc(200 << 20));
    expect(bomb.length).toBeLessThan(300_000);
    await expect(read(bomb, { 'content-encoding': 'gzip' })).rejects.toMatchObject({ code: 'too_large' });
  });

  test('gives up a body that stands still, not one that comes slowly', async () => {
    const line = new PassThrough();
    // Heard from the start: on a busy machine it comes while the letters are still written.
    const came = expect(readBody({ 'content-length': '4' }, line, undefined, 100)).rejects.toMatchObject({
      code: 'timeout',
    });
    for (const letter of 'tid') {
      line.write(letter);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await came;
  });

  test('refuses damaged gzip and other encodings', async () => {
    const broken = gzipSync(bytes('tide')).subarray(0, 15);
    await expect(read(broken, { 'content-encoding': 'gzip' })).rejects.toMatchObject({
      code: 'body',
      message: 'The gzip data is damaged or cut off.',
    });
    await expect(read(broken, { 'content-encoding': 'br' })).rejects.toMatchObject({ code: 'media_type' });
  });
});

describe('bodies under way', () => {
  const zipped = gzipSync(Buffer.alloc(1 << 20, 32));
  const gzip = { 'content-encoding': 'gzip' };

  test('count as large as they are unpacked, until they end', async () => {
    const flights = new Flights(4 << 20);
    const send = (flight: Flight) => read(zipped, { ...gzip, 'content-length': String(zipped.length) }, 1, flight);
    const under = Array.from({ length: 3 }, () => flights.begin());
    for (const flight of under) await expect(send(flight)).resolves.toHaveLength(1 << 20);
    const more = flights.begin(); // its packed bytes count beside, until it is whole
    await expect(send(more)).rejects.toMatchObject({ code: 'log' });
    for (const flight of [...under, more]) flight.end();
    await expect(send(flights.begin())).resolves.toHaveLength(1 << 20);
  });

  test('of a length that is not told count as the largest while they come, and then as what came', async () => {
    const flights = new Flights(BODY_BYTES + 10);
    await expect(read(bytes('{}'), {}, 2, flights.begin())).resolves.toHaveLength(2);
    await expect(read(bytes('{}'), {}, 2, flights.begin())).resolves.toHaveLength(2);
  });
});
