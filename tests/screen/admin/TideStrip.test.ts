// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { describe, expect, test } from 'vitest';
import TideLine from '../../../screen/admin/TideLine.vue';
import TideStrip from '../../../screen/admin/TideStrip.vue';

const HOUR = 3_600_000;
const phase = (id: string, start: number) => ({ id, names: { en: id }, start });
const campaign = {
  id: 'c',
  names: { en: 'Sale' },
  start: 0,
  end: 4 * HOUR,
  target: 100_000,
  phases: [phase('rush', 0), phase('rest', HOUR)],
  milestones: [],
};
const mounted = (strip: typeof TideStrip | typeof TideLine) =>
  mount(strip as typeof TideStrip, {
    props: {
      fact: { campaign, passed: {} },
      rehearsal: false,
      query: { metrics: ['gmv'], window: 'campaign:c' },
      group: { values: { gmv: 12_345 } },
      state: { kind: 'live', seconds: 0 },
      now: 60_000,
      locale: { language: 'en', currency: 'CNY', digits: 2, timezone: 'UTC' },
    },
    global: { stubs: { RouterLink: true, TideCurve: true } },
  });

describe.each([
  ['tall', TideStrip],
  ['low', TideLine],
] as const)('the %s strip of a campaign', (_, kind) => {
  test('says how old the takings are, and greys them once they are held', async () => {
    const strip = mounted(kind);
    const told = () => strip.findAll('.mark[role="status"]').map((mark) => mark.text());
    expect([told(), strip.classes()]).toEqual([[], expect.not.arrayContaining(['old'])]);
    await strip.setProps({ state: { kind: 'late', seconds: 4 } });
    expect([told(), strip.classes()]).toEqual([['late 4 s'], expect.not.arrayContaining(['old'])]);
    await strip.setProps({ state: { kind: 'held', seconds: 38 } });
    expect([told(), strip.classes()]).toEqual([['held 38 s'], expect.arrayContaining(['old'])]);
  });

  test('counts down to what comes next, and says what came in, to the cent for whoever asks', async () => {
    const strip = mounted(kind);
    expect(strip.get('[role="timer"]').text()).toContain('00:59:00');
    expect(strip.get('.sum').attributes('data-exact')).toBe('123.45');
    await strip.setProps({ now: 5 * HOUR });
    expect(strip.find('[role="timer"]').exists()).toBe(false);
    expect(strip.text()).toContain('It is over');
  });
});

test('a page about something else gives a campaign one line, with its phases by their weight', () => {
  const strip = mounted(TideLine);
  const phases = strip
    .findAll('.phases i')
    .map((one) => [one.classes()[0], Number.parseFloat(one.attributes('style')?.slice(7) ?? '')]);
  expect(phases).toEqual([
    ['present', expect.closeTo(36.6, 1)],
    ['future', expect.closeTo(63.4, 1)],
  ]);
});
