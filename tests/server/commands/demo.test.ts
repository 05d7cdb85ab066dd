import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Language, Words } from '../../../server/commands/command.ts';
import { Sender } from '../../../server/commands/feed/send.ts';
import { fillPast, howFar } from '../../../server/commands/filling.ts';
import { invitation } from '../../../server/commands/invitation.ts';
import { ordinaryPlan, pastPlans } from '../../../server/sources/rehearsal/night.ts';
import { accept, openDoor } from './door.ts';

const HOUR = 3_600_000;
const MIDNIGHT = Date.parse('2026-11-11T00:00:00+08:00');
const CHINESE = /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/;
const plan = (seed: number, from: number) => ordinaryPlan(seed, 0.2, { from, to: from + HOUR, midnight: MIDNIGHT });
const both = ['en', 'zh-CN'] as const;
const speak = (language: Language) => (words: Words) => words[language];

let door: Awaited<ReturnType<typeof openDoor>>;
beforeEach(async () => {
  door = await openDoor(accept);
});
afterEach(() => door.close());

describe('the past that a demo fills', () => {
  test('is told from its first percent to its last, whatever its parts weigh', () => {
    const wish = { seed: 1, rate: 20, minutes: 30, spike: 8 };
    const opens = MIDNIGHT + 2 * HOUR;
    const plans = pastPlans(wish, { start: opens - 300_000, opens, end: opens + 1_800_000 }, MIDNIGHT);
    expect(plans).toHaveLength(4);
    const percent = howFar(plans);
    const told = plans.flatMap(({ start, end }, index) =>
      [start - HOUR, start, (start + end) / 2, end, end + 24 * HOUR].map((at) => percent(index, at)),
    );
    expect([told[0], told.at(-1)]).toEqual([0, 100]);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  test.each(both)('ends with a line that says all of it is there (%s)', async (language) => {
    const said: string[] = [];
    const progress: string[] = [];
    const { signal } = new AbortController();
    const sender = new Sender({ url: door.url, key: 'k', signal }, { batch: 100, concurrency: 2 });
    const context = {
      signal,
      say: speak(language),
      note: (text: string) => said.push(text),
      progress: (text: string) => progress.push(text),
    };
    await fillPast(context, sender, [plan(1, MIDNIGHT), plan(2, MIDNIGHT + HOUR)]);
    const events = sender.totals.accepted.toLocaleString('en');
    expect(sender.totals.accepted).toBeGreaterThan(1_000);
    expect(progress.at(-1)).toMatch(/: 100 % · |：100% · /);
    expect(said).toEqual([
      language === 'en'
        ? expect.stringMatching(`^The past is filled: ${events} events in \\d+ s\\.$`)
        : expect.stringMatching(`^过去的数据已补齐：${events} 个事件，用时 \\d+ 秒。$`),
    ]);
    for (const line of [...said, ...progress]) expect(CHINESE.test(line)).toBe(language === 'zh-CN');
  });
});

describe('the invitation of a demo', () => {
  const place = (guessed: boolean) => ({
    url: 'http://127.0.0.1:7070',
    timeZone: 'Asia/Shanghai',
    times: { start: MIDNIGHT, opens: MIDNIGHT + HOUR, end: MIDNIGHT + 2 * HOUR },
    guessed,
  });

  test('is in one language, names both pages and both hours, and stands in a straight frame', () => {
    expect(invitation(speak('en'), place(false))).not.toMatch(CHINESE);
    const chinese = invitation(speak('zh-CN'), place(false)).replaceAll(/http\S+|Ctrl-C/g, '');
    expect(chinese).not.toMatch(/[a-z]/i);
    for (const language of both) {
      const text = invitation(speak(language), place(false));
      for (const part of [
        language === 'en'
          ? 'http://127.0.0.1:7070/wall/promotion?language=en '
          : 'http://127.0.0.1:7070/wall/promotion ',
        language === 'en' ? 'http://127.0.0.1:7070/?language=en ' : 'http://127.0.0.1:7070/ ',
        '01:00',
        '02:00',
        'Ctrl-C',
      ])
        expect(text).toContain(part);
    }
  });

  test('leads to the other language where nobody named one', () => {
    expect(invitation(speak('en'), place(true))).toContain('中文：npm run demo -- --lang zh-CN');
    expect(invitation(speak('en'), place(true))).toContain('中文大屏：http://127.0.0.1:7070/wall/promotion ');
    expect(invitation(speak('en'), place(false))).not.toMatch(CHINESE);
  });
});
