import Fastify from 'fastify';
import { readConfig } from '../../server/config.ts';
import { type Running, startServer } from '../../server/start.ts';
import type { Problem } from '../../stream/contract/failure.ts';

export { eventually } from './eventually.ts';

export const KEY = 'a-key-of-the-tests';
export const TOKEN = 'a-token-of-the-tests';

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}
export interface Outcome {
  accepted: number;
  late: number;
  rejected: { index: number; id: string; code: string; path: string; message: string }[];
}

/** A server in this process, on a port of its own, and ways to ask it. */
export interface Served extends Running {
  /** Sends events; a Buffer or text as it is, anything else as JSON. */
  post<T = Outcome & Problem>(body: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  /** Asks with the API token. */
  ask<T>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
}

const quiet = () => Fastify({ logger: { level: process.env.TEST_LOG ?? 'silent' } }).log;

/** Starts a server on a Redis; `env` adds to its environment. */
export async function serve(redis: string, env: Record<string, string> = {}): Promise<Served> {
  const config = readConfig({
    PORT: '0',
    REDIS_URL: redis,
    TIDEWALL_ROLE: 'server',
    TIDEWALL_INGEST_KEYS: `test:${KEY}`,
    TIDEWALL_API_TOKEN: TOKEN,
    ...env,
  });
  const running = await startServer(config, quiet());
  const send = async <T>(method: string, path: string, headers: Record<string, string>, body?: BodyInit) => {
    const answer = await fetch(running.url + path, { method, headers, ...(body === undefined ? {} : { body }) });
    const text = await answer.text();
    const json = (answer.headers.get('content-type') ?? '').includes('json') && text !== '';
    return { status: answer.status, headers: answer.headers, body: (json ? tryJson(text) : text) as T };
  };
  return {
    ...running,
    post: (body, headers = {}) =>
      send(
        'POST',
        '/api/events',
        { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', ...headers },
        typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
      ),
    ask: (method, path, body, headers = {}) =>
      send(
        method,
        path,
        {
          authorization: `Bearer ${TOKEN}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body === undefined ? undefined : JSON.stringify(body),
      ),
  };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // NDJSON
  }
}

let made = 0;
/** An order that is placed and counts; every call another one. */
export function order(more: Record<string, unknown> = {}): Record<string, unknown> {
  const id = `o-${made++}-${process.pid}`;
  return {
    type: 'order.created',
    id: `e-${id}`,
    at: Date.now(),
    order: id,
    shop: 'flagship',
    channel: 'tmall',
    amount: '299.00',
    lines: [{ sku: 'S1', quantity: 1, amount: '299.00' }],
    ...more,
  };
}
