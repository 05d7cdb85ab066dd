import type { Language } from '../../layouts/document.ts';
import type { Campaign } from '../../stream/contract/campaign.ts';
import type { HealthAnswer, SourcesAnswer } from '../../stream/contract/reading.ts';
import { amount, type Locale } from '../format.ts';
import type { Wall } from '../stores/walls.ts';
import { channelName } from '../widgets/names.ts';
import { age } from '../widgets/time.ts';
import { say, text } from '../widgets/words.ts';

/** A source that said nothing for so long may have stopped, ms. */
export const SILENT_MS = 5 * 60_000;
/** Clocks that are so far apart are told, ms: people and wall would name another minute. */
export const APART_MS = 60_000;
/** Its events come late. */
export const LATE_MS = 10_000;

/** One thing a person has to do, and the way to it: a page of ours, or a document of the server. */
export interface Errand {
  key: string;
  level: 'act' | 'look';
  head: string;
  body: string;
  action?: { label: string; to: string } | { label: string; href: string };
}

export interface Known {
  walls: readonly Wall[] | undefined;
  /** How many differences a draft has, as far as they were counted. */
  differences: ReadonlyMap<string, number>;
  health: HealthAnswer | undefined;
  sources: SourcesAnswer | undefined;
  /** Kinds of events that were refused in the last day; undefined while unknown. */
  rejected: number | undefined;
  /** Null: there is none. */
  campaign: Campaign | null | undefined;
  now: number | undefined;
  /** By how much the server's clock is ahead of this machine's, ms. */
  ahead: number | undefined;
}

/** What is left to do, the worst first, and in short sentences what was looked at and found good. Says nothing of what is not known. */
export function errands(known: Known, locale: Locale): { open: Errand[]; good: string[] } {
  const words = (chinese: string, english: string) => say(locale.language, chinese, english);
  const open: Errand[] = [];
  const good: string[] = [];
  const { drift } = known.health ?? {};
  if (drift === 0) good.push(words('对账 0 差异', 'Reconciled, no drift'));
  else if (drift !== undefined)
    open.push({
      key: 'drift',
      level: 'act',
      head: words(`对账差 ${amount(drift, locale)}`, `Reconciliation is off by ${amount(drift, locale)}`),
      body: words('运行 tidewall reconcile 看差在哪', 'tidewall reconcile tells where'),
    });
  open.push(...ofClock(known.ahead, locale.language));
  if (known.campaign === null)
    open.push({
      key: 'campaign',
      level: 'look',
      head: words('还没有活动', 'There is no campaign'),
      body: words('倒计时、目标和对比都靠它', 'Countdown, target and comparison hang on it'),
      action: { label: words('新建活动', 'New campaign'), to: '/campaigns' },
    });
  else if (known.campaign) open.push(...ofCampaign(known.campaign, locale.language));
  open.push(...ofDrafts(known, locale.language));
  if (known.walls && !known.walls.some(({ differs }) => differs))
    good.push(words('墙上的都是最新版本', 'Walls show the latest'));
  if (known.rejected === 0) good.push(words('一天内没有拒收', 'No event refused in a day'));
  else if (known.rejected !== undefined)
    open.push({
      key: 'rejected',
      level: 'look',
      head: words(`一天内有 ${known.rejected} 种事件被拒收`, `${known.rejected} kinds of events refused in a day`),
      body: words('原因和内容都留着', 'Reason and content are kept'),
      action: { label: words('看拒收', 'See them'), href: '/api/dead-letters' },
    });
  const silent = silentSources(known.sources, known.now);
  for (const [name, ms] of silent)
    open.push({
      key: `source ${name}`,
      level: 'look',
      head: words(
        `${channelName(name, 'zh-CN')} ${age(ms / 1_000, 'zh-CN')}没有事件`,
        `No event from ${channelName(name, 'en')} for ${age(ms / 1_000, 'en')}`,
      ),
      body: words('看看发送方还在不在', 'See whether its sender still runs'),
    });
  if (known.sources && Object.keys(known.sources.sources).length > 0 && silent.length === 0)
    good.push(words('数据源都在来', 'Every source is sending'));
  return { open: open.sort((a, b) => Number(b.level === 'act') - Number(a.level === 'act')), good };
}

function ofClock(ahead: number | undefined, language: Language): Errand[] {
  if (ahead === undefined || Math.abs(ahead) < APART_MS) return [];
  const by = age(Math.abs(ahead) / 1_000, language);
  return [
    {
      key: 'clock',
      level: 'look',
      head: say(
        language,
        `服务器的钟比这台电脑${ahead > 0 ? '快' : '慢'} ${by}`,
        `The server's clock is ${by} ${ahead > 0 ? 'ahead of' : 'behind'} this computer's`,
      ),
      body: say(
        language,
        '有一个不准；倒计时、「今天」和每秒的数都按服务器的',
        'One of them is wrong; countdowns, today and every second go by the server',
      ),
    },
  ];
}

function ofCampaign(campaign: Campaign, language: Language): Errand[] {
  const name = text(campaign.names, language) || campaign.id;
  const missing = [
    ...(campaign.target === undefined ? [say(language, '目标', 'target')] : []),
    ...(campaign.baseline === undefined ? [say(language, '对比的活动', 'campaign to compare with')] : []),
  ];
  if (missing.length === 0) return [];
  return [
    {
      key: 'target',
      level: 'look',
      head: say(language, `「${name}」没有${missing.join('和')}`, `${name} has no ${missing.join(' and no ')}`),
      body: say(language, '没有它就没有节奏和预测', 'Without it there is no pace and no forecast'),
      action: { label: say(language, '去填', 'Fill in'), to: `/campaigns/${campaign.id}` },
    },
  ];
}

function ofDrafts({ walls, differences }: Known, language: Language): Errand[] {
  return (walls ?? [])
    .filter(({ differs }) => differs)
    .map(({ id, title }) => {
      const count = differences.get(id);
      const name = text(title, language);
      return {
        key: `draft ${id}`,
        level: 'look',
        head: say(language, `「${name}」的草稿还没发布`, `The draft of ${name} is not published`),
        body:
          count === undefined
            ? say(language, '和墙上的不一样', 'It differs from the wall')
            : say(
                language,
                `和墙上有 ${count} 处不同`,
                `${count} ${count === 1 ? 'difference' : 'differences'} from the wall`,
              ),
        action: { label: say(language, '去发布', 'Publish'), to: `/edit/${id}/publish` },
      };
    });
}

/** Who has said nothing for long, and how long, ms. */
export function silentSources(answer: SourcesAnswer | undefined, now: number | undefined): [string, number][] {
  if (!answer || now === undefined) return [];
  return Object.entries(answer.sources)
    .map(([name, { lastAt }]): [string, number] => [name, now - lastAt])
    .filter(([, ms]) => ms > SILENT_MS);
}
