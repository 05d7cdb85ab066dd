import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connection } from '../../stream/redis/connect.ts';
import { keepDraft, publishLayout, readDocument, readRevision, readRevisions } from '../../stream/redis/layouts.ts';
import { Library } from '../../stream/redis/library.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { seeded } from '../support/seed.ts';
import { dice } from '../support/shopping.ts';

const KILLS = 12;
const { seed } = seeded(1);
let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis({ durable: true });
});
afterAll(() => redis.stop());

/** Saves and publishes numbered texts until the connection breaks; tells and answers the last number whose publication was answered for. */
async function publishOn(connection: Connection, first: number, tell: (answered: number) => void): Promise<number> {
  const library = new Library(connection);
  let answered = first - 1;
  try {
    for (let number = first; ; number += 1) {
      const note = { at: number, author: '', note: String(number) };
      const draft = { id: 'night', text: JSON.stringify({ number }), at: number, author: '', expected: '*' as const };
      await keepDraft(library, connection, draft);
      await publishLayout(library, connection, { id: 'night', what: '*', note });
      answered = number;
      tell(answered);
      number += 1;
      const back = { at: number, author: '', note: String(number), of: 0 };
      const template = { what: { again: 0 }, note: back, fallback: JSON.stringify({ number }) };
      await publishLayout(library, connection, { id: 'night', ...template });
      answered = number;
      tell(answered);
    }
  } catch {
    return answered;
  }
}

test(`Redis killed ${KILLS} times while it publishes: walls have a whole revision, the last one answered for or a later one`, async () => {
  const roll = dice(seed);
  let answered = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const connection = redis.connect(`publisher-${kill}`);
    await connection.ping();
    let told = answered;
    const publishing = publishOn(connection, answered + 1, (number) => {
      told = number;
    });
    await expect.poll(() => told, { interval: 5 }).toBeGreaterThan(answered + 1);
    await new Promise((resolve) => setTimeout(resolve, roll() * 200));
    await redis.kill();
    connection.disconnect();
    answered = Math.max(answered, await publishing);
    await redis.start();

    const reader = redis.connect(`reader-${kill}`);
    const { published = 0 } = (await readDocument(reader, 'night')) ?? {};
    const revisions = await readRevisions(reader, 'night');
    const text = await readRevision(reader, 'night', published);
    expect(revisions[0]?.revision).toBe(published);
    expect(revisions.map(({ revision }) => revision)).toEqual(
      Array.from({ length: published }, (_, index) => published - index),
    );
    const { number } = JSON.parse(text ?? '{}') as { number: number };
    expect(String(number)).toBe(revisions[0]?.note);
    expect(number).toBeGreaterThanOrEqual(answered);
    answered = number;
    reader.disconnect();
  }
  expect(answered).toBeGreaterThan(KILLS);
});
