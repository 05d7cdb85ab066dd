import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type PairedScreen, ScreenBeat, ScreenWish } from '../contract/screen.ts';
import type { Connection } from './connect.ts';
import { announce } from './control.ts';
import { removeScreen } from './functions/removeScreen.ts';
import { type ScreenSaved, saveScreen } from './functions/saveScreen.ts';
import { keys } from './keys.ts';
import type { Library } from './library.ts';

const Stored = ScreenWish.extend({ id: z.string(), pairedAt: z.number() });

/** A screen as it is kept, and what tells this version of it from others. */
export type KeptScreen = PairedScreen & { version: string };

const versionOf = (text: string): string => createHash('sha1').update(text).digest('hex');

/** All screens, by name. */
export async function readScreens(connection: Connection): Promise<KeptScreen[]> {
  const stored = await connection.hgetall(keys.screens);
  return Object.values(stored)
    .flatMap((text) => {
      const screen = Stored.safeParse(JSON.parse(text));
      return screen.success ? [{ ...screen.data, version: versionOf(text) }] : [];
    })
    .sort((a, b) => (a.name === b.name ? a.pairedAt - b.pairedAt : a.name < b.name ? -1 : 1));
}

/** Digests of the credentials that count, to the ids of their screens. */
export async function readCredentials(connection: Connection): Promise<Map<string, string>> {
  const stored = await connection.hgetall(keys.credentials);
  return new Map(Object.entries(stored).map(([id, digest]) => [digest, id]));
}

/** Changes a screen of the version `expected`, 'any' for whichever stands there, and tells every server; its new version. */
export async function changeScreen(
  library: Library,
  connection: Connection,
  screen: PairedScreen,
  expected = 'any',
): Promise<{ version: string } | Exclude<ScreenSaved, 'ok'>> {
  const text = JSON.stringify(screen);
  const saved = await saveScreen(library, screen.id, text, expected);
  if (saved !== 'ok') return saved;
  await announce(connection, { changed: 'screens' });
  return { version: versionOf(text) };
}

/** Takes the credential of a screen of the version `expected` back, 'any' for whichever stands there, and tells every server. */
export async function revokeScreen(
  library: Library,
  connection: Connection,
  id: string,
  expected = 'any',
): Promise<ScreenSaved> {
  const removed = await removeScreen(library, id, expected);
  if (removed !== 'conflict') await announce(connection, { changed: 'screens' });
  return removed;
}

/** Keeps what a screen said of itself last, for all servers. */
export async function keepBeat(connection: Connection, id: string, beat: ScreenBeat): Promise<void> {
  await connection.hset(keys.beats, id, JSON.stringify(beat));
}

/** What screens said of themselves last, by their ids. */
export async function readBeats(connection: Connection): Promise<Map<string, ScreenBeat>> {
  const stored = await connection.hgetall(keys.beats);
  return new Map(
    Object.entries(stored).flatMap(([id, text]) => {
      const beat = ScreenBeat.safeParse(JSON.parse(text));
      return beat.success ? [[id, beat.data] as const] : [];
    }),
  );
}
