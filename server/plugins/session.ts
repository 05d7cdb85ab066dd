import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export const SESSION_COOKIE = 'tidewall';
export const SESSION_MS = 7 * 86_400_000;

const sign = (secret: string, password: string, expires: string) =>
  createHmac('sha256', createHmac('sha256', secret).update(`session ${password}`).digest())
    .update(expires)
    .digest('base64url');

/** What a session cookie holds: when it ends, signed. It ends early when the password or the secret changes. */
export function newSession(secret: string, password: string, now: number): string {
  const expires = String(now + SESSION_MS);
  return `${expires}.${sign(secret, password, expires)}`;
}

export function isSession(value: string, secret: string, password: string, now: number): boolean {
  const [expires = '', mark = ''] = value.split('.');
  return same(mark, sign(secret, password, expires)) && Number(expires) > now;
}

/** Compares in a time that tells nothing about where two texts differ. */
export function same(given: string, expected: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** The value of one cookie of a `Cookie` header. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

/** Whether a request came over TLS, here or as far as a proxy. */
export const overTls = ({ protocol, headers }: { protocol: string; headers: IncomingHttpHeaders }): boolean =>
  protocol === 'https' || headers['x-forwarded-proto'] === 'https';

/** Strict: sent to this site only, never readable by a script, and over TLS only when it came over TLS. */
export function sessionCookie(value: string, secure: boolean): string {
  const age = value === '' ? 0 : SESSION_MS / 1000;
  return `${SESSION_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${age}${secure ? '; Secure' : ''}`;
}
