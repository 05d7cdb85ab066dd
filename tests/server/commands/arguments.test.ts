import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { languageOf } from '../../../server/commands/help.ts';
import { COMMANDS } from '../../../server/commands/run.ts';
import { tidewall } from './door.ts';

/** A sign of English setting beside a Chinese letter. */
const HALF_WIDTH = /\p{Script=Han}[,:;()?!]|[,:;()?!]\p{Script=Han}/u;

describe('the command line', () => {
  test('lists every command, and says of each how it is used, in both languages', async () => {
    for (const [lang, usage] of [
      ['en', 'Usage:'],
      ['zh-CN', '用法：'],
    ] as const) {
      const { status, out } = await tidewall(['--help', '--lang', lang]);
      expect(status).toBe(0);
      expect(out).toContain(usage);
      for (const { name, options } of COMMANDS) {
        expect(out).toContain(`  ${name} `);
        const page = await tidewall([name, '--help', '--lang', lang]);
        expect(page.status).toBe(0);
        expect(page.out).toContain(`tidewall ${name}`);
        for (const option of Object.keys(options)) expect(page.out).toContain(`--${option}`);
        expect(page.out).not.toMatch(HALF_WIDTH);
      }
    }
  });

  test('says its version', async () => {
    expect(await tidewall(['--version'])).toMatchObject({ status: 0, out: `${manifest.version}\n` });
  });

  test('speaks Chinese where LANG does', async () => {
    expect((await tidewall([], { env: { LANG: 'zh_CN.UTF-8' } })).out).toContain('用法：');
    expect((await tidewall(['get'], { env: { LANG: 'zh_CN.UTF-8' } })).err).toContain('缺少 METRIC');
  });

  test.each([
    [{}, 'en'],
    [{ LANG: 'C.UTF-8' }, 'en'],
    [{ LC_ALL: 'POSIX', LANG: 'zh_CN.UTF-8' }, 'en'],
    [{ LC_ALL: '', LC_MESSAGES: 'en_US.UTF-8', LANG: 'zh_CN.UTF-8' }, 'en'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{ LANG: 'cs_CZ.UTF-8' }, 'en'],
    [{ LANG: 'zh_TW.UTF-8' }, 'zh-CN'],
  ])('in %o speaks %s, and English with --lang en', async (env, language) => {
    expect(languageOf([], env)).toBe(language);
    expect(languageOf(['--lang', 'en'], env)).toBe('en');
    expect(languageOf(['demo', '--lang=zh-CN'], env)).toBe('zh-CN');
  });

  test('names the option, what it takes and what to do, and ends with 2', async () => {
    const cases: [string[], string][] = [
      [['play'], '"play" is no command; there are: replay,'],
      [['replay'], 'FILE is missing; see --help.'],
      [['replay', 'a', 'b', '--key', 'k'], '"b" is one argument too many'],
      [['replay', 'a', '--sped', '1'], '--sped: there is no such option. Did you mean --speed?'],
      [['replay', 'a', '--speed', 'fast', '--key', 'k'], '--speed: expected 1, 60, max, not "fast".'],
      [['replay', 'a', '--speed', '7', '--key', 'k'], '--speed: expected 1, 60, max, not "7".'],
      [['replay', 'a', '--batch', '0', '--key', 'k'], '--batch: expected a whole number from 1 to 10000, not "0".'],
      [['replay', 'a', '--shuffle=yes'], '--shuffle: expected no value.'],
      [['replay', 'a', '--url'], '--url: expected URL.'],
      [['replay', 'a', '--url', 'localhost', '--key', 'k'], '--url: expected http://host:port, not "localhost".'],
      [['replay', 'a'], '--key: an ingest key is needed.'],
      [['replay', 'a', '--key', '@/no/such/file'], '/no/such/file cannot be read'],
      [['replay', 'a', '--key', 'k', '--shuffle', '--speed', '1'], '--shuffle goes with --speed max only'],
      [['get', 'gmv', 'tomorrow'], 'WINDOW: expected one of 1m, 5m'],
      [['get', 'gmv', 'today', '--by', 'colour'], '--by: expected one of channel, shop'],
      [['get', 'gmv', 'today', '--filter', 'tmall'], '--filter: expected DIMENSION=NAME'],
      [['void', 'payment', '1', '--key', 'k'], '"payment": expected order, refund or list.'],
      [['--nope'], '--nope: there is no such option.'],
      [['--lang', 'fr'], '--lang: expected zh-CN|en, not "fr".'],
      [['get', 'gmv', '--lang', 'fr'], '--lang: expected zh-CN|en, not "fr".'],
      [['keys', 'make'], 'ACTION: expected add, list or revoke, not "make".'],
      [['keys'], 'ACTION: expected add, list or revoke, not "".'],
      [['layouts'], 'ACTION: expected pull or push, not "".'],
      [['keys', 'add', 'two words'], '"two words": a name is 1 to 64 letters'],
    ];
    for (const [argv, sentence] of cases) {
      const { status, out, err } = await tidewall(argv);
      expect(err).toContain(sentence);
      expect(`${argv.join(' ')}: ${status} ${out}`).toBe(`${argv.join(' ')}: 2 `);
    }
  });

  test('says that nothing runs where it looked, and ends with 3', async () => {
    const away = await tidewall(['get', 'gmv', 'today', '--url', 'http://127.0.0.1:9']);
    expect(away).toMatchObject({ status: 3, err: expect.stringContaining('http://127.0.0.1:9 does not answer') });
    const store = await tidewall(['keys', 'list'], { env: { LANG: 'en', TIDEWALL_DATA: '/nowhere' } });
    expect(store).toMatchObject({ status: 3, err: expect.stringContaining('No Redis runs under /nowhere') });
    const unset = await tidewall(['keys', 'list'], { env: { LANG: 'en', TIDEWALL_DATA: '' } });
    expect(unset.err).not.toContain(`No Redis runs under ${process.cwd()}.`);
    const bad = await tidewall(['keys', 'list'], { env: { LANG: 'en', REDIS_URL: 'redis://h:99999' } });
    expect(bad).toMatchObject({ status: 2, err: expect.stringContaining('REDIS_URL: expected redis://') });
  });

  test('says that the port of a demo is taken before it touches anything', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const { status, err } = await tidewall(['demo', '--port', String(port)], {
      env: { LANG: 'en', TIDEWALL_DATA: '/nowhere' },
    });
    expect({ status, err }).toEqual({
      status: 2,
      err: expect.stringContaining(`Port ${port} cannot be used (EADDRINUSE)`),
    });
    other.close();
  });
});
