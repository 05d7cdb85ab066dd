import type { ChildProcess } from 'node:child_process';

const BEAT_MS = 1_000;
/**
 * So many beats missing in a row are a hang. The longest that counting or loading a million orders held an event loop was
 * 0.8 s on two busy cores: a store ten times as large on a machine three times as slow still has time to beat.
 */
const PATIENCE = 30;
/** A look that comes so late says that the machine slept, or gave nobody any time, ms. */
const LATE_MS = 5_000;

/** Tells the supervisor once a second that this event loop turns, until the channel ends. Keeps no process alive. */
export function beat(): void {
  // The next one after the last is written: a supervisor that stands still collects none.
  process.send?.('alive', undefined, undefined, (error) => {
    if (!error) setTimeout(beat, BEAT_MS).unref();
  });
}

/**
 * How many beats of a process are missing. They are counted by looks, one a second, not by the clock: while nobody looks
 * nothing is missing. A look that comes late begins again.
 */
export class Silence {
  private missing = 0;
  private looked: number;

  /** `now` in ms, of a clock that never goes back. */
  constructor(now: number) {
    this.looked = now;
  }
  heard(): void {
    this.missing = 0;
  }
  /** Looks once, a second after the last time; returns how many beats are missing in a row. */
  look(now: number): number {
    this.missing = now - this.looked - BEAT_MS > LATE_MS ? 0 : this.missing + 1;
    this.looked = now;
    return this.missing;
  }
}

/** How a process ended: its status or signal, or why it never began, and the beats in a row for whose want it was killed. */
export interface End {
  code: number | string;
  missed?: number;
}

/** Watches over a process that beats, until its end. One that misses `patience` beats in a row, also before its first, is killed. */
export async function lifeOf(child: ChildProcess, patience = PATIENCE): Promise<End> {
  const silence = new Silence(performance.now());
  let hung: { missed?: number } = {};
  child.on('message', () => silence.heard());
  const looking = setInterval(() => {
    const missed = silence.look(performance.now());
    if (missed < patience) return;
    clearInterval(looking);
    if (child.kill('SIGKILL')) hung = { missed };
  }, BEAT_MS);
  try {
    return await new Promise((resolve) => {
      child.once('exit', (status, by) => resolve({ code: status ?? by ?? 1, ...hung }));
      child.once('error', (error) => resolve({ code: error.message }));
    });
  } finally {
    clearInterval(looking);
  }
}
