import type { WireEvent } from '../../sources/define.ts';
import { Random } from '../../sources/rehearsal/random.ts';
import type { Speed } from './clock.ts';

/** All events of a feed in an order drawn from the seed (Fisher-Yates). Holds the whole feed in memory. */
export async function* shuffled(events: AsyncIterable<WireEvent>, seed: number): AsyncIterable<WireEvent> {
  const all: WireEvent[] = [];
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

/** Moves every `at` by the offset and, unless the speed is max, holds each event back until its moment has come. */
export async function* played(
  events: AsyncIterable<WireEvent>,
  { offset, speed, first, signal }: { offset: number; speed: Speed; first: number; signal: AbortSignal },
): AsyncIterable<WireEvent | 'pause'> {
  const began = Date.now();
  for await (const event of events) {
    if (signal.aborted) return;
    if (speed !== 'max') {
      const due = began + (event.at - first) / speed;
      if (due > Date.now() + 5) {
        yield 'pause';
        await until(due, signal);
      }
    }
    event.at += offset;
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
