import { Agent, request } from 'node:http';

/** A body of unique order events and what they must add up to. */
export interface Load {
  bodies: Buffer[];
  /** Orders paid in the bodies up to and with index i. */
  paidUpTo: number[];
  events: number;
  totals: { gmv: number; paid_orders: number; units: number };
}

export interface Shape {
  orders: number;
  skus: number;
  /** Events in one body. */
  batch: number;
  /** Order ids start with it, so that two loads never meet. */
  prefix: string;
  seed: number;
  /** Epoch ms of the events; spread backwards over `spanMs`. */
  at: number;
  spanMs?: number;
}

const CHANNELS = ['tmall', 'taobao', 'jd', 'pinduoduo', 'douyin', 'xiaohongshu'];
const REGIONS = [
  'CN-GD',
  'CN-ZJ',
  'CN-JS',
  'CN-SH',
  'CN-BJ',
  'CN-SD',
  'CN-SC',
  'CN-HB',
  'CN-FJ',
  'CN-HN',
  'CN-HA',
  'CN-LN',
];

/** xorshift32: the same bodies for the same seed on every machine. */
export function dice(seed: number): (sides: number) => number {
  let state = seed | 1;
  return (sides) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % sides;
  };
}

const yuan = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

/** NDJSON bodies: every order is one `created` (1.6 lines in the mean, 20 shops, 12 regions) and one `paid`. */
export function makeLoad(shape: Shape): Load {
  const roll = dice(shape.seed);
  const load: Load = { bodies: [], paidUpTo: [], events: 0, totals: { gmv: 0, paid_orders: 0, units: 0 } };
  let rows: string[] = [];
  const close = () => {
    if (rows.length === 0) return;
    load.bodies.push(Buffer.from(rows.join('\n')));
    load.paidUpTo.push(load.totals.paid_orders);
    rows = [];
  };
  for (let index = 0; index < shape.orders; index++) {
    const at = shape.at - (shape.spanMs ? roll(shape.spanMs) : 0);
    const order = `${shape.prefix}-${index}`;
    const channel = CHANNELS[roll(6)] as string;
    const shop = `${channel}-shop-${roll(4)}`;
    let amount = 0;
    const lines: string[] = [];
    for (let line = roll(10) < 4 ? 1 : 0; line < 2; line++) {
      const price = 990 + roll(60_000);
      const quantity = 1 + roll(3);
      const sku = roll(shape.skus);
      amount += price * quantity;
      load.totals.units += quantity;
      lines.push(
        `{"sku":"SKU-${sku}","quantity":${quantity},"amount":"${yuan(price * quantity)}","category":"cat-${sku % 20}"}`,
      );
    }
    rows.push(
      `{"type":"order.created","id":"${order}-c","at":${at},"order":"${order}","channel":"${channel}","shop":"${shop}","region":"${REGIONS[roll(12)]}","buyer":"b${roll(5_000_000)}","amount":"${yuan(amount)}","lines":[${lines.join(',')}]}`,
      `{"type":"order.paid","id":"${order}-p","at":${at + 1000},"order":"${order}","amount":"${yuan(amount)}"}`,
    );
    load.events += 2;
    load.totals.gmv += amount;
    load.totals.paid_orders++;
    if (rows.length >= shape.batch) close();
  }
  close();
  return load;
}

/** Bodies of paid orders in which each of so many SKUs is sold twelve times, on every channel by turns, so that nearly all partitions know it. */
export function catalogue(skus: number, prefix: string, at: number): Load {
  const LINES = 50;
  const TIMES = 12;
  const load: Load = { bodies: [], paidUpTo: [], events: 0, totals: { gmv: 0, paid_orders: 0, units: 0 } };
  let rows: string[] = [];
  for (let from = 0; from < skus * TIMES; from += LINES) {
    const first = from % skus;
    const count = Math.min(LINES, skus - first);
    const channel = CHANNELS[load.totals.paid_orders % 6] as string;
    const lines = Array.from(
      { length: count },
      (_, line) => `{"sku":"SKU-${first + line}","quantity":1,"amount":"1.00","category":"cat-${(first + line) % 20}"}`,
    );
    rows.push(
      `{"type":"order.paid","id":"${prefix}-${from}","at":${at},"order":"${prefix}-${from}","amount":"${count}.00","channel":"${channel}","shop":"${channel}-shop-0","region":"CN-GD","lines":[${lines.join(',')}]}`,
    );
    load.events++;
    load.totals.gmv += count * 100;
    load.totals.units += count;
    load.totals.paid_orders++;
    if (rows.length < 100 && from + LINES < skus * TIMES) continue;
    load.bodies.push(Buffer.from(rows.join('\n')));
    load.paidUpTo.push(load.totals.paid_orders);
    rows = [];
  }
  return load;
}

/** Sends one body; resolves with the status and when the answer was there (ms, performance.now). */
export function post(
  url: string,
  key: string,
  body: Buffer,
  agent: Agent,
): Promise<{ status: number; at: number; text: string }> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${url}/api/events`,
      {
        method: 'POST',
        agent,
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/x-ndjson',
          'content-length': body.length,
        },
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, at: performance.now(), text }));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

/** Sends every body over `lanes` keep-alive connections as fast as they are taken; retries a 429 or 503 whole. Returns seconds. */
export async function blast(url: string, key: string, bodies: readonly Buffer[], lanes: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: lanes });
  const began = performance.now();
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < bodies.length; index = next++) {
      for (let tries = 0; ; tries++) {
        const { status, text } = await post(url, key, bodies[index] as Buffer, agent);
        if (status === 202) break;
        if ((status !== 429 && status !== 503) || tries > 600) throw new Error(`${status}: ${text.slice(0, 300)}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  agent.destroy();
  return (performance.now() - began) / 1000;
}
