import { describe, expect, test } from 'vitest';
import { Campaign } from '../../../stream/contract/campaign.ts';
import { chooseCampaign, findCampaign } from '../../../stream/reading/campaigns.ts';

const MIN = 60_000;
const DAY = 1_440 * MIN;
const NIGHT = Date.parse('2026-11-11T00:00:00Z');
const campaign = (id: string, start: number, end: number) =>
  Campaign.parse({ id, names: {}, start: NIGHT + start * MIN, end: NIGHT + end * MIN });
const at = (minute: number, ...all: Campaign[]) => chooseCampaign(all, NIGHT + minute * MIN)?.id;

describe('window: campaign', () => {
  const early = campaign('early', 10, 100);
  const late = campaign('late', 50, 90);

  test('is the running one that started last', () => {
    expect(at(49, early, late)).toBe('early');
    expect(at(50, early, late)).toBe('late');
    expect(at(90, early, late)).toBe('early');
  });

  test('is the last one ended for 7 days, when none runs', () => {
    expect(at(100, late, early)).toBe('early');
    expect(chooseCampaign([early, late], NIGHT + 100 * MIN + 7 * DAY - 1)?.id).toBe('early');
    expect(chooseCampaign([early, late], NIGHT + 100 * MIN + 7 * DAY)).toBeUndefined();
  });

  test('is then the next one', () => {
    const far = campaign('far', 40_000, 50_000);
    expect(at(0, early, late)).toBe('early');
    expect(at(20_000, early, far, campaign('farther', 60_000, 70_000))).toBe('far');
  });

  test('of equals is the smaller id', () => {
    expect(at(20, campaign('b', 10, 30), campaign('a', 10, 30))).toBe('a');
  });

  test('is none without campaigns', () => {
    expect(chooseCampaign([], 0)).toBeUndefined();
    expect(findCampaign([early], 'late')).toBeUndefined();
    expect(findCampaign([early], 'early')).toBe(early);
  });
});
