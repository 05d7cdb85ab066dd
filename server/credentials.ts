import type { IncomingHttpHeaders } from 'node:http';
import { Failure } from '../stream/contract/failure.ts';
import { digestOf, type IngestKey } from '../stream/index.ts';
import { type Config, isLoopback } from './config.ts';
import { Lookup } from './lookup.ts';
import { cookieOf, isSession, SESSION_COOKIE, same } from './plugins/session.ts';

/** What of the configuration decides who may do what. */
type Known = Pick<Config, 'host' | 'apiToken' | 'adminPassword' | 'ingestKeys' | 'ingestRate'>;

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
  private readonly lookup: Lookup;

  /** `reread` reads the keys that are kept in Redis. */
  constructor(config: Known, secret: string, reread: () => Promise<IngestKey[]>) {
    this.config = config;
    this.secret = secret;
    this.lookup = new Lookup(async () => {
      const list = await reread();
      this.kept = new Map(list.map(({ digest, name, rate }) => [digest, { name, rate: this.rate(rate) }]));
    });
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
    return this.lookup.read();
  }

  /** The holder of an ingest key. One that is not known is looked up in Redis before it is refused. */
  async sender(headers: IncomingHttpHeaders): Promise<Sender> {
    const key = bearer(headers);
    if (key === undefined) throw new Failure('key', 'Send the ingest key as "Authorization: Bearer <key>".');
    const digest = digestOf(key);
    const known = this.fixed.get(digest) ?? this.kept.get(digest);
    if (known) return known;
    await this.lookup.look();
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
