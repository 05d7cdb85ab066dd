import type { Answer } from '../../../stream/contract/reading.ts';
import { titleOf } from '../names.ts';
import { asHealth, named, ranked } from '../rows.ts';

/** Something to act on. `key` is the same as long as it is the same thing. */
export type Alert =
  | { kind: 'stock'; key: string; sku: string; title: string; cover: number; available: number }
  | { kind: 'drift'; key: string; drift: number; at: number | undefined };

/** What the answers say is to be acted on, the most urgent first: a drift, then what runs out first. */
export function alertsIn(answers: readonly (Answer | undefined)[], below: number): Alert[] {
  const found: Alert[] = [];
  for (const answer of answers) {
    const health = asHealth(answer);
    if (health?.drift) found.push({ kind: 'drift', key: 'drift', drift: health.drift, at: health.reconciledAt });
  }
  const stock = answers.flatMap((answer) => named(ranked(answer, 'stock_cover_minutes')));
  for (const { key, group, value } of stock.reverse()) {
    const available = group.values.stock_available;
    if (value === undefined || value >= below || available === undefined) continue;
    found.push({ kind: 'stock', key: `stock ${key}`, sku: key, title: titleOf(key, group), cover: value, available });
  }
  return found;
}

/** What a strip shows, and when what it showed was last to be acted on, epoch ms. */
export interface Strip {
  shown: Alert | undefined;
  since: number;
  seen: ReadonlyMap<string, number>;
}

/** So long something must be calm before it is news again: a cover that wavers around its limit speaks once. */
const CALM_MS = 5 * 60_000;

/** The strip at `now`: each alert stands for `last` ms, or until it is over; then comes the most urgent that was not shown yet. */
export function turn(strip: Strip | undefined, alerts: readonly Alert[], now: number, last: number): Strip {
  const seen = new Map([...(strip?.seen ?? [])].filter(([, at]) => now - at < CALM_MS));
  const present = alerts.find(({ key }) => key === strip?.shown?.key);
  const stays = present !== undefined && strip !== undefined && now - strip.since < last;
  const shown = stays ? present : alerts.find(({ key }) => !seen.has(key));
  for (const { key } of alerts) if (seen.has(key) || key === shown?.key) seen.set(key, now);
  return { shown, since: stays ? strip.since : now, seen };
}
