import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Beat, Frame, Snapshot } from '../../../stream/contract/live.ts';
import { applyPatch } from '../../../stream/contract/patch.ts';
import type { Reading } from '../../../stream/contract/reading.ts';
import { type Counted, count } from '../../support/counted.ts';
import { eventually, order, TOKEN } from '../../support/served.ts';

let all: Counted;
beforeAll(async () => {
  all = await count();
});
afterAll(() => all.stop());

type Heard = ['frame', Frame] | ['snapshot', Snapshot] | ['beat', Beat];

/** A screen on a bare socket, so that it can stop reading: a WebSocket client of forty lines. */
class Bare {
  readonly heard: Heard[] = [];
  answer: Snapshot | undefined;
  private readonly socket: Socket;
  private buffer = Buffer.alloc(0);
  private upgraded = false;
  private readonly request: unknown;

  constructor(url: string, request: unknown) {
    const { hostname, port, host } = new URL(url);
    this.socket = connect({ host: hostname, port: Number(port) });
    this.socket.on('data', (chunk) => this.take(chunk));
    this.socket.write(
      `GET /live/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    );
    this.request = request;
  }
  pause(): void {
    this.socket.pause();
  }
  resume(): void {
    this.socket.resume();
  }
  end(): void {
    this.socket.destroy();
  }

  private send(text: string): void {
    const body = Buffer.from(text);
    const head = Buffer.from(
      body.length < 126 ? [0x81, 0x80 | body.length] : [0x81, 0xfe, body.length >> 8, body.length & 255],
    );
    this.socket.write(Buffer.concat([head, Buffer.alloc(4), body])); // a mask of zeros leaves the body as it is
  }
  private take(chunk: Buffer): void {
    this.buffer = Buffer.concat([this.buffer, chunk]);
    if (!this.upgraded) {
      const end = this.buffer.indexOf('\r\n\r\n');
      if (end < 0) return;
      this.upgraded = true;
      this.buffer = this.buffer.subarray(end + 4);
    }
    for (;;) {
      const short = (this.buffer[1] ?? 0) & 127;
      const start = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (this.buffer.length < start) return;
      const length =
        short === 126 ? this.buffer.readUInt16BE(2) : short === 127 ? Number(this.buffer.readBigUInt64BE(2)) : short;
      if (this.buffer.length < start + length) return;
      this.hear(this.buffer.toString('utf8', start, start + length));
      this.buffer = this.buffer.subarray(start + length);
    }
  }
  private hear(text: string): void {
    if (text === '2') this.send('3');
    else if (text.startsWith('0')) this.send(`40${JSON.stringify({ token: TOKEN })}`);
    else if (text.startsWith('40')) this.send(`421${JSON.stringify(['watch', this.request])}`);
    else if (text.startsWith('431')) [this.answer] = JSON.parse(text.slice(3)) as [Snapshot];
    else if (text.startsWith('42')) this.heard.push(JSON.parse(text.slice(2)) as Heard);
  }
}

describe('a screen that does not read what it is sent', () => {
  test('costs bounded memory, gets one snapshot for all it missed, and ends with the readings of a fresh one', async () => {
    const query = {
      metrics: ['gmv', 'paid_orders', 'orders', 'units', 'aov'],
      window: 'today',
      by: 'shop',
      step: '1m',
      top: 1_000,
    };
    const request = { queries: [query], every: 20 };
    const screen = new Bare(all.server.url, request);
    await eventually(() => expect(screen.answer).toHaveProperty('readings'));
    const before = process.memoryUsage().rss;
    let sent = 0;
    const send = (n: number) =>
      all.server.post(
        Array.from({ length: 400 }, (_, k) =>
          order({
            type: 'order.paid',
            shop: `${'a-shop-with-quite-a-long-name-'.repeat(2)}${(n * 37 + k) % 900}`,
            amount: '1.00',
            lines: [],
          }),
        ),
      );
    const caughtUp = () => screen.heard.some(([what]) => what === 'snapshot');
    // A slow machine makes fewer frames of the same events, and the system's own buffers hold the first megabytes.
    for (const bodies of [120, 360, 720]) {
      if (caughtUp()) break;
      screen.pause();
      const heard = screen.heard.length;
      for (let n = 0; n < bodies; n++) await send(sent++);
      expect(screen.heard.length).toBe(heard);
      screen.resume();
      await eventually(() => expect(caughtUp()).toBe(true), 10_000).catch(() => {});
    }
    expect(caughtUp()).toBe(true);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 << 20);

    const state = { ...(screen.answer as Snapshot) };
    let told = 0;
    const play = () => {
      for (const [what, message] of screen.heard.slice(told)) {
        told++;
        if (what === 'snapshot') Object.assign(state, message);
        else if (what === 'frame') {
          expect(message.seq).toBe(state.seq + 1);
          Object.assign(state, { seq: message.seq, readings: applyPatch(state.readings, message.patch) });
        }
      }
    };
    await eventually(async () => {
      play();
      const { body } = await all.server.ask<Reading>('POST', '/api/query', query);
      expect((state.readings['0'] as Reading).groups).toEqual(body.groups);
      const sum = Object.values(body.groups).reduce((total, { values }) => total + (values.paid_orders ?? 0), 0);
      expect(sum).toBe(sent * 400);
    }, 60_000);
    expect(screen.heard.filter(([what]) => what === 'snapshot').length).toBeLessThan(10);
    screen.end();
  }, 240_000);
});
