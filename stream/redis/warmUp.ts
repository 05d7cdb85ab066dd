import type { OrderEvent } from '../contract/admitted.ts';
import { Edge } from '../engine/batch.ts';
import { Core } from '../engine/core.ts';
import type { Days } from '../engine/days.ts';
import { ImageStore } from '../engine/image.ts';

const ROUNDS = 20;
const ORDERS = 60;

/**
 * Runs made-up orders through a core that is thrown away, so that the hot paths are compiled before the first real event:
 * cold, the first seconds of a rush are several times slower. Takes some 100 ms; touches nothing but memory.
 */
export function warmUp(days: Days, retentionDays: number): void {
  const core = new Core({ days, retentionDays });
  const image = new ImageStore(days);
  const edge = new Edge('warm-up', 1);
  const start = Date.UTC(2026, 0, 1);
  core.sweep(start, []);
  for (let round = 0; round < ROUNDS; round++) {
    for (let number = 0; number < ORDERS; number++)
      for (const event of life(round * ORDERS + number, start + round * 500)) edge.add(event);
    const body = edge.builders[0]?.take();
    if (body) core.applyBatch(body, `${start + round * 500}-${round}`, { fold: true });
    const { words, cells } = core.takeDelta({ slow: round % 4 === 0 });
    if (words) image.load(words);
    image.apply(cells);
    core.prepareCheckpoint(round % 8 === 0 ? 1 << 18 : 0);
    core.checkpointDone();
  }
}

function life(number: number, at: number): OrderEvent[] {
  const order = `warm-${number}`;
  const amount = 1_000 + number;
  const lines = [0, 1].map((line) => ({
    sku: `sku-${(number + line) % 50}`,
    quantity: 1 + line,
    amount: line === 0 ? 400 : amount - 400,
    title: 'warm-up',
    category: `category-${number % 5}`,
    cost: 100,
  }));
  const place = { channel: 'web', shop: `shop-${number % 8}`, region: 'CN-GD', tag: '', buyer: `buyer-${number}` };
  const bare = { id: order, source: '', ignored: 0, order, refund: '', payment: '', amount, reason: '', lines: [] };
  const nowhere = { channel: '', shop: '', region: '', tag: '', buyer: '' };
  const events: OrderEvent[] = [
    { ...bare, ...place, type: 'order.created', at, lines },
    { ...bare, ...nowhere, type: 'order.paid', at: at + 1 },
  ];
  if (number % 10 === 0)
    events.push({ ...bare, ...nowhere, type: 'order.refunded', at: at + 2, refund: order, amount: 10 });
  return events;
}
