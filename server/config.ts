import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Refusal } from '../stream/contract/failure.ts';
import type { Settings } from '../stream/contract/settings.ts';
import { proxies } from './proxies.ts';

export const ROLES = ['all', 'server', 'aggregator'] as const;
export type Role = (typeof ROLES)[number];

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
/** Is this host name or address only reachable from the machine itself? */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

const within = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `a whole number from ${from} to ${to}`)
    .transform(Number)
    .refine((value) => value >= from && value <= to, `a whole number from ${from} to ${to}`);
const integer = (from: number, to: number, otherwise: number) => within(from, to).default(otherwise);
const oneOf = <const T extends readonly [string, ...string[]]>(values: T, otherwise: T[number]) =>
  z.enum(values, { error: `one of ${values.join(', ')}` }).default(otherwise as never);
const secret = z.string().max(512, 'at most 512 characters').optional();
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

// A key or token goes over the wire as a header's word: what is no printable ASCII would never be recognized.
const PAIR = /^([A-Za-z0-9][A-Za-z0-9._-]{0,63}):[!-+\--~]{1,256}$/;
const token = z
  .string()
  .regex(/^[!-~]{1,512}$/, 'at most 512 letters, digits and signs without a space')
  .optional();
const pairs = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .refine((parts) => parts.every((part) => PAIR.test(part)), 'name:key pairs, comma-separated')
  .transform((parts) =>
    parts.map((part) => ({ name: part.split(':')[0] ?? '', key: part.slice(part.indexOf(':') + 1) })),
  )
  .default([]);

const REDIS = /^(rediss?:\/\/[^\s,]+|unix:\/\/\/[^\s,]+)(\s*,\s*rediss?:\/\/[^\s,]+)*$/;
const addressesOf = (urls: string): string[] => urls.split(',').map((part) => part.trim());
/** Where redis:// or rediss:// URLs (several = a cluster) or a unix socket can be; a port out of range is no address. */
export const isRedisUrl = (urls: string): boolean =>
  REDIS.test(urls) && addressesOf(urls).every((each) => URL.canParse(each));
/** Of one Redis, and of a cluster, where each partition has a node to live on. */
const PARTITIONS = 4;
const CLUSTER_PARTITIONS = 64;
const isZone = (zone: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
};

const Environment = z.object({
  TIDEWALL_ROLE: oneOf(ROLES, 'all'),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]{1,253}$/, 'a host name or an IP address')
    .default('127.0.0.1'),
  PORT: integer(0, 65_535, 7070),
  REDIS_URL: z
    .string()
    .refine(isRedisUrl, 'redis://… or rediss://… with a host and a port, several comma-separated for a cluster')
    .optional(),
  TIDEWALL_DATA: z.string().default('./data'),
  TIDEWALL_PARTITIONS: within(1, 1024).optional(),
  TIDEWALL_TIMEZONE: z.string().refine(isZone, 'an IANA time zone such as Asia/Shanghai').default('Asia/Shanghai'),
  TIDEWALL_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'three capital letters such as CNY')
    .default('CNY'),
  TIDEWALL_MONEY_DIGITS: integer(0, 4, 2),
  TIDEWALL_RETENTION_DAYS: integer(1, 3650, 30),
  TIDEWALL_DURABILITY: oneOf(['safe', 'fast'], 'safe'),
  TIDEWALL_INGEST_KEYS: pairs,
  TIDEWALL_INGEST_RATE: integer(0, 100_000_000, 1_000_000),
  TIDEWALL_TRUST_PROXY: proxies.optional(),
  TIDEWALL_API_TOKEN: token,
  TIDEWALL_ADMIN_PASSWORD: secret,
  TIDEWALL_SECRET: secret,
  TIDEWALL_LOG: oneOf(LOG_LEVELS, 'info'),
  TIDEWALL_NO_INSTALL: oneOf(['0', '1'], '0'),
});

