import type { System } from '../support/system.ts';

const MINUTE = 60_000;
const CHANNELS = ['tmall', 'douyin', 'jd', 'pinduoduo', 'xiaohongshu', 'web', 'offline'];
const REGIONS = ['CN-GD', 'CN-ZJ', 'CN-JS', 'CN-SH', 'CN-SD', 'CN-BJ', 'CN-SC'];

/** Sends events through the public door; throws unless every one is accepted. */
export async function send(system: System, events: readonly object[], key = system.key): Promise<void> {
  for (let from = 0; from < events.length; from += 1_000) {
    const part = events.slice(from, from + 1_000);
    const response = await fetch(`${system.url}/api/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(part),
    });
    const answer = (await response.json()) as { accepted?: number };
    if (answer.accepted !== part.length) throw new Error(JSON.stringify(answer).slice(0, 500));
  }
}

/** Paid orders of `count` different kinds around `at`, epoch ms; the same for the same numbers. */
export function orders(name: string, count: number, at: number, spread: number): object[] {
  return Array.from({ length: count }, (_, index) => {
    const fen = 5_000 + ((index * 7_919) % 90_000) + (index % 25 === 0 ? 300_000 : 0);
    const amount = (fen / 100).toFixed(2);
    const paid = at - Math.floor(((index * 613) % 1_000) * (spread / 1_000));
    const order = { order: `${name}-${index}`, amount, shop: 'flagship', channel: CHANNELS[(index * index) % 7] };
    const sku = `SKU-${(index * index) % 9}`;
    const lines = [{ sku, title: `云感跑鞋 ${sku.slice(-1)} 号`, quantity: 1 + (index % 3), amount }];
    return {
      ...order,
      type: 'order.paid',
      id: `p-${name}-${index}`,
      at: paid,
      buyer: `b-${index % 300}`,
      region: REGIONS[index % 7],
      lines,
    };
  });
}

export const refunds = (name: string, count: number, at: number): object[] =>
  Array.from({ length: count }, (_, index) => {
    const common = { type: 'order.refunded', id: `r-${name}-${index}`, at, order: `${name}-${index}` };
    return { ...common, refund: `r-${name}-${index}`, amount: '20.00' };
  });

export const stock = (at: number): object[] =>
  Array.from({ length: 9 }, (_, index) => {
    const common = { type: 'stock.level', id: `s-${index}`, at, sku: `SKU-${index}` };
    return { ...common, onHand: 400 * (index + 1), title: `云感跑鞋 ${index} 号` };
  });

/** Saves a campaign of this moment and the one of yesterday that it is compared with. Returns its start, epoch ms. */
export async function campaigns(system: System): Promise<number> {
  const start = Math.floor((Date.now() - 12 * MINUTE) / MINUTE) * MINUTE;
  const put = async (id: string, from: number, more: object) => {
    const body = {
      id,
      names: { 'zh-CN': '双11' },
      start: from,
      end: from + 60 * MINUTE,
      phases: [],
      milestones: [],
      ...more,
    };
    const response = await fetch(`${system.url}/api/campaigns/${id}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${system.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(await response.text());
  };
  await put('before', start - 1_440 * MINUTE, {});
  await put('present', start, { baseline: 'before', target: 200_000_00, milestones: [100_000_00] });
  return start;
}
