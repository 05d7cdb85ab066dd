import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { logLevelOf, readConfig } from '../../server/config.ts';
import { Refusal } from '../../stream/contract/failure.ts';

const complaint = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  return '';
};

describe('the configuration', () => {
  test('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({
      role: 'all',
      host: '127.0.0.1',
      port: 7070,
      redis: undefined,
      settings: { partitions: 4, timezone: 'Asia/Shanghai', currency: 'CNY', digits: 2, retentionDays: 30 },
      durability: 'safe',
      ingestKeys: [],
    });
  });

  test('names every bad variable and what was expected in one message', () => {
    const message = complaint({
      PORT: '70700',
      TIDEWALL_MONEY_DIGITS: '2.5',
      TIDEWALL_TIMEZONE: 'Mars/Olympus',
      TIDEWALL_CURRENCY: 'yuan',
      TIDEWALL_ROLE: 'both',
      REDIS_URL: 'http://localhost',
      TIDEWALL_INGEST_KEYS: 'nokey',
    });
    expect(message).toContain('PORT: a whole number from 0 to 65535');
    expect(message).toContain('TIDEWALL_MONEY_DIGITS: a whole number from 0 to 4');
    expect(message).toContain('TIDEWALL_TIMEZONE: an IANA time zone such as Asia/Shanghai');
    expect(message).toContain('TIDEWALL_CURRENCY: three capital letters');
    expect(message).toContain('TIDEWALL_ROLE: one of all, server, aggregator');
    expect(message).toContain('REDIS_URL: redis://');
    expect(message).toContain('TIDEWALL_INGEST_KEYS: name:key pairs');
  });

  test('never shows the value of a secret', () => {
    expect(complaint({ TIDEWALL_SECRET: 'x'.repeat(513), PORT: 'x' })).not.toContain('xxx');
    expect(complaint({ TIDEWALL_INGEST_KEYS: 'shop:hu sh', PORT: 'x' })).not.toContain('hu sh');
  });

  test('requires an admin password as soon as other machines can reach the server', () => {
    expect(complaint({ HOST: '0.0.0.0' })).toContain('TIDEWALL_ADMIN_PASSWORD: required, because HOST 0.0.0.0');
    expect(readConfig({ HOST: '0.0.0.0', TIDEWALL_ADMIN_PASSWORD: 'a long password' }).host).toBe('0.0.0.0');
    expect(readConfig({ HOST: '::1' }).host).toBe('::1');
  });

  test('reads secrets from files, and refuses a file that is not there', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'tidewall-')), 'keys');
    writeFileSync(path, 'shop:longenough, rehearsal:alsolong:with-colon\n');
    expect(readConfig({ TIDEWALL_INGEST_KEYS_FILE: path }).ingestKeys).toEqual([
      { name: 'shop', key: 'longenough' },
      { name: 'rehearsal', key: 'alsolong:with-colon' },
    ]);
    expect(complaint({ TIDEWALL_API_TOKEN_FILE: '/nowhere' })).toContain('TIDEWALL_API_TOKEN_FILE: a file');
  });

  test.each(['TIDEWALL_INGEST_KEYS', 'TIDEWALL_API_TOKEN', 'TIDEWALL_ADMIN_PASSWORD', 'TIDEWALL_SECRET'])(
    'refuses an empty file for %s: nobody means to be protected by nothing',
    (name) => {
      const path = join(mkdtempSync(join(tmpdir(), 'tidewall-')), 'empty');
      writeFileSync(path, '\n');
      expect(complaint({ [`${name}_FILE`]: path })).toContain(`${name}_FILE: a file that holds something`);
    },
  );

  test('refuses tokens and keys that no header can carry', () => {
    for (const token of ['two words', '密码'])
      expect(complaint({ TIDEWALL_API_TOKEN: token })).toContain('TIDEWALL_API_TOKEN: at most 512');
    expect(complaint({ TIDEWALL_INGEST_KEYS: 'shop:密码' })).toContain('TIDEWALL_INGEST_KEYS: name:key pairs');
  });

  test('trusts no proxy unless told how many or which stand in front', () => {
    const trusted = (value: string) => readConfig({ TIDEWALL_TRUST_PROXY: value }).trustProxy;
    expect([readConfig({}).trustProxy, trusted('')]).toEqual([undefined, undefined]);
    expect(trusted('1')).toBe(1);
    expect(trusted('10.0.0.7, 10.1.0.0/16,fd00::/8, loopback')).toEqual([
      '10.0.0.7',
      '10.1.0.0/16',
      'fd00::/8',
      'loopback',
    ]);
    for (const value of [
      '0',
      '17',
      '-1',
      'true',
      '10.0.0',
      '10.0.0.0/33',
      '10.0.0.0/0',
      '10.0.0.0/08',
      '10.0.0.0/8/32',
      '10.0.0.0/255.0.0.0',
      'fd00::/129',
      '::/0',
      'loopback/8',
      'proxy.example',
      '10.0.0.7,',
      '1,2',
    ])
      expect([value, complaint({ TIDEWALL_TRUST_PROXY: value })]).toEqual([
        value,
        expect.stringContaining('TIDEWALL_TRUST_PROXY: how many proxies stand in front (1 to 16), or their addresses'),
      ]);
  });

  test.each(['::ffff:10.0.0.0/96', '::FFFF:a00:0/96', '0:0:0:0:0:ffff:10.0.0.0/104', '10.0.0.7, ::ffff:0:0/120'])(
    'refuses %s: a network of IPv4 addresses is written as IPv4',
    (value) => {
      expect(complaint({ TIDEWALL_TRUST_PROXY: value })).toContain(
        'TIDEWALL_TRUST_PROXY: expected a network of IPv4 addresses written as IPv4, such as 10.0.0.0/8, got ',
      );
    },
  );

  test('trusts one proxy where one is named, in whichever notation, and whole networks only by their first address', () => {
    const trusted = [
      '::ffff:10.0.0.7',
      '::1',
      '::1/128',
      '10.0.0.7/32',
      '::/8',
      'fe80::%eth0/64',
      '2001:db8::a00:0/104',
    ];
    expect(readConfig({ TIDEWALL_TRUST_PROXY: trusted.join() }).trustProxy).toEqual(trusted);
    for (const value of ['10.0.0.7/8', '10.128.0.0/8', 'fd00::1/8', '::1/64', 'fe80::1%eth0/64'])
      expect(complaint({ TIDEWALL_TRUST_PROXY: value })).toContain(
        `TIDEWALL_TRUST_PROXY: expected the first address of a network before its length, such as 10.0.0.0/8, or ${value.split('/')[0]} alone, got ${value}`,
      );
  });

  test('knows how much may be logged, and is heard when that is no level', () => {
    expect(complaint({ TIDEWALL_LOG: 'loud' })).toContain('TIDEWALL_LOG: one of trace, debug, info');
    expect([logLevelOf({ TIDEWALL_LOG: 'loud' }), logLevelOf({}), logLevelOf({ TIDEWALL_LOG: 'warn' })]).toEqual([
      'info',
      'info',
      'warn',
    ]);
  });

  test('takes several addresses of a cluster, and an empty variable as unset', () => {
    expect(readConfig({ REDIS_URL: 'redis://a:1,redis://b:2' }).redis).toBe('redis://a:1,redis://b:2');
    expect(readConfig({ REDIS_URL: '', PORT: '' }).port).toBe(7070);
    for (const url of ['redis://a:99999', 'redis://a:1,redis://b:port', 'redis://'])
      expect(complaint({ REDIS_URL: url })).toContain('REDIS_URL: redis://');
  });

  test('spreads a cluster over 64 partitions unless told otherwise', () => {
    const cluster = 'redis://a:1, redis://b:2';
    expect(readConfig({ REDIS_URL: cluster }).settings.partitions).toBe(64);
    expect(readConfig({ REDIS_URL: 'redis://a:1' }).settings.partitions).toBe(4);
    expect(readConfig({ REDIS_URL: cluster, TIDEWALL_PARTITIONS: '8' }).settings.partitions).toBe(8);
  });
});