/** These may stand in a file instead, named by the variable with `_FILE` behind it. */
const FROM_FILE = ['TIDEWALL_INGEST_KEYS', 'TIDEWALL_API_TOKEN', 'TIDEWALL_ADMIN_PASSWORD', 'TIDEWALL_SECRET'];

export interface Config {
  role: Role;
  host: string;
  port: number;
  /** Unset: the embedded Redis under `data`. */
  redis: string | undefined;
  data: string;
  settings: Settings;
  durability: 'safe' | 'fast';
  ingestKeys: readonly { name: string; key: string }[];
  /** Events a second that a key may send to one server when it has no rate of its own; 0 = any number. */
  ingestRate: number;
  /** Whose word is taken for whom they ask: so many proxies in front, or these; nobody's when it is unset. */
  trustProxy: number | string[] | undefined;
  apiToken: string | undefined;
  adminPassword: string | undefined;
  secret: string | undefined;
  /** May a missing redis-server be installed? */
  install: boolean;
}

/** How much is logged: what the environment says, `info` where that is no level: the complaint itself must be heard. */
export const logLevelOf = ({ TIDEWALL_LOG }: Record<string, string | undefined>): string =>
  LOG_LEVELS.find((level) => level === TIDEWALL_LOG) ?? 'info';

/**
 * Reads and checks the whole environment; an empty variable is an unset one. Throws one Refusal that names every bad
 * variable and what was expected, never the value of a secret.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const complaints: string[] = [];
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) if (value !== undefined && value !== '') given[name] = value;
  for (const name of FROM_FILE) {
    const path = given[`${name}_FILE`];
    if (path === undefined) continue;
    if (given[name] !== undefined) complaints.push(`${name}: set either ${name} or ${name}_FILE, not both`);
    try {
      given[name] = readFileSync(path, 'utf8').trim();
      // Unlike an empty variable: whoever names a file means to be protected by what stands in it.
      if (given[name] === '') complaints.push(`${name}_FILE: a file that holds something; ${path} is empty`);
    } catch {
      complaints.push(`${name}_FILE: a file that can be read`);
    }
  }
  const parsed = Environment.safeParse(given);
  for (const issue of parsed.error?.issues ?? []) complaints.push(`${issue.path.join('.')}: ${issue.message}`);
  const host = given.HOST ?? '127.0.0.1';
  if (!isLoopback(host) && !given.TIDEWALL_ADMIN_PASSWORD)
    complaints.push(`TIDEWALL_ADMIN_PASSWORD: required, because HOST ${host} can be reached from other machines`);
  if (complaints.length > 0 || !parsed.success)
    throw new Refusal(`The configuration is not usable. ${complaints.join('; ')}.`);
  const env = parsed.data;
  return {
    role: env.TIDEWALL_ROLE,
    host: env.HOST,
    port: env.PORT,
    redis: env.REDIS_URL,
    data: env.TIDEWALL_DATA,
    settings: {
      partitions:
        env.TIDEWALL_PARTITIONS ?? (addressesOf(env.REDIS_URL ?? '').length > 1 ? CLUSTER_PARTITIONS : PARTITIONS),
      timezone: env.TIDEWALL_TIMEZONE,
      currency: env.TIDEWALL_CURRENCY,
      digits: env.TIDEWALL_MONEY_DIGITS,
      retentionDays: env.TIDEWALL_RETENTION_DAYS,
    },
    durability: env.TIDEWALL_DURABILITY,
    ingestKeys: env.TIDEWALL_INGEST_KEYS,
    ingestRate: env.TIDEWALL_INGEST_RATE,
    trustProxy: env.TIDEWALL_TRUST_PROXY,
    apiToken: env.TIDEWALL_API_TOKEN,
    adminPassword: env.TIDEWALL_ADMIN_PASSWORD,
    secret: env.TIDEWALL_SECRET,
    install: env.TIDEWALL_NO_INSTALL === '0',
  };
}
