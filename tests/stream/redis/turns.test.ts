import { expect, test } from 'vitest';
import { Turns } from '../../../stream/redis/turns.ts';

test('work waits for all that came before it, also for what failed, and ends as it does itself', async () => {
  const turns = new Turns();
  const told: string[] = [];
  const work = (name: string, fails: boolean) => async () => {
    told.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    told.push(`${name} ends`);
    if (fails) throw new Error(name);
    return name;
  };
  const ends = await Promise.allSettled([
    turns.take(work('first', false)),
    turns.take(work('second', true)),
    turns.take(work('third', false)),
  ]);
  expect(told).toEqual(['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  expect(ends).toMatchObject([
    { status: 'fulfilled', value: 'first' },
    { status: 'rejected', reason: { message: 'second' } },
    { status: 'fulfilled', value: 'third' },
  ]);
  expect(await turns.take(work('fourth', false))).toBe('fourth');
});
