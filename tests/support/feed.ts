import type { Admitted } from '../../stream/contract/admitted.ts';
import { Edge } from '../../stream/engine/batch.ts';
import { Core } from '../../stream/engine/core.ts';
import { Days } from '../../stream/engine/days.ts';
import { letIn, NOW } from './joined.ts';
import type { RawEvent } from './oracle.ts';

export const SHANGHAI = new Days('Asia/Shanghai');
export const newCore = (retentionDays = 30) => new Core({ days: SHANGHAI, retentionDays });

let entries = 0;
/** One log entry of these events, at this log time. Gives the entry back, for a log of one's own. */
export function feed(
  core: Core,
  events: readonly Admitted[],
  logTime = NOW,
  fold = true,
): { offset: string; body: Uint8Array } {
  const edge = new Edge('a secret of the tests', 1);
  for (const event of events) edge.add(event);
  const entry = { offset: `${logTime}-${++entries}`, body: edge.builders[0]?.take() as Uint8Array };
  core.applyBatch(entry.body, entry.offset, { fold });
  return entry;
}

const line = { sku: 'tea', quantity: 2, amount: '10.00', category: 'drinks', title: 'Green tea' };
/** A paid order of 10.00, unless said otherwise. */
export function paid(order: string, more: Partial<RawEvent> = {}): Admitted {
  const raw = { type: 'order.paid', id: order, at: NOW, order, channel: 'tmall', shop: 'flagship', amount: '10.00' };
  return letIn({ ...raw, lines: [line], ...more });
}
export const sent = (raw: Partial<RawEvent>): Admitted => letIn({ id: 'e', at: NOW, ...raw });

/** Orders whose keys and amounts tell them apart, from number `from` on. */
export function* orders(from: number, count: number, more: Partial<Admitted> = {}): Generator<Admitted> {
  const one = paid('0');
  for (let number = from; number < from + count; number++) yield { ...one, order: `n${number}`, ...more } as Admitted;
}
