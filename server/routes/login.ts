import type { FastifyInstance, FastifyReply } from 'fastify';
import { Failure } from '../../stream/contract/failure.ts';
import type { Credentials } from '../credentials.ts';
import { loginPage, safeNext } from '../loginPage.ts';
import { Buckets } from '../plugins/bucket.ts';
import { isNavigation } from '../plugins/navigation.ts';
import { networkOf } from '../plugins/network.ts';
import { newSession, overTls, sessionCookie } from '../plugins/session.ts';

const LOGIN_BYTES = 4_096;

/** GET and POST /login, POST /logout. An address may try ten times, and then once every six seconds. */
export function login(
  app: FastifyInstance,
  credentials: Credentials,
  secret: string,
  password: string | undefined,
): void {
  const attempts = new Buckets();
  const config = { door: 'open' } as const;
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: LOGIN_BYTES },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );

  app.get<{ Querystring: { next?: string } }>('/login', { config }, async (request, reply) => {
    if (credentials.open) return reply.redirect('/', 303);
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(loginPage(safeNext(request.query.next)));
  });

  app.post<{ Body: { password?: unknown; next?: unknown } | undefined }>(
    '/login',
    { config, bodyLimit: LOGIN_BYTES },
    async (request, reply) => {
      credentials.sameOrigin(request.headers);
      const now = Date.now();
      const wait = attempts.of(networkOf(request.ip), 1 / 6, 10, now).takeOne(now);
      const next = safeNext(request.body?.next);
      if (wait > 0 && isNavigation(request)) return tooMany(reply, next, Math.ceil(wait));
      if (wait > 0)
        throw new Failure('attempts', 'No password is looked at now, a right one neither.', { retryAfter: wait });
      const given = request.body?.password;
      // Anything else is no password, and as a text might be without end.
      if (password === undefined || typeof given !== 'string' || !credentials.isPassword(given))
        return reply
          .code(401)
          .type('text/html; charset=utf-8')
          .header('cache-control', 'no-store')
          .send(loginPage(next, '密码不对 / The password is wrong'));
      const cookie = newSession(secret, password, Date.now());
      return reply.header('set-cookie', sessionCookie(cookie, overTls(request))).redirect(next, 303);
    },
  );

  app.post('/logout', { config }, async (request, reply) => {
    credentials.sameOrigin(request.headers);
    return reply.header('set-cookie', sessionCookie('', overTls(request))).redirect('/login', 303);
  });
}

const tooMany = (reply: FastifyReply, next: string, seconds: number) =>
  reply
    .code(429)
    .headers({ 'retry-after': seconds, 'cache-control': 'no-store' })
    .type('text/html; charset=utf-8')
    .send(loginPage(next, `试得太多，${seconds} 秒后再试 / Too many attempts to log in; try again in ${seconds} s`));
