import type { Claim } from './claim.ts';

/** Redis's configuration file: durable, private to this user, never evicting; `more` overrides. */
export function configuration(
  { directory, socket }: Claim,
  durability: 'safe' | 'fast',
  more: Record<string, string> = {},
): string {
  const quoted = (path: string) => `"${path.replace(/["\\]/g, '\\$&')}"`;
  const lines: Record<string, string> = {
    port: '0',
    unixsocket: quoted(socket),
    unixsocketperm: '700',
    dir: quoted(directory),
    daemonize: 'no',
    pidfile: quoted(`${directory}/redis.pid`),
    loglevel: 'notice',
    logfile: '""',
    save: '""',
    appendonly: 'yes',
    appendfsync: durability === 'safe' ? 'always' : 'everysec',
    'maxmemory-policy': 'noeviction',
    'client-output-buffer-limit': 'pubsub 256mb 128mb 30',
    'auto-aof-rewrite-min-size': '256mb',
    // A sixth of the disk saved by it would be twice the time to load.
    rdbcompression: 'no',
    hz: '50', // blocked reads time out on this clock
    ...more,
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name} ${value}\n`)
    .join('');
}
