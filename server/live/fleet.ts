import { Failure } from '../../stream/contract/failure.ts';
import type { Watched } from '../../stream/contract/query.ts';
import type { Displays } from '../displays.ts';
import { isAsked } from './rights.ts';
import { type Asked, scopeName, within } from './scope.ts';
import type { Screen } from './screens.ts';

/** Connections of one paired screen: its own, those it lost and does not know of yet, and some that somebody looks through. */
export const LINES_MOST = 8;

/** One that stands for so long makes room for another, ms. Younger ones do not: nine that come back would end each other without end. */
const MAKES_ROOM_MS = 60_000;

interface Line {
  /** Of the paired screen. */
  id: string;
  /** Monotonic, ms. */
  since: number;
  /** What it entered with: when that changes it comes in anew. */
  layout: string;
  scope: string;
  /** What it asked for by each view it watches. */
  views: Map<string, readonly Watched[]>;
}

/** Which connections are paired screens, and what each of them may watch. All others are people's and programs'. */
export class Fleet {
  private readonly displays: Pick<Displays, 'get' | 'playing'>;
  private readonly drop: (screen: Screen, view: string) => void;
  private readonly lines = new Map<Screen, Line>();

  /** `drop` ends a watch that is not allowed any more. */
  constructor(displays: Pick<Displays, 'get' | 'playing'>, drop: (screen: Screen, view: string) => void) {
    this.displays = displays;
    this.drop = drop;
  }

  /**
   * A connection of this paired screen; it is told what it plays. Where there are too many the oldest goes, unless it came
   * within a minute: then this one does, and tries again. `now`: monotonic, ms.
   */
  add(screen: Screen, id: string, now = performance.now()): void {
    const [oldest, ...others] = [...this.lines].filter(([, line]) => line.id === id);
    const { layout, scope } = this.displays.get(id) ?? {};
    this.lines.set(screen, { id, since: now, layout: layout ?? '', scope: scopeName(scope), views: new Map() });
    if (oldest && others.length + 1 >= LINES_MOST) {
      const [line, { since }] = oldest;
      const goes = now - since > MAKES_ROOM_MS ? line : screen;
      goes.disconnect(true);
      if (goes === screen) return;
    }
    screen.emit('screen', { ...(layout === undefined ? {} : { layout }), ...(scope ? { scope } : {}) });
    if (layout === undefined) screen.disconnect(true); // revoked while it came in
  }

  remove(screen: Screen): void {
    this.lines.delete(screen);
  }

  /** The paired screen of a connection; undefined when it is none's. */
  idOf(screen: Screen): string | undefined {
    return this.lines.get(screen)?.id;
  }

  /** What is opened for these queries, and in which scope. Throws the Failure of the first that this screen may not ask. */
  ask(screen: Screen, queries: readonly Watched[]): { queries: readonly Asked[]; scope: string } {
    const line = this.lines.get(screen);
    if (!line && screen.data.display !== undefined) throw new Failure('key', 'This connection was ended.');
    if (!line) return { queries, scope: scopeName(undefined) };
    const paired = this.displays.get(line.id);
    if (!paired) throw new Failure('key', 'The credential of this screen was revoked.');
    const layout = this.displays.playing(paired);
    const asked = queries.map((query, index) => {
      if (!layout || !isAsked(layout, query))
        throw new Failure(
          'forbidden',
          `queries.${index}: not in what is published of ${paired.layout}, which is all that this screen may ask for.`,
          { path: `queries.${index}` },
        );
      const bound = within(query, paired.scope);
      if (bound instanceof Failure) throw bound.under(`queries.${index}`);
      return bound;
    });
    return { queries: asked, scope: scopeName(paired.scope) };
  }

  /** It watches this view now. */
  note(screen: Screen, view: string, queries: readonly Watched[]): void {
    this.lines.get(screen)?.views.set(view, queries);
  }

  /** It does not watch this view any more. */
  forget(screen: Screen, view: string): void {
    this.lines.get(screen)?.views.delete(view);
  }

  /** Screens or what they play were read again: who was revoked goes, who plays something else comes in anew, and nobody watches what is not on the wall any more. */
  changed(): void {
    for (const [screen, line] of [...this.lines]) {
      const paired = this.displays.get(line.id);
      if (!paired || paired.layout !== line.layout || scopeName(paired.scope) !== line.scope) {
        screen.emit('screen', paired ? { layout: paired.layout } : {});
        screen.disconnect(true);
        continue;
      }
      const layout = this.displays.playing(paired);
      for (const [view, queries] of [...line.views])
        if (!layout || !queries.every((query) => isAsked(layout, query))) this.drop(screen, view);
    }
  }
}
