import type { Admitted, OrderEvent, StockEvent } from '../../stream/contract/admitted.ts';

const CHANNELS = ['taobao', 'tmall', 'jd', 'douyin', 'web', 'offline'];
const REGIONS = ['CN-GD', 'CN-ZJ', 'CN-SH', 'CN-BJ', 'CN-HK', 'GB', ''];
const common = { id: 'any', source: 'test', ignored: 0, reason: '' };

/** Numbers from 0 up to 1, the same for the same seed. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * An endless stream of orders with everything that honest senders do: duplicates, disorder, deposits and balances, refunds
 * before payments, cancels, stock. Nothing in it lowers GMV: no voids, no two payments of one id.
 */
export function* shopping(seed: number, now: () => number): Generator<Admitted, never> {
  const roll = dice(seed);
  const pick = <T>(list: readonly T[]) => list[Math.floor(roll() * list.length)] as T;
  const waiting: Admitted[] = [];
  for (let number = 0; ; number++) {
    for (const event of order(`${seed}-${number}`, now(), roll, pick)) {
      const copies = roll() < 0.1 ? 3 : 1;
      for (let copy = 0; copy < copies; copy++) waiting.push(event);
    }
    if (number % 10 === 0) waiting.push(stock(number, now(), pick));
    while (waiting.length > 50) {
      const index = Math.floor(roll() * waiting.length);
      yield waiting.splice(index, 1)[0] as Admitted;
    }
  }
}

function order(id: string, now: number, roll: () => number, pick: <T>(list: readonly T[]) => T): OrderEvent[] {
  const at = roll() < 0.05 ? now - Math.floor(roll() * 3 * 86_400_000) : now - Math.floor(roll() * 60_000);
  const lines = Array.from({ length: 1 + Math.floor(roll() * 3) }, () => {
    const sku = `sku-${Math.floor(roll() * 200)}`;
    const amount = 100 + Math.floor(roll() * 30_000);
    return { sku, quantity: 1 + Math.floor(roll() * 3), amount, title: '', category: pick(['a', 'b', 'c']), cost: -1 };
  });
  const total = lines.reduce((sum, line) => sum + line.amount, 0);
  const nothing = {
    refund: '',
    payment: '',
    amount: 0,
    channel: '',
    shop: '',
    region: '',
    tag: '',
    buyer: '',
    lines: [],
  };
  const base = { ...common, ...nothing, order: id };
  const channel = pick(CHANNELS);
  const place = {
    channel,
    shop: `${channel}-${Math.floor(roll() * 4)}`,
    region: pick(REGIONS),
    tag: pick(['', 'live']),
  };
  const events: OrderEvent[] = [
    { ...base, type: 'order.created', at, amount: total, lines, buyer: `b${Math.floor(roll() * 1000)}`, ...place },
  ];
  const deposit = roll() < 0.2 ? Math.floor(total / 5) : 0;
  if (deposit > 0) events.push({ ...base, type: 'order.paid', at: at + 1000, payment: 'deposit', amount: deposit });
  if (roll() < 0.9)
    events.push({ ...base, type: 'order.paid', at: at + 2000, payment: 'rest', amount: total - deposit });
  if (roll() < 0.1)
    events.push({
      ...base,
      type: 'order.refunded',
      at: at + 3000,
      refund: `r-${id}`,
      amount: Math.floor(total * roll() * 1.2),
    });
  if (roll() < 0.05) events.push({ ...base, type: 'order.cancelled', at: at + 3000 });
  return events;
}

function stock(number: number, at: number, pick: <T>(list: readonly T[]) => T): StockEvent {
  const shelf = { sku: `sku-${number % 200}`, warehouse: pick(['', 'east']), title: '', category: '' };
  const level = number % 20 === 0;
  return {
    ...common,
    ...shelf,
    type: level ? 'stock.level' : 'stock.moved',
    at,
    onHand: level ? number % 1000 : 0,
    safety: -1,
    reserved: -1,
    move: level ? '' : `m${number}`,
    quantity: level ? 0 : -2, // -1 reads as "not said" in the naive sum
  };
}
