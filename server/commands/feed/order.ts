import { readInstant } from '../../../stream/contract/instant.ts';
import type { FiledEvent } from '../../sources/define.ts';
import { Random } from '../../sources/rehearsal/random.ts';
import { moved, type Speed } from './clock.ts';

/** All events of a feed in an order drawn from the seed (Fisher-Yates). Holds the whole feed in memory. */
export async function* shuffled<Event>(events: AsyncIterable<Event>, seed: number): AsyncIterable<Event> {
  const all: Event[] = [];
  for await (const event of events) all.push(event);
  const random = new Random(seed);
  for (let left = all.length; left > 0; left--) {
    const picked = random.below(left);
    const event = all[picked];
    const last = all[left - 1];
    if (!event || !last) return;
    all[picked] = last;
    all.pop();
    yield event;
  }
}

/**
 * Moves every `at` by the offset and, unless the speed is max, holds each event back until its moment has come. An `at` that
 * is no instant is left as it is: the server says what is wrong with it.
 */
export async function* played(
  events: AsyncIterable<FiledEvent>,
  { offset, speed, first, signal }: { offset: number; speed: Speed; first: number; signal: AbortSignal },
): AsyncIterable<FiledEvent | 'pause'> {
  const began = Date.now();
  for await (const event of events) {
    if (signal.aborted) return;
    const at = readInstant(event.at);
    if (typeof at === 'number' && speed !== 'max') {
      const due = began + (at - first) / speed;
      if (due > Date.now() + 5) {
        yield 'pause';
        await until(due, signal);
      }
    }
    if (typeof at === 'number' && offset !== 0) event.at = moved(at, offset);
    yield event;
  }
}

/** Resolves at an instant (epoch ms), or at once when aborted. */
export function until(due: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, Math.min(Math.max(0, due - Date.now()), 2 ** 31 - 1));
    signal.addEventListener('abort', done, { once: true });
  });
}
