import { describe, expect, test } from 'vitest';
import { loginPage, safeNext } from '../../../server/loginPage.ts';
import { Bucket, Buckets } from '../../../server/plugins/bucket.ts';
import { networkOf } from '../../../server/plugins/network.ts';
import { failureOf } from '../../../server/plugins/problems.ts';
import { cookieOf, isSession, newSession, SESSION_MS, same } from '../../../server/plugins/session.ts';
import { FAILURES, Failure } from '../../../stream/contract/failure.ts';

describe('a token bucket', () => {
  test('lets a burst pass, then the rate, and says how long to wait', () => {
    const bucket = new Bucket(100, 200, 0);
    expect(bucket.wait(0)).toBe(0);
    bucket.take(500);
    expect(bucket.wait(0)).toBeCloseTo(3.01);
    expect(bucket.wait(2_000)).toBeGreaterThan(0);
    expect(bucket.wait(3_100)).toBe(0);
  });

  test.each([1, 7, 250])('lets as many attempts pass as are allowed when one comes each %i ms', (step) => {
    const bucket = new Bucket(1 / 6, 10, 0);
    const passed: number[] = [];
    for (let at = 0; at < 30_300; at += step) if (bucket.takeOne(at) === 0) passed.push(at);
    expect(passed.filter((at) => at < 5_900)).toHaveLength(10);
    expect(passed).toHaveLength(15);
  });

  test('says to an attempt when there is a whole token, and takes nothing for one that is refused', () => {
    const bucket = new Bucket(1 / 6, 10, 0);
    for (let n = 0; n < 10; n++) expect(bucket.takeOne(0)).toBe(0);
    for (let at = 1; at < 6_000; at += 7) expect(bucket.takeOne(at)).toBeCloseTo(6 - at / 1000);
    expect([bucket.takeOne(6_001), bucket.takeOne(6_002)]).toEqual([0, expect.closeTo(5.999)]);
    bucket.take(-1); // one that was right
    expect(bucket.takeOne(6_002)).toBe(0);
  });

  test('without a rate never waits', () => {
    const bucket = new Bucket(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0);
    bucket.take(1e9);
    expect([bucket.wait(0), bucket.wait(0), bucket.takeOne(1)]).toEqual([0, 0, 0]);
  });

  test('takes nothing away when the clock is set back, and fills again from there', () => {
    const bucket = new Bucket(100, 200, 3_600_000);
    expect([bucket.takeOne(0), bucket.wait(0)]).toEqual([0, 0]);
    bucket.take(200);
    expect(bucket.wait(100)).toBe(0);
  });

  test('begins anew for a name that is given another rate', () => {
    const buckets = new Buckets();
    buckets.of('shop', 1, 2, 0).take(100);
    expect(buckets.of('shop', 1, 2, 0).wait(0)).toBeGreaterThan(0);
    expect(buckets.of('shop', 1_000, 2_000, 0).wait(0)).toBe(0);
  });

  test('of a flood of names does not grow without end', () => {
    const buckets = new Buckets(10);
    const first = buckets.of('0', 1, 1, 0);
    for (let n = 0; n < 100; n++) buckets.of(String(n), 1, 1, 0);
    expect(buckets.of('0', 1, 1, 0)).not.toBe(first);
  });
});

describe('a session', () => {
  const secret = 'a secret of the tests';
  test('holds for its time, with its password and its secret only', () => {
    const value = newSession(secret, 'password', 0);
    expect(isSession(value, secret, 'password', SESSION_MS - 1)).toBe(true);
    expect(isSession(value, secret, 'password', SESSION_MS)).toBe(false);
    expect(isSession(value, secret, 'another', 1)).toBe(false);
    expect(isSession(value, 'another', 'password', 1)).toBe(false);
    expect(isSession(value.replace(/^\d/, '9'), secret, 'password', 1)).toBe(false);
    expect(isSession('', secret, 'password', 1)).toBe(false);
  });

  test('is found among other cookies', () => {
    expect(cookieOf('a=1; tidewall=x.y==; b=2', 'tidewall')).toBe('x.y==');
    expect(cookieOf('tidewallet=1', 'tidewall')).toBeUndefined();
    expect(cookieOf(undefined, 'tidewall')).toBeUndefined();
    expect([same('a', 'a'), same('a', 'ab')]).toEqual([true, false]);
  });
});

describe('the login page', () => {
  test('shows what it is given as text, never as markup', () => {
    const page = loginPage('/"><script>', '<b>');
    expect(page).not.toContain('<script>');
    expect(page).not.toContain('<b>');
  });

  test('goes on to paths of this site only', () => {
    expect(safeNext('/wall/promotion?page=2')).toBe('/wall/promotion?page=2');
    for (const next of ['//evil', '/\\evil', 'https://evil', 'javascript:x', '/a\nb', undefined, ['/a']])
      expect(safeNext(next)).toBe('/');
  });
});

describe('an error', () => {
  test('of ours keeps its code, and one nobody expected tells nothing of itself', () => {
    const known = new Failure('rate', 'too fast', { retryAfter: 3 });
    expect(failureOf(known)).toBe(known);
    expect(failureOf(new Error('password of the database')).problem()).toEqual({
      type: '/problems/internal',
      title: 'Something failed on our side; it is in the log under this id.',
      status: 500,
      code: 'internal',
      detail: FAILURES.internal[2],
    });
  });
});

test('a limit by address takes all of an IPv6 network for one', () => {
  expect(['10.0.0.1', '::ffff:10.0.0.1'].map(networkOf)).toEqual(['10.0.0.1', '10.0.0.1']);
  const near = ['2001:db8::1', '2001:0DB8:0:0:ffff::2', '2001:db8:0:0:1:2:3:4'].map(networkOf);
  expect(new Set(near)).toEqual(new Set(['2001:db8:0:0::/64']));
  expect(['2001:db8:0:1::1', '::1', 'fe80::1%eth0'].map(networkOf)).toEqual([
    '2001:db8:0:1::/64',
    '0:0:0:0::/64',
    'fe80:0:0:0::/64',
  ]);
});

test('a limit by address is not escaped by a port told with it, nor by what is no address', () => {
  const told = ['7.7.7.7:4001', '7.7.7.7:4002', '[2001:db8::1]:443', '[2001:db8::2]', 'junk1', '7.7.7', ''].map(
    networkOf,
  );
  expect(told.slice(0, 4)).toEqual(['7.7.7.7', '7.7.7.7', '2001:db8:0:0::/64', '2001:db8:0:0::/64']);
  expect(new Set(told.slice(4)).size).toBe(1);
});
