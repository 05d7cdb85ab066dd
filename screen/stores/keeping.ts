import { live, living, WINDOW } from './living.ts';

/** Something that a window which is gone has left on this machine. */
export interface Remnant<Thing> {
  name: string;
  thing: Thing;
  /** It is this window's now: nobody finds it here again. */
  take: () => void;
}

/** What was typed and has not reached the server, kept on this machine by name: names have no spaces. */
export class Keeping<Thing extends { at: number }> {
  private readonly start: string;
  private readonly sound: (thing: Thing) => boolean;

  /** `sound`: whether what was read is one of these things. */
  constructor(start: string, sound: (thing: Thing) => boolean) {
    this.start = start;
    this.sound = sound;
  }

  /** False when there is no room for it. */
  keep(name: string, thing: Thing): boolean {
    live();
    try {
      localStorage.setItem(`${this.start} ${name} ${WINDOW}`, JSON.stringify(thing));
      return true;
    } catch {
      return false;
    }
  }

  forget(name: string, owner = WINDOW): void {
    localStorage.removeItem(`${this.start} ${name} ${owner}`);
  }

  /** What windows that are gone have left under one name or under all, the oldest first. */
  async left(wanted?: string): Promise<Remnant<Thing>[]> {
    const there = () =>
      Object.keys(localStorage).flatMap((key) => {
        const [start, name = '', owner = ''] = key.split(' ');
        return start === this.start && (wanted === undefined || name === wanted) ? [{ key, name, owner }] : [];
      });
    const others = there().some(({ owner }) => owner !== WINDOW) ? await living() : new Set();
    const found: Remnant<Thing>[] = [];
    for (const { key, name, owner } of there()) {
      if (owner !== WINDOW && others.has(owner)) continue;
      const thing = this.read(localStorage.getItem(key) ?? '');
      const take = () => this.forget(name, owner);
      if (thing) found.push({ name, thing, take });
      else take();
    }
    return found.sort((a, b) => a.thing.at - b.thing.at);
  }

  private read(text: string): Thing | undefined {
    try {
      const thing = JSON.parse(text) as Thing;
      return this.sound(thing) ? thing : undefined;
    } catch {
      return undefined;
    }
  }
}
