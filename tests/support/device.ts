import { io, type Socket } from 'socket.io-client';
import type { Problem } from '../../stream/contract/failure.ts';
import type { Snapshot, ToScreen, ToServer, Watch } from '../../stream/contract/live.ts';
import type { PairedScreen, ScreenWish } from '../../stream/contract/screen.ts';
import type { Served } from './served.ts';

export type Client = Socket<ToScreen, ToServer>;
export interface Begun {
  code: string;
  secret: string;
  left: number;
}

/** What a device asks that has no right but the headers it sends. */
export async function ask<T>(server: Served, method: string, path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(server.url + path, { method, headers, redirect: 'manual' });
  const text = await answer.text();
  const json = (answer.headers.get('content-type') ?? '').includes('json');
  return { status: answer.status, headers: answer.headers, body: (json ? JSON.parse(text) : text) as T };
}

export const begin = async (server: Served) => (await ask<Begun>(server, 'POST', '/api/pairings')).body;
export const look = (server: Served, secret: string) =>
  ask<{ state: string } & Problem>(server, 'GET', '/api/pairings/current', { authorization: `Bearer ${secret}` });
export const claim = (server: Served, code: string, wish: Partial<ScreenWish> = {}) =>
  server.ask<PairedScreen & Problem>('POST', '/api/screens', { code, name: '前台', layout: 'promotion', ...wish });
export const cookieIn = (headers: Headers): string => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';

/** A screen that was paired, with the cookie that its browser sends. */
export async function pair(server: Served, wish: Partial<ScreenWish> = {}) {
  const { code, secret } = await begin(server);
  const { body } = await claim(server, code, wish);
  return { screen: body, cookie: cookieIn((await look(server, secret)).headers) };
}

/** The live connection of a browser that sends this cookie. */
export const connectWith = (server: Served, cookie: string): Client =>
  io(server.url, {
    path: '/live',
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    extraHeaders: { cookie },
  });
export const watch = (client: Client, queries: Watch['queries']) =>
  client.timeout(5_000).emitWithAck('watch', { queries, every: 20 }) as Promise<Snapshot & { error?: Problem }>;
