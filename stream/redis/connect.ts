import { Cluster, Redis } from 'ioredis';

export type Connection = Redis | Cluster;

export interface ConnectOptions {
  /** Shown by CLIENT LIST. */
  name?: string;
  /** A command without an answer for so long is rejected, ms. */
  timeout?: number;
  /** Every connection error comes here; a connection goes on trying by itself. */
  onError?: (error: Error) => void;
}

/** A line that owes answers for so much longer than a command waits, and brings nothing at all, is dead, ms. */
const DEAD_MS = 1_000;
/** Between two reconnections of a process because it speaks with a replica, ms. */
const DEMOTED_MS = 500;

/** The URL of a unix socket, whatever signs its path has. */
export const unixUrl = (path: string): string => `unix://${path.split('/').map(encodeURIComponent).join('/')}`;

/** Pause before the n-th attempt to reconnect, ms: doubling from 10 to 500. */
export const backoff = (attempt: number): number => Math.min(500, 5 * 2 ** Math.min(attempt, 10));

/** The open connections of this process to one Redis. */
class Lines {
  private readonly open = new Set<Redis>();
  private renewedAt = Number.NEGATIVE_INFINITY;

  add(line: Redis): void {
    this.open.add(line);
    line.once('end', () => this.open.delete(line));
  }

  /** Makes all of them anew: those that only read would not notice that they read what no longer changes. */
  renew(): void {
    if (performance.now() - this.renewedAt < DEMOTED_MS) return;
    this.renewedAt = performance.now();
    for (const line of this.open) line.disconnect(true);
  }
}
const lines = new Map<string, Lines>();

function linesTo(url: string): Lines {
  const known = lines.get(url) ?? new Lines();
  lines.set(url, known);
  return known;
}

/**
 * Opens a connection to `redis://`, `rediss://`, `unix:///path/of.sock`, or to the cluster behind several comma-separated
 * URLs. It reconnects for ever; a command under way when the connection breaks is rejected, never sent twice: whether it
 * may be repeated is for its caller to know. One that the other side has silently left (a power cut, a firewall) breaks
 * after `timeout` and a second, and one that leads to a Redis that has become a replica leads to its successor.
 */
export function connect(url: string, { name = 'tidewall', timeout = 5_000, onError }: ConnectOptions = {}): Connection {
  const options = {
    protocol: 2 as const, // replies have one shape from every command
    connectionName: name,
    disableClientInfo: true,
    maxRetriesPerRequest: 0,
    commandTimeout: timeout,
    socketTimeout: timeout + DEAD_MS,
    connectTimeout: 5_000,
    autoResubscribe: false, // its own attempt has nobody to catch it when the connection breaks again: see subscribe
    maxLoadingRetryTime: 25, // a Redis that loads its files is asked again so often, ms
  };
  const urls = url.split(',').map((part) => part.trim());
  const first = new URL(urls[0] ?? '');
  let connection: Connection;
  if (urls.length > 1) {
    connection = new Cluster(
      urls.map((each) => ({ host: hostOf(new URL(each)), port: Number(new URL(each).port || 6379) })),
      {
        redisOptions: { ...options, ...access(first) },
        clusterRetryStrategy: backoff,
        slotsRefreshInterval: 5_000,
      },
    );
  } else {
    const others = linesTo(url);
    const reconnectOnError = ({ message }: Error) => {
      if (/^READONLY\b/.test(message)) others.renew();
      return false; // renewed with the others
    };
    connection = new Redis({ ...options, retryStrategy: backoff, reconnectOnError, ...place(first), ...access(first) });
    others.add(connection);
  }
  connection.on('error', onError ?? (() => {}));
  return connection;
}

function place(url: URL): { path: string } | { host: string; port: number; db?: number } {
  if (url.protocol === 'unix:') return { path: decodeURIComponent(url.pathname) };
  const db = url.pathname.slice(1);
  return { host: hostOf(url), port: Number(url.port || 6379), ...(db ? { db: Number(db) } : {}) };
}

/** A URL writes an IPv6 address in brackets. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

function access(url: URL): { username?: string; password?: string; tls?: { servername: string } } {
  return {
    ...(url.username ? { username: decodeURIComponent(url.username) } : {}),
    ...(url.password ? { password: decodeURIComponent(url.password) } : {}),
    ...(url.protocol === 'rediss:' ? { tls: { servername: hostOf(url) } } : {}),
  };
}

const RESUBSCRIBE_MS = 100;
/** A line that only hears asks so often whether there is still somebody, ms. */
const ASK_MS = 1_000;

/**
 * Subscribes to channels now and again whenever the connection was made anew. Resolves with the first success, rejects
 * when the connection is closed before. `renewed` is called after every later one: what was said in between is lost.
 */
export function subscribe(connection: Connection, channels: string[], renewed = () => {}): Promise<void> {
  return new Promise((resolve, reject) => {
    let first = true;
    const attempt = async () => {
      if (connection.status !== 'ready') return; // the next `ready` tries
      try {
        await connection.subscribe(...channels);
      } catch {
        setTimeout(attempt, RESUBSCRIBE_MS).unref(); // too slow an answer leaves the connection as it is
        return;
      }
      if (first) resolve();
      else renewed();
      first = false;
    };
    connection.on('ready', attempt);
    const asking = setInterval(() => {
      if (connection.status === 'ready') connection.ping().catch(() => {}); // the connection breaks by itself
    }, ASK_MS).unref();
    connection.once('end', () => {
      clearInterval(asking);
      reject(new Error('Connection is closed.'));
    });
    void attempt();
  });
}

const AGAIN_MS = 250;

/**
 * Asks whenever another Redis may stand behind the connection: after each reconnection, in a cluster when a node went; again
 * until that resolves. Returns what ends it.
 */
export function onRenewal(connection: Connection, ask: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let before = Promise.resolve(); // one after the other: a node is told of more than once
  const attempt = () => {
    clearTimeout(timer);
    before = before.then(ask).catch(() => {
      if (connection.status !== 'end') timer = setTimeout(attempt, AGAIN_MS).unref();
    });
  };
  const event = connection instanceof Cluster ? '-node' : 'ready';
  connection.on(event, attempt);
  return () => {
    clearTimeout(timer);
    connection.off(event, attempt);
  };
}

/** The masters of a cluster, or the one connection itself. */
export function masters(connection: Connection): Redis[] {
  return connection instanceof Cluster ? connection.nodes('master') : [connection];
}

/** Closes at once; commands under way are rejected. */
export function disconnect(connection: Connection): void {
  connection.disconnect();
}

/** Why a command failed, in words for a person. */
export function reasonAway(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'MaxRetriesPerRequestError' ? 'Redis does not answer.' : error.message;
}

/** What a Redis answers that cannot do what it is asked just now: it is full, loads its files, or is no master any more. */
const NOT_NOW = /^(OOM|LOADING|MISCONF|READONLY|CLUSTERDOWN|MASTERDOWN|TRYAGAIN|NOREPLICAS|BUSY|EXECABORT)\b/;

/** Whether a command failed because Redis is away or not able to answer just now, not because the command was wrong. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, message } = error;
  if (name === 'ReplyError') return NOT_NOW.test(message);
  return (
    /^(MaxRetriesPerRequestError|ClusterAllFailedError)$/.test(name) ||
    /^(Connection is closed\.|Command timed out|Stream isn't writeable)/.test(message)
  );
}
