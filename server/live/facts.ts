import type { Campaign } from '../../stream/contract/campaign.ts';
import { Failure } from '../../stream/contract/failure.ts';
import { shown } from '../../stream/contract/field.ts';
import { parseMoney } from '../../stream/contract/money.ts';
import type { FactQuery } from '../../stream/contract/query.ts';
import { moneyMeta } from '../../stream/contract/readers.ts';
import type {
  AlertsAnswer,
  CampaignAnswer,
  HealthAnswer,
  LayoutAnswer,
  SourcesAnswer,
} from '../../stream/contract/reading.ts';
import { chooseCampaign, findCampaign, type Moment, type Reader } from '../../stream/index.ts';
import type { LiveAnswer } from './answers.ts';
import { type Memory, Milestones } from './milestones.ts';
import type { Plan } from './scope.ts';
import type { Ticker, TickerQuery } from './ticker.ts';

export interface FactSources {
  reader: Reader;
  ticker: Ticker;
  campaigns: () => readonly Campaign[];
  health: () => HealthAnswer;
  senders: () => SourcesAnswer;
  milestones: Memory;
  /** Number of a layout's published revision. */
  published: (id: string) => number | undefined;
  /** Decimal digits of the currency. */
  digits: number;
}

/** Opens a fact: what is no sum, but is watched, patched and shared like a reading. Throws Failure when it is refused. */
export function openFact(query: FactQuery | Plan, sources: FactSources): LiveAnswer {
  switch (query.fact) {
    case 'campaign':
      return campaignFact(query.id, sources);
    case 'plan':
      return planFact(query.id, sources);
    case 'orders':
    case 'refunds':
      return tickerFact(query, sources);
    case 'health':
      return unlessEqual(() => {
        const { lastEventAt, ...health } = sources.health();
        // A new time with every event would make a frame out of each.
        return {
          ...health,
          ...(lastEventAt === undefined ? {} : { lastEventAt: lastEventAt - (lastEventAt % 1_000) }),
        };
      });
    case 'sources':
      return unlessEqual(() => sources.senders());
    case 'alerts':
      return unlessEqual((): AlertsAnswer => ({}));
    case 'layout':
      return unlessEqual((): LayoutAnswer => {
        const revision = sources.published(query.id);
        return revision === undefined ? {} : { revision };
      });
    default:
      return query satisfies never;
  }
}

const choose = (id: string | undefined, all: readonly Campaign[], { now }: Moment) =>
  id === undefined ? chooseCampaign(all, now) : findCampaign(all, id);

/** Times, names and phases: what a screen may know that shows a part of the numbers. */
function planFact(id: string | undefined, { campaigns }: FactSources): LiveAnswer {
  return unlessEqual((moment): CampaignAnswer => {
    const campaign = choose(id, campaigns(), moment);
    if (!campaign) return { passed: {} };
    const { target: _, ...plan } = campaign;
    return { campaign: { ...plan, milestones: [] }, passed: {} };
  });
}

function campaignFact(id: string | undefined, { reader, campaigns, milestones: memory }: FactSources): LiveAnswer {
  let milestones: Milestones | undefined;
  const answer = unlessEqual((moment): CampaignAnswer => {
    const campaign = choose(id, campaigns(), moment);
    if (campaign !== milestones?.campaign) {
      milestones?.close();
      milestones = campaign && new Milestones(reader, campaign, memory);
    }
    return campaign ? { campaign, passed: milestones?.passed(moment) ?? {} } : { passed: {} };
  });
  return { read: answer.read, close: () => milestones?.close() };
}

function tickerFact(query: TickerQuery, { ticker, digits }: FactSources): LiveAnswer {
  const least = query.atLeast === undefined ? 0 : parseMoney(query.atLeast, digits);
  if (least === undefined)
    throw new Failure('request', `atLeast: expected ${moneyMeta(digits).description}, got ${shown(query.atLeast)}`, {
      path: 'atLeast',
    });
  let version = -1;
  let last = ticker.read(query, least);
  const same = unlessEqual(() => last);
  return {
    read(moment) {
      if (version !== ticker.version) last = ticker.read(query, least);
      version = ticker.version;
      return same.read(moment);
    },
    close: () => {},
  };
}

/** The same object again when nothing in it changed. */
function unlessEqual<A extends object>(
  read: (moment: Moment) => A,
): { read: (moment: Moment) => A; close: () => void } {
  let text = '';
  let last: A | undefined;
  return {
    read(moment) {
      const next = read(moment);
      const written = JSON.stringify(next);
      if (last && written === text) return last;
      text = written;
      last = next;
      return next;
    },
    close: () => {},
  };
}
