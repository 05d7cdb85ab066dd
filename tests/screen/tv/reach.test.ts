import { expect, test } from 'vitest';
import { isOwn } from '../../../screen/tv/reach.ts';

test('what leads a phone to itself is no address to scan; a name or an address in the network is', () => {
  for (const name of [
    'localhost',
    'wall.localhost',
    'localhost.',
    '127.0.0.1',
    '127.1.2.3',
    '0.0.0.0',
    '[::1]',
    '[::]',
  ])
    expect([name, isOwn(name)]).toEqual([name, true]);
  for (const name of ['tidewall', '192.168.1.20', '10.127.0.1', 'localhost.example', '[fd00::1]', '127.example'])
    expect([name, isOwn(name)]).toEqual([name, false]);
});
