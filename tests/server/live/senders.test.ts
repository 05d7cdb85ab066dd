import { expect, test } from 'vitest';
import { Senders } from '../../../server/live/senders.ts';

const start = 1_800_000_000_000;
const doors = (accepted: number, at: number, more: Record<string, number> = {}) => ({
  'source:tmall:accepted': accepted,
  'source:tmall:last': at,
  'source:tmall:newest': at - 300,
  ...more,
});

test('a sender has a rate once it was seen for ten seconds, and none before', () => {
  const senders = new Senders();
  senders.note(doors(100, start), start);
  expect(senders.answer.sources.tmall).toEqual({ recent: [], lastAt: start, delay: 300 });
  senders.note(doors(150, start + 5_000), start + 5_000);
  expect(senders.answer.sources.tmall?.rate).toBeUndefined();
  senders.note(doors(300, start + 10_900), start + 10_900);
  expect(senders.answer.sources.tmall).toEqual({ rate: 20, recent: [50, 150], lastAt: start + 10_000, delay: 300 });
});

test('a sender that fell silent has the rate 0, and keeps when it last spoke', () => {
  const senders = new Senders();
  for (let second = 0; second <= 90; second += 1)
    senders.note(doors(Math.min(500, second * 10), start + Math.min(50, second) * 1_000), start + second * 1_000);
  const { rate, recent, lastAt } = senders.answer.sources.tmall ?? {};
  expect([rate, recent?.length, lastAt]).toEqual([0, 12, start + 50_000]);
});

test('what was refused and what came late is summed over its reasons', () => {
  const senders = new Senders();
  senders.note({ 'rejected:amount': 3, 'rejected:type': 4, 'late:future': 2, accepted: 9 }, start);
  expect(senders.answer).toEqual({ sources: {}, rejected: 7, late: 2 });
});
