import type { FactQuery, Watched } from '../../stream/contract/query.ts';

/** What a widget asks for that shows single orders or refunds. */
export type Latest = Extract<FactQuery, { fact: 'orders' | 'refunds' }>;

export const isLatest = (asked: Watched | undefined): asked is Latest =>
  asked !== undefined && 'fact' in asked && (asked.fact === 'orders' || asked.fact === 'refunds');

/** The same with some of its parts set; a part that is undefined is left out. */
export function withLatest(latest: Latest, part: { [Key in keyof Latest]?: Latest[Key] | undefined }): Latest {
  const { fact, atLeast, filter, top } = { ...latest, ...part };
  const kept = Object.entries(filter ?? {}).filter(([, values]) => values && values.length > 0);
  return {
    fact: fact ?? latest.fact,
    ...(atLeast ? { atLeast } : {}),
    ...(kept.length > 0 ? { filter: Object.fromEntries(kept) } : {}),
    ...(top ? { top } : {}),
  };
}
