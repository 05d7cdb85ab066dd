import { Agent } from 'node:http';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { socketFor } from '../../stream/redis/claim.ts';
import { type Connection, connect, unixUrl } from '../../stream/redis/connect.ts';
import { ask, cpuSeconds, ready, residentMb, type System, startSystem } from '../support/system.ts';
import { blast, catalogue, makeLoad, post } from './load.ts';

/** One measured figure; `target` in words when the product promises one. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  target?: string;
  met?: boolean;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until the wall shows `orders` paid orders of today and yesterday; returns the totals it shows. */
export async function settled(system: System, orders: number, within = 120_000): Promise<Record<string, number>> {
  const limit = Date.now() + within;
  const span = { from: Date.now() - 2 * 86_400_000, to: Date.now() + 86_400_000 };
  for (;;) {
    const reading = await ask(system, { metrics: ['gmv', 'paid_orders', 'units'], window: span });
    const values = reading.groups['']?.values ?? {};
    if ((values.paid_orders ?? 0) >= orders) return values;
    if (Date.now() > limit) throw new Error(`only ${values.paid_orders} of ${orders} orders were counted`);
    await pause(20);
  }
}

/** Processor seconds used so far, by role. */
function work(system: System): Record<'server' | 'aggregator' | 'redis', number> {
  const { server, aggregator, redis } = system.pids();
  const sum = (pids: number[]) => pids.reduce((total, pid) => total + cpuSeconds(pid), 0);
  return { server: sum(server), aggregator: sum(aggregator), redis: sum(redis) };
}

/** NDJSON batches of 1,000 over HTTP, `safe`, 10,000 SKUs: events a second from the first byte to the exact number. */
export async function throughput(orders: number, seed: number): Promise<Figure[]> {
  const load = makeLoad({ orders, skus: 10_000, batch: 1_000, prefix: `t${seed}`, seed, at: Date.now() - 5_000 });
  const warm = makeLoad({
    orders: 60_000,
    skus: 10_000,
    batch: 1_000,
    prefix: `w${seed}`,
    seed: seed + 1,
    at: Date.now() - 5_000,
  });
  const system = await startSystem({ env: { TIDEWALL_INGEST_RATE: '0' } });
  try {
    await blast(system.url, system.key, warm.bodies, 8);
    await settled(system, warm.totals.paid_orders);
    const used = work(system);
    const began = performance.now();
    const sent = await blast(system.url, system.key, load.bodies, 8);
    const values = await settled(system, load.totals.paid_orders + warm.totals.paid_orders);
    const took = (performance.now() - began) / 1000;
    const exact = (['gmv', 'paid_orders', 'units'] as const).every(
      (metric) => values[metric] === load.totals[metric] + warm.totals[metric],
    );
    const now = work(system);
    if (!exact) throw new Error(`counted ${JSON.stringify(values)}, sent ${JSON.stringify(load.totals)}`);
    return [
      { name: 'accepted', value: Math.round(load.events / sent), unit: 'events/s' },
      {
        name: 'counted exactly',
        value: Math.round(load.events / took),
        unit: 'events/s',
        target: '≥ 150,000',
        met: load.events / took >= 150_000,
      },
      ...(['server', 'aggregator', 'redis'] as const).map((role) => ({
        name: `processor time of ${role}`,
        value: Math.round(((now[role] - used[role]) / load.events) * 1e8) / 100,
        unit: 'µs/event',
      })),
    ];
  } finally {
    await system.stop();
  }
}

/** Of the sorted delays the one at share `p`. */
export function percentile(delays: number[], p: number): number {
  const sorted = delays.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.floor((sorted.length - 1) * p)] as number) * 10) / 10;
}

function p99(name: string, delays: number[]): Figure[] {
  const value = percentile(delays, 0.99);
  return [{ name, value, unit: 'ms', target: '≤ 100', met: value <= 100 }];
}

async function withStore<T>(system: System, work: (store: Connection) => Promise<T>): Promise<T> {
  const store = connect(unixUrl(socketFor(join(system.data, 'redis'))), { name: 'bench' });
  try {
    return await work(store);
  } finally {
    store.disconnect();
  }
}

/** How long Redis works on one checkpoint, as it says itself: 99.9 of 100 calls take at most so long, ms. */
async function checkpointMs(system: System): Promise<number> {
  const latencies = await withStore(system, (store) => store.info('latencystats'));
  const [, micros] = /percentiles_usec_fcall:.*p99\.9=([\d.]+)/.exec(latencies) ?? [];
  return Math.round(Number(micros) / 100) / 10;
}

/**
 * 20,000 events a second in batches of 100 with 100,000 SKUs, 20 watchers at `every: 20`: accepted → socket callback. The
 * SKUs were `sold` before, or none was ever seen.
 */
