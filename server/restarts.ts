import type { ChildProcess } from 'node:child_process';
import { z } from 'zod';

const Told = z.object({ restarts: z.record(z.string(), z.number()) });
/** How often each part of an instance had to be started again, by its name. */
export type Restarts = z.output<typeof Told>['restarts'];

/** Answers what the supervisor has told last; nothing where there is none. Keeps no process alive. */
export function hearRestarts(): () => Restarts {
  let known: Restarts = {};
  process.on('message', (message) => {
    const told = Told.safeParse(message);
    if (told.success) known = told.data.restarts;
  });
  process.channel?.unref();
  return () => known;
}

/** Tells a child whenever it beats, if there is something that it has not been told. */
export function tellRestarts(child: ChildProcess, restarts: () => Restarts): void {
  let before = '';
  child.on('message', () => {
    const told = { restarts: restarts() };
    const text = JSON.stringify(told);
    if (text === before) return;
    before = text;
    // One that ends in this moment needs no number any more.
    child.send(told, () => undefined);
  });
}
