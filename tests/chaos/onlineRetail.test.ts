import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, type System, startSystem } from '../support/system.ts';

const FILE = join(process.env.TIDEWALL_TEST_DATA ?? '../shared/data', 'online-retail', 'online_retail.csv.br');
const present = existsSync(FILE);
if (!present) console.warn(`skipped: a year of a real shop needs ${FILE} (set TIDEWALL_TEST_DATA)`);

const DAY = 86_400_000;

/** Published totals of the file; money in thousandths of a pound. */
const TRUTH = {
  gmv: 10_655_622_484,
  paid_orders: 19_959,
  units: 5_588_375,
  refund_amount: 896_812_490,
  refunds: 3_836,
};
const REGIONS = { GB: 9_014_160_024, NL: 285_446_340, IE: 283_453_960 };

describe.runIf(present)('a year of a real shop', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({
      env: {
        TIDEWALL_MONEY_DIGITS: '3',
        TIDEWALL_CURRENCY: 'GBP',
        TIDEWALL_TIMEZONE: 'Europe/London',
        TIDEWALL_RETENTION_DAYS: '400',
      },
    });
  });
  afterAll(() => system?.stop());

  const replay = (...extra: string[]) =>
    new Promise<string>((resolve, reject) => {
      const child = spawn(
        process.execPath,
        [
          'dist/server/tidewall.cjs',
          'replay',
          FILE,
          '--shift',
          'end=now',
          '--speed',
          'max',
          '--url',
          system.url,
          '--key',
          system.key,
          ...extra,
        ],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      );
      let text = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      child.once('exit', (code) => (code === 0 ? resolve(text) : reject(new Error(`exit ${code}: ${text}`))));
    });

  const span = () => ({ from: Date.now() - 390 * DAY, to: Date.now() + DAY });

  const totals = async () => {
    const reading = await ask(system, { metrics: [...Object.keys(TRUTH), 'buyers'], window: span() });
    return reading.groups['']?.values ?? {};
  };

  /** The numbers once two readings in a row are the same and everything accepted is in. */
  const standing = async () => {
    const asked = Date.now();
    for (;;) {
      const reading = await ask(system, { metrics: ['gmv'], window: span() });
      if (reading.asOf >= asked) return totals();
      if (Date.now() - asked > 20_000) throw new Error(`asOf stands at ${reading.asOf}, asked at ${asked}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  const expectTruth = async () => {
    const { buyers, ...counted } = await standing();
    expect(counted).toEqual(TRUTH);
    expect(Math.abs((buyers ?? 0) - 4338) / 4338).toBeLessThan(0.03);
  };

  test('adds up to the published totals to the last digit', async () => {
    const report = await replay();
    expect(report).toMatch(/^skipped 3 × bad debt adjustment \(A…\) \(\S/m);
    await expectTruth();
    const regions = await ask(system, { metrics: ['gmv'], by: 'region', window: span() });
    for (const [region, gmv] of Object.entries(REGIONS)) expect(regions.groups[region]?.values.gmv).toBe(gmv);
  });

  test('has parts that add up to the whole for every dimension', async () => {
    for (const by of ['channel', 'shop', 'region', 'category', 'tag', 'sku'] as const) {
      const window = by === 'sku' ? { from: Date.now() - 30 * DAY, to: Date.now() + 60_000 } : span();
      for (const metric of ['gmv', 'units', 'refund_amount', 'net_sales']) {
        const whole = await ask(system, { metrics: [metric], window: by === 'sku' ? window : span() });
        const parts = await ask(system, { metrics: [metric], by, window });
        const sum = Object.values(parts.groups).reduce((total, group) => total + (group.values[metric] ?? 0), 0);
        const [from, to] = [parts.from, parts.to];
        const same = by === 'sku' ? await ask(system, { metrics: [metric], window: { from, to } }) : whole;
        expect(`${by} ${metric} ${sum}`).toBe(`${by} ${metric} ${same.groups['']?.values[metric]}`);
      }
    }
  });

  test('stands when the file is replayed twice more in shuffled order, with aggregator and Redis killed in the middle', async () => {
    const kills: Promise<void>[] = [];
    for (const [delay, role] of [
      [700, 'aggregator'],
      [1_800, 'redis'],
      [3_200, 'aggregator'],
    ] as const) {
      kills.push(
        new Promise((resolve) =>
          setTimeout(() => {
            for (const pid of system.pids()[role]) process.kill(pid, 'SIGKILL');
            resolve();
          }, delay),
        ),
      );
    }
    await replay('--shuffle', '--seed', '1');
    await Promise.all(kills);
    await replay('--shuffle', '--seed', '2');
    await expectTruth();
  });
});
