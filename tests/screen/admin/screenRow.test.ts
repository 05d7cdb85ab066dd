import { expect, test } from 'vitest';
import { countOf, rowOf } from '../../../screen/admin/screenRow.ts';
import { engineOf } from '../../../screen/tv/engine.ts';
import { placeOf } from '../../../screen/wall/ownScreen.ts';
import { scopeWords } from '../../../screen/widgets/names.ts';

const screen = { id: 's', name: '前台', layout: 'promotion', pairedAt: 0, version: '' };
const beat = {
  at: 100_000,
  revision: 3,
  size: { width: 1920, height: 1080 },
  fps: 59.6,
  heap: 190 * 2 ** 20,
  painted: 41,
};

test('a screen that reports says how it is; what it does not say is a dash', () => {
  expect(rowOf({ ...screen, beat }, 104_200, 'zh-CN')).toMatchObject({
    level: 'good',
    revision: 'r3',
    size: '1920 × 1080',
    beat: '4 秒',
    painted: '41',
    fps: '60',
    heap: '190',
  });
  expect(rowOf({ ...screen, beat: { at: 100_000, revision: 0 } }, 101_000, 'en')).toMatchObject({
    level: 'good',
    revision: 'template',
    size: '—',
    painted: '—',
    fps: '—',
    heap: '—',
  });
});

test('one that is slow wants a look, one that fell silent is gone and shows no old figure, one that never spoke is neither', () => {
  const rows = [
    rowOf({ ...screen, beat: { ...beat, fps: 11 } }, 101_000, 'zh-CN'),
    rowOf({ ...screen, beat: { ...beat, painted: 1_830 } }, 101_000, 'zh-CN'),
    rowOf({ ...screen, beat }, 131_000, 'zh-CN'),
    rowOf(screen, 131_000, 'zh-CN'),
  ];
  expect(rows.map(({ level }) => level)).toEqual(['look', 'look', 'act', 'new']);
  expect(rows[2]).toMatchObject({ fps: '—', painted: '—', heap: '—', revision: '—', beat: '断开 31 秒' });
  expect(rows[3]?.beat).toBe('—');
  expect([countOf(rows, 'look'), countOf(rows, 'good')]).toEqual([2, 0]);
});

test('a scope is named by what it lets through', () => {
  expect(scopeWords({ channel: ['tmall', 'jd'], shop: ['flagship'] }, 'zh-CN')).toBe('天猫、京东 · flagship');
  expect(scopeWords(undefined, 'en')).toBe('');
});

test('a browser goes where it belongs as a screen, and stays where it is none', () => {
  const own = { screen: { id: 's', name: 'n', layout: 'stock' }, revoked: false };
  expect(placeOf(own, 'promotion', '?language=en')).toBe('/wall/stock?language=en');
  expect(placeOf(own, undefined, '')).toBe('/wall/stock');
  expect(placeOf(own, 'stock', '')).toBeUndefined();
  expect(placeOf({ screen: null, revoked: true }, 'stock', '')).toBe('/tv');
  expect(placeOf({ screen: null, revoked: true }, undefined, '')).toBeUndefined();
  expect(placeOf({ screen: null, revoked: false }, 'stock', '')).toBeUndefined();
  expect(placeOf(undefined, 'stock', '')).toBeUndefined();
});

test('the engine is named as its browser names itself', () => {
  const chrome =
    'Mozilla/5.0 (SMART-TV; Linux) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/92.0.4515.166 TV Safari/537.36';
  expect(engineOf(chrome)).toBe('Chrome 92');
  expect(engineOf('Mozilla/5.0 (X11; rv:128.0) Gecko/20100101 Firefox/128.0')).toBe('Firefox 128');
  expect(engineOf('Mozilla/5.0 (Macintosh) AppleWebKit/605 (KHTML, like Gecko) Version/17.4 Safari/605')).toBe(
    'Safari 17',
  );
  expect(engineOf('something')).toBeUndefined();
});
