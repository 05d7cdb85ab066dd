import type { IncomingHttpHeaders } from 'node:http';
import { Failure } from '../stream/contract/failure.ts';
import { digestOf, type IngestKey } from '../stream/index.ts';
import { type Config, isLoopback } from './config.ts';
import { cookieOf, isSession, SESSION_COOKIE, same } from './plugins/session.ts';

/** What of the configuration decides who may do what. */
type Known = Pick<Config, 'host' | 'apiToken' | 'adminPassword' | 'ingestKeys' | 'ingestRate'>;

export interface Sender {
  /** Of the ingest key; the default `source` of its events. */
  name: string;
  /** Events a second. */
  rate: number;
}

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

/** Who may do what: ingest keys send, everybody else with a credential views and edits. */
export class Credentials {
  private readonly config: Known;
  private readonly secret: string;
  private readonly fixed = new Map<string, Sender>();
  private kept = new Map<string, Sender>();
  private readonly reread: () => Promise<IngestKey[]>;
  private readAt = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> | undefined;

  /** `reread` reads the keys that are kept in Redis. */
  constructor(config: Known, secret: string, reread: () => Promise<IngestKey[]>) {
    this.config = config;
    this.secret = secret;
    this.reread = reread;
    for (const { name, key } of config.ingestKeys) this.fixed.set(digestOf(key), { name, rate: this.rate(undefined) });
    if (config.apiToken) this.fixed.set(digestOf(config.apiToken), { name: 'api', rate: this.rate(undefined) });
  }

  private rate(own: number | undefined): number {
    return own ?? (this.config.ingestRate || Number.POSITIVE_INFINITY);
  }

  /** Is everything but ingest open to this machine? Only without a password and on loopback. */
  get open(): boolean {
    return this.config.adminPassword === undefined && isLoopback(this.config.host);
  }

  /** Reads the keys in Redis again. */
  refresh(): Promise<void> {
    this.reading ??= this.reread()
      .then((list) => {
        this.kept = new Map(list.map(({ digest, name, rate }) => [digest, { name, rate: this.rate(rate) }]));
      })
      .finally(() => {
        this.reading = undefined;
        this.readAt = performance.now();
      });
    return this.reading;
  }

  /** The holder of an ingest key. A key that is not known is looked up once more, at most four times a second in all. */
  async sender(headers: IncomingHttpHeaders): Promise<Sender> {
    const key = bearer(headers);
    if (key === undefined) throw new Failure('key', 'Send the ingest key as "Authorization: Bearer <key>".');
    const digest = digestOf(key);
    const known = this.fixed.get(digest) ?? this.kept.get(digest);
    if (known) return known;
    if (performance.now() - this.readAt > 250) await this.refresh().catch(() => {});
    const found = this.kept.get(digest);
    if (!found) throw new Failure('key', 'This ingest key is not known.');
    return found;
  }

  /** The name of the ingest key, when there is a good one and it is known already. */
  known(headers: IncomingHttpHeaders): Sender | undefined {
    const key = bearer(headers);
    const digest = key === undefined ? '' : digestOf(key);
    return this.fixed.get(digest) ?? this.kept.get(digest);
  }

  /**
   * Lets a person or a program view and edit, or throws Failure `key`, `host` or `origin`. `token` is one that came
   * another way than in the headers (a socket's `auth`).
   */
  person(headers: IncomingHttpHeaders, writes: boolean, token?: string): void {
    const given = token ?? bearer(headers);
    if (given !== undefined) {
      if (this.config.apiToken !== undefined && same(given, this.config.apiToken)) return;
      throw new Failure('key', 'This token is not known.');
    }
    if (!this.session(headers)) {
      if (!this.open) throw new Failure('key', 'Log in at /login, or send "Authorization: Bearer <token>".');
      const host = hostName(headers.host);
      if (!isLoopback(host) || FORWARDED.some((name) => headers[name] !== undefined))
        throw new Failure('host', 'Set TIDEWALL_ADMIN_PASSWORD to answer requests that come from elsewhere.');
    }
    if (writes) this.sameOrigin(headers);
  }

  /** Throws Failure('origin') when a page of another site asks: the browser would lend it this site's rights. */
  sameOrigin(headers: IncomingHttpHeaders): void {
    const { origin, host } = headers;
    if (headers['sec-fetch-site'] === 'cross-site') throw new Failure('origin');
    if (origin === undefined) return;
    if (origin === 'null' || !URL.canParse(origin) || new URL(origin).host !== host) throw new Failure('origin');
  }

  session(headers: IncomingHttpHeaders, now = Date.now()): boolean {
    const value = cookieOf(headers.cookie, SESSION_COOKIE);
    const { adminPassword } = this.config;
    return value !== undefined && adminPassword !== undefined && isSession(value, this.secret, adminPassword, now);
  }

  isPassword(given: string): boolean {
    return this.config.adminPassword !== undefined && same(given, this.config.adminPassword);
  }
}

function bearer({ authorization }: IncomingHttpHeaders): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}

function hostName(host: string | undefined): string {
  const bare = (host ?? '').replace(/:\d+$/, '');
  return bare.startsWith('[') ? bare.slice(1, -1) : bare.toLowerCase();
}
