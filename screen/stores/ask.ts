import type { Problem } from '../../stream/contract/failure.ts';
import { authorHeader } from './author.ts';

/** What a request came to. Status 0: the server was not reached, so nothing is known of it. */
export type Outcome<T> =
  | { ok: true; body: T; etag: string; headers: Headers }
  | { ok: false; status: number; problem: Problem | undefined };

/** The version that an answer brings. Proxies that compress on the way mark it weak; upon a weak one nothing can be saved. */
export const etagOf = ({ headers }: { headers: Headers }): string => (headers.get('etag') ?? '').replace(/^W\//, '');

export interface Request {
  body?: unknown;
  /** The version this was made upon. */
  etag?: string;
  /** Only where nothing stands yet. */
  fresh?: boolean;
}

/** Asks the server once for JSON, in the name of the person at this browser. Never throws: a refusal brings the server's own problem, a network that is away status 0. */
export async function ask<T>(method: string, path: string, { body, etag, fresh }: Request = {}): Promise<Outcome<T>> {
  try {
    const response = await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(etag ? { 'if-match': etag } : {}),
        ...(fresh ? { 'if-none-match': '*' } : {}),
        ...(method === 'GET' ? {} : authorHeader()),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = text === '' ? undefined : (JSON.parse(text) as unknown);
    if (response.ok) return { ok: true, body: json as T, etag: etagOf(response), headers: response.headers };
    return { ok: false, status: response.status, problem: json as Problem };
  } catch {
    return { ok: false, status: 0, problem: undefined };
  }
}
