import type { Language } from '../../layouts/document.ts';
import type { Dimension, Watched } from '../../stream/contract/query.ts';
import type { Freshness } from '../widgets/define.ts';
import { dimensionName, groupName } from '../widgets/names.ts';
import { age } from '../widgets/time.ts';
import { say } from '../widgets/words.ts';
import type { Picks } from './narrow.ts';

/** The words of an as-of mark; none while live. */
export function markWords({ kind, seconds }: Freshness, language: Language): string {
  const words = age(seconds, language);
  switch (kind) {
    case 'late':
      return say(language, `迟 ${words}`, `late ${words}`);
    case 'held':
      return say(language, `保持 ${words}`, `held ${words}`);
    case 'lost':
      return say(language, `失联 ${words}`, `lost ${words}`);
    case 'live':
    case 'waiting':
      return '';
    default:
      return kind satisfies never;
  }
}

/** What a widget is called that is grouped by the next dimension now: 天猫 · 店铺. */
export function drilledTitle(queries: readonly Watched[], picks: Picks, language: Language): string {
  const [query] = queries;
  const by = query && 'metrics' in query ? query.by : undefined;
  const names = (Object.entries(picks) as [Dimension, string][]).map(([dimension, key]) =>
    groupName(key, dimension, undefined, language),
  );
  return [...names, ...(by ? [dimensionName(by, language)] : [])].join(' · ');
}

/** The worst of several states, the oldest of equals. */
export function worst(states: readonly Freshness[]): Freshness {
  const order: readonly Freshness['kind'][] = ['live', 'waiting', 'late', 'held', 'lost'];
  let most: Freshness = { kind: 'live', seconds: 0 };
  for (const state of states) {
    const difference = order.indexOf(state.kind) - order.indexOf(most.kind);
    if (difference > 0 || (difference === 0 && state.seconds > most.seconds)) most = state;
  }
  return most;
}
