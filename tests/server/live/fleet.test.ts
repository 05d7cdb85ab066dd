import { expect, test } from 'vitest';
import { Fleet, LINES_MOST } from '../../../server/live/fleet.ts';
import type { Screen } from '../../../server/live/screens.ts';

const MINUTE = 60_000;
const playing = { id: 'tv', name: 'Lobby', layout: 'promotion', pairedAt: 0 };

/** Connections of one paired screen, each by when it came (ms), and which of them were ended. */
function lines() {
  const fleet = new Fleet({ get: () => playing, playing: () => undefined } as never, () => {});
  const ended: number[] = [];
  const come = (at: number) => {
    const disconnect = () => {
      ended.push(at);
      fleet.remove(screen);
    };
    const screen = { data: { display: 'tv' }, emit: () => true, disconnect } as unknown as Screen;
    fleet.add(screen, 'tv', at);
    return screen;
  };
  return { fleet, ended, come };
}

test('one that stands for a minute makes room, a younger one does not: nobody ends another without end', () => {
  const { ended, come } = lines();
  for (let at = 0; at < LINES_MOST; at++) come(at);
  expect(ended).toEqual([]);
  for (const at of [1_000, MINUTE]) come(at);
  expect(ended).toEqual([1_000, MINUTE]);
  come(MINUTE + 0.5);
  come(MINUTE + 0.75);
  expect(ended).toEqual([1_000, MINUTE, 0, MINUTE + 0.75]);
});

test('a connection that was ended asks for nothing any more', () => {
  const { fleet, ended, come } = lines();
  for (let at = 0; at < LINES_MOST; at++) come(at);
  const late = come(10);
  expect(ended).toEqual([10]);
  expect(() => fleet.ask(late, [{ metrics: ['gmv'], window: 'today' }])).toThrow(/ended/);
});
