import type { IncomingHttpHeaders } from 'node:http';
import { Failure } from '../stream/contract/failure.ts';
import { digestOf, type IngestKey } from '../stream/index.ts';
import { type Config, isLoopback } from './config.ts';
import { cookieOf, isSession, SESSION_COOKIE, same } from './plugins/session.ts';

/** What of the configuration decides who may do what. */
type Known = Pick<Config, 'host' | 'apiToken' | 'adminPassword' | 'ingestKeys' | 'ingestRate'>;

/** Between two readings of the keys on account of one that is not known, ms: guessing must not load Redis. */
const LOOK_MS = 250;

export interface Sender {
  /** Of the ingest key; the default `source` of its events. */
  name: string;
  /** Events a second. */
  rate: number;
}

/** Headers by which proxies say for whom they ask. */
const FORWARDED =
  /^(forwarded|via|x-forwarded(-.+)?|x-original-(for|host|proto)|x-(real|client|cluster-client)-ip|(true|fastly)-client-ip|cf-connecting-ip(v6)?|x-envoy-external-address)$/;

/** Who may do what: ingest keys send, everybody else with a credential views and edits. */
export class Credentials {
  private readonly config: Known;
  private readonly secret: string;
  private readonly fixed = new Map<string, Sender>();
  private kept = new Map<string, Sender>();
  private readonly reread: () => Promise<IngestKey[]>;
  private readAt = Number.NEGATIVE_INFINITY;
  private looking: Promise<void> | undefined;

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
  async refresh(): Promise<void> {
    this.readAt = performance.now();
    const list = await this.reread();
    this.kept = new Map(list.map(({ digest, name, rate }) => [digest, { name, rate: this.rate(rate) }]));
  }

  /** Reads them again, but not sooner than LOOK_MS after the last time, however many ask. */
  private look(): Promise<void> {
    this.looking ??= new Promise((resolve) => setTimeout(resolve, this.readAt + LOOK_MS - performance.now()))
      .then(() => this.refresh())
      .finally(() => {
        this.looking = undefined;
      });
    return this.looking;
  }

  /** The holder of an ingest key. One that is not known is looked up in Redis before it is refused. */
  async sender(headers: IncomingHttpHeaders): Promise<Sender> {
    const key = bearer(headers);
    if (key === undefined) throw new Failure('key', 'Send the ingest key as "Authorization: Bearer <key>".');
    const digest = digestOf(key);
    const known = this.fixed.get(digest) ?? this.kept.get(digest);
    if (known) return known;
    await this.look().catch(() => {}); // Redis is away: what is known goes on to count
    const found = this.kept.get(digest);
    if (!found) throw new Failure('key', 'This ingest key is not known.');
    return found;
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
      if (!isLoopback(host) || Object.keys(headers).some((name) => FORWARDED.test(name)))
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
