// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import TideStrip from '../../../screen/admin/TideStrip.vue';

test('the takings of a campaign say how old they are, and are greyed once they are held', async () => {
  const campaign = { id: 'c', names: { en: 'Sale' }, start: 0, end: 3_600_000, phases: [], milestones: [] };
  const strip = mount(TideStrip, {
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
  const told = () => strip.findAll('.takings [role="status"]').map((mark) => mark.text());
  expect([told(), strip.classes()]).toEqual([[], expect.not.arrayContaining(['old'])]);
  await strip.setProps({ state: { kind: 'late', seconds: 4 } });
  expect([told(), strip.classes()]).toEqual([['late 4 s'], expect.not.arrayContaining(['old'])]);
  await strip.setProps({ state: { kind: 'held', seconds: 38 } });
  expect([told(), strip.classes()]).toEqual([['held 38 s'], expect.arrayContaining(['old'])]);
});
