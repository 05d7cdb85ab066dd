import { computed } from 'vue';
import type { Query } from '../../stream/contract/query.ts';
import type { CampaignAnswer, Group } from '../../stream/contract/reading.ts';
import { brief, delta, type Locale, reached } from '../format.ts';
import { markWords } from '../wall/words.ts';
import { aim } from '../widgets/countdown/aim.ts';
import type { Freshness } from '../widgets/define.ts';
import { pace } from '../widgets/pace/pace.ts';
import { say, text } from '../widgets/words.ts';
import { tide } from './tide.ts';

export interface TideProps {
  fact: CampaignAnswer | undefined;
  /** Some of the numbers come from a simulator. */
  rehearsal: boolean;
  query: Query | undefined;
  group: Group | undefined;
  /** How fresh all of it is: what is held is greyed, as on a wall. */
  state: Freshness;
  now: number | undefined;
  locale: Locale;
}

/** What the strip of a campaign says, tall or low: its clock, its curves, its takings and where they lead. */
export function useTide(props: Readonly<TideProps>) {
  const words = (chinese: string, english: string) => say(props.locale.language, chinese, english);
  const money = (value: number | undefined) => brief(value, 'money', props.locale, 4);
  const campaign = computed(() => props.fact?.campaign);
  const flow = computed(() =>
    campaign.value && props.now !== undefined ? tide(campaign.value, props.now, props.group, 'gmv') : undefined,
  );
  const present = computed(() => flow.value?.stretches.find(({ state }) => state === 'present'));
  const next = computed(() =>
    campaign.value && props.now !== undefined ? aim(campaign.value, 'next', props.now) : undefined,
  );
  const nextName = computed(() => {
    if (!next.value) return '';
    if (next.value.kind === 'start') return words('距开始', 'Until the start');
    if (next.value.kind === 'end') return words('距结束', 'Until the end');
    const name = text(next.value.names, props.locale.language);
    return words(`距${name}`, `Until ${name}`);
  });
  const mark = computed(() => markWords(props.state, props.locale.language));
  const old = computed(() => props.state.kind === 'held' || props.state.kind === 'lost');
  const value = computed(() => props.group?.values.gmv);
  const over = computed(() => props.now !== undefined && props.now >= (campaign.value?.end ?? Infinity));
  const stand = computed(() => pace(props.group, 'gmv', props.fact, over.value));
  const end = computed(() => stand.value.final ?? stand.value.forecast);
  const change = computed(() => delta(value.value, stand.value.before, 'money', props.locale.language));
  /** How much of the target is reached, or expected. */
  const reach = computed(() => {
    const { target } = stand.value;
    if (target === undefined || end.value === undefined) return undefined;
    const share = reached(end.value / target);
    return {
      met: end.value >= target,
      words: words(`${over.value ? '' : '预计'}达成 ${share}%`, `${share}% ${over.value ? 'reached' : 'expected'}`),
    };
  });
  return { words, money, campaign, flow, present, next, nextName, mark, old, value, over, stand, end, change, reach };
}