export async function latency(seconds: number, seed: number, sold: boolean): Promise<Figure[]> {
  const load = makeLoad({
    orders: 10_000 * seconds,
    skus: 100_000,
    batch: 100,
    prefix: `l${seed}`,
    seed,
    at: Date.now(),
  });
  const before = catalogue(sold ? 100_000 : 0, `c${seed}`, Date.now());
  const system = await startSystem({ env: { TIDEWALL_INGEST_RATE: '0' } });
  const sockets = Array.from({ length: 20 }, () =>
    io(system.url, { path: '/live', transports: ['websocket'], auth: { token: system.token } }),
  );
  try {
    await blast(system.url, system.key, before.bodies, 2);
    await settled(system, before.totals.paid_orders);
    if (sold) await pause(8_000); // what came of them is saved
    await withStore(system, (store) => store.config('RESETSTAT'));
    /** Per watcher: when (performance.now) it first saw how many paid orders. */
    const seen: { at: number; orders: number }[][] = [];
    for (const socket of sockets) {
      const steps: { at: number; orders: number }[] = [];
      seen.push(steps);
      const queries = [
        { metrics: ['gmv', 'paid_orders'], window: 'today' },
        { metrics: ['gmv'], by: 'channel', window: '1h' },
      ];
      socket.on('frame', (frame: { patch: { '0'?: { groups?: { ''?: { values?: { paid_orders?: number } } } } } }) => {
        const orders = frame.patch['0']?.groups?.['']?.values?.paid_orders;
        if (orders !== undefined) steps.push({ at: performance.now(), orders });
      });
      const answer = (await socket.emitWithAck('watch', { queries, every: 20 })) as { error?: unknown };
      if (answer.error) throw new Error(JSON.stringify(answer.error));
    }
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    const accepted: { at: number; orders: number }[] = [];
    const began = performance.now();
    let done = before.totals.paid_orders;
    const flights = load.bodies.map(async (body, index) => {
      await pause(began + index * 5 - performance.now());
      const answer = await post(system.url, system.key, body, agent);
      if (answer.status !== 202) throw new Error(`${answer.status} ${answer.text}`);
      done += (load.paidUpTo[index] as number) - (load.paidUpTo[index - 1] ?? 0);
      accepted.push({ at: answer.at, orders: done });
    });
    await Promise.all(flights);
    const took = (performance.now() - began) / 1000;
    await settled(system, before.totals.paid_orders + load.totals.paid_orders);
    await pause(500);
    agent.destroy();
    const checkpoint = await checkpointMs(system);
    const delays: number[] = [];
    /** Without the first 3 s, in which the processes compile their hot paths. */
    const warm: number[] = [];
    for (const steps of seen) {
      let step = 0;
      for (const { at, orders } of accepted) {
        while (step < steps.length && (steps[step] as { orders: number }).orders < orders) step++;
        const frame = steps[step];
        if (frame === undefined) throw new Error(`a watcher never saw order ${orders}`);
        delays.push(Math.max(0, frame.at - at));
        if (at - began > 3_000) warm.push(Math.max(0, frame.at - at));
      }
    }
    return [
      { name: 'offered', value: Math.round(load.events / took), unit: 'events/s' },
      { name: 'accepted → socket p50', value: percentile(delays, 0.5), unit: 'ms' },
      ...p99('accepted → socket p99', delays),
      ...p99('accepted → socket p99 from the 4th second on', warm),
      { name: 'Redis a checkpoint, p99.9', value: checkpoint, unit: 'ms', target: '≤ 10', met: checkpoint <= 10 },
      { name: 'samples', value: delays.length, unit: '' },
    ];
  } finally {
    for (const socket of sockets) socket.close();
    await system.stop();
  }
}

/** Memory with so many orders, and the time a killed system needs until its numbers stand again. */
export async function memoryAndRestart(orders: number, seed: number, limitMb: number): Promise<Figure[]> {
  let system = await startSystem({ env: { TIDEWALL_INGEST_RATE: '0' } });
  const chunk = 250_000;
  try {
    for (let from = 0; from < orders; from += chunk) {
      const load = makeLoad({
        orders: Math.min(chunk, orders - from),
        skus: 10_000,
        batch: 1_000,
        prefix: `m${seed}-${from}`,
        seed: seed + from,
        at: Date.now() - 60_000,
        spanMs: 3_600_000,
      });
      await blast(system.url, system.key, load.bodies, 8);
    }
    await settled(system, orders, 600_000);
    await pause(15_000); // segments are saved, the log is trimmed
    const { aggregator, redis, server } = system.pids();
    const sum = (pids: number[]) => Math.round(pids.reduce((total, pid) => total + residentMb(pid), 0));
    const figures: Figure[] = [
      {
        name: `aggregator, ${orders / 1e6} M orders`,
        value: sum(aggregator),
        unit: 'MB',
        target: `< ${limitMb}`,
        met: sum(aggregator) < limitMb,
      },
      {
        name: `Redis, ${orders / 1e6} M orders`,
        value: sum(redis),
        unit: 'MB',
        target: `< ${limitMb}`,
        met: sum(redis) < limitMb,
      },
      { name: `server, ${orders / 1e6} M orders`, value: sum(server), unit: 'MB' },
    ];
    for (const pid of aggregator) process.kill(pid, 'SIGKILL');
    const killed = performance.now();
    await post(
      system.url,
      system.key,
      Buffer.from(`{"type":"order.paid","id":"after","at":${Date.now()},"order":"after-${seed}","amount":"1.00"}`),
      new Agent(),
    );
    await settled(system, orders + 1, 120_000);
    figures.push({
      name: 'SIGKILL of the aggregator → counting again',
      value: Math.round(performance.now() - killed),
      unit: 'ms',
    });
    await system.stop(true);
    const restart = performance.now();
    system = await startSystem({ data: system.data, built: true });
    await ready(system, 60_000);
    const values = await settled(system, orders + 1, 60_000);
    const took = Math.round(performance.now() - restart);
    if (values.paid_orders !== orders + 1) throw new Error(`after the restart ${values.paid_orders} orders`);
    figures.push({
      name: `restart with ${orders / 1e6} M orders`,
      value: took,
      unit: 'ms',
      ...(orders === 1e6 ? { target: '< 3000', met: took < 3000 } : {}),
    });
    return figures;
  } finally {
    await system.stop();
  }
}
