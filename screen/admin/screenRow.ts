import type { Language } from '../../layouts/document.ts';
import type { StandingScreen } from '../../stream/contract/screen.ts';
import { ABSENT, decimal } from '../format.ts';
import { scopeWords } from '../widgets/names.ts';
import { age } from '../widgets/time.ts';
import { say } from '../widgets/words.ts';

/** A screen reports every ten seconds; after three that did not come it is taken for gone, ms. */
export const GONE_MS = 30_000;
/** Slower than these it wants a look. */
const SLOW = { fps: 30, painted: 1_000 } as const;

/** `good`, `look`: it is slow, `act`: it is gone, `new`: it never said anything. */
export type Level = 'good' | 'look' | 'act' | 'new';

export interface ScreenRow {
  id: string;
  name: string;
  level: Level;
  layout: string;
  /** Id of what it plays, where another wall has the same title. */
  wall?: string;
  revision: string;
  size: string;
  beat: string;
  painted: string;
  fps: string;
  heap: string;
  scope: string;
  slow: { fps: boolean; painted: boolean };
}

/** A line of the table: what a screen said of itself, `—` where it said nothing or is gone. `now` is the server's, epoch ms. */
export function rowOf(screen: StandingScreen, now: number | undefined, language: Language): ScreenRow {
  const { beat } = screen;
  const since = beat && now !== undefined ? Math.max(0, now - beat.at) : undefined;
  const gone = since !== undefined && since > GONE_MS;
  const said = gone ? undefined : beat;
  const slow = {
    fps: said?.fps !== undefined && said.fps < SLOW.fps,
    painted: said?.painted !== undefined && said.painted > SLOW.painted,
  };
  const words = since === undefined ? ABSENT : age(since / 1_000, language);
  return {
    id: screen.id,
    name: screen.name,
    level: !beat ? 'new' : gone ? 'act' : slow.fps || slow.painted ? 'look' : 'good',
    layout: screen.layout,
    revision: said?.revision === undefined ? ABSENT : revisionWords(said.revision, language),
    size: beat?.size ? `${beat.size.width} × ${beat.size.height}` : ABSENT,
    beat: gone ? say(language, `断开 ${words}`, `gone ${words}`) : words,
    painted: said?.painted === undefined ? ABSENT : decimal(said.painted, 0, 0),
    fps: said?.fps === undefined ? ABSENT : String(Math.round(said.fps)),
    heap: said?.heap === undefined ? ABSENT : String(Math.round(said.heap / 2 ** 20)),
    scope: scopeWords(screen.scope, language),
    slow,
  };
}

const revisionWords = (revision: number, language: Language) =>
  revision === 0 ? say(language, '模板', 'template') : `r${revision}`;

/** How many stand how, for the head of the page. */
export const countOf = (rows: readonly ScreenRow[], level: Level): number =>
  rows.filter((row) => row.level === level).length;
