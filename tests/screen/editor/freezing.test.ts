import { expect, test } from 'vitest';
import {
  changedWords,
  freezeBegun,
  freezeSpan,
  freezeWords,
  readFreezeForm,
  toFreezeForm,
} from '../../../screen/editor/freezing.ts';

const zone = 'Asia/Shanghai';
const at = (time: string) => Date.parse(`2026-11-${time}+08:00`);
const freeze = { from: at('10T23:55'), to: at('11T02:00'), reason: '' };
const told = (now: string, language: 'zh-CN' | 'en' = 'zh-CN') => freezeWords(freeze, at(now), zone, language);

test('a freeze is told a day ahead, with its end while it stands, and not afterwards', () => {
  expect(told('09T20:00')).toBeUndefined();
  expect(told('10T23:50:12')).toEqual({ on: false, text: '封网 23:55，还有 4 分 48 秒' });
  expect(told('10T23:55')).toEqual({ on: true, text: '封网中，到 11/11 02:00' });
  expect(told('11T01:30')).toEqual({ on: true, text: '封网中，到 02:00' });
  expect(told('11T01:30', 'en')).toEqual({ on: true, text: 'Frozen until 02:00' });
  expect(told('11T02:00')).toBeUndefined();
});

test('a freeze is typed on the clock of the installation; what is wrong is said at its field', () => {
  const now = at('10T23:50:12');
  const form = toFreezeForm(freeze, zone);
  expect(form).toEqual({ from: '2026-11-10T23:55', to: '2026-11-11T02:00', reason: '' });
  const read = (more: Partial<typeof form>, language: 'zh-CN' | 'en' = 'zh-CN') =>
    readFreezeForm({ ...form, ...more }, freeze, now, zone, language);
  expect(read({ reason: ' 双11 ' })).toEqual({ freeze: { ...freeze, reason: '双11' } });
  expect(read({ from: '' })).toEqual({ field: 'from', fault: '填日期和时间' });
  expect(read({ to: form.from }, 'en')).toEqual({ field: 'to', fault: 'It must be after the start' });
  expect(read({ from: '2026-11-09T10:00', to: '2026-11-09T11:00' })).toEqual({ field: 'to', fault: '已经过去了' });
  const fresh = toFreezeForm(freezeBegun(undefined, now), zone);
  expect(fresh).toEqual({ from: '2026-11-10T23:50', to: '2026-11-11T01:50', reason: '' });
});

test('an end of a freeze that nobody touched stays, in an hour that the clock shows twice either', () => {
  const london = 'Europe/London';
  const minute = (time: string) => Date.parse(`2026-10-25T${time}:00Z`);
  const night = { from: minute('01:15'), to: minute('01:55'), reason: '' };
  const read = (begun: typeof night, more = {}) =>
    readFreezeForm({ ...toFreezeForm(begun, london), ...more }, begun, minute('00:30'), london, 'en');
  expect(read(night)).toEqual({ freeze: night });
  expect(read(night, { from: '2026-10-25T01:10' })).toEqual({ freeze: { ...night, from: minute('00:10') } });
  const fresh = freezeBegun(undefined, minute('01:20') + 12_000);
  expect(read(fresh)).toEqual({ freeze: { from: minute('01:20'), to: minute('03:20'), reason: '' } });
});

test('its span names the days that are not today, and one day once', () => {
  expect(freezeSpan(freeze, at('10T23:50'), zone)).toBe('23:55 – 11/11 02:00');
  expect(freezeSpan(freeze, at('11T00:30'), zone)).toBe('11/10 23:55 – 02:00');
  expect(freezeSpan({ ...freeze, to: at('10T23:59') }, at('09T12:00'), zone)).toBe('11/10 23:55 – 23:59');
});

test('who typed while somebody else changed it is told what stands now', () => {
  const changed = (other: typeof freeze | undefined, language: 'zh-CN' | 'en' = 'zh-CN') =>
    changedWords(other, at('11T00:30'), zone, language);
  expect(changed(freeze)).toBe('刚才别处改了封网，现在是 11/10 23:55 – 02:00');
  expect(changed({ ...freeze, reason: '双11' }, 'en')).toBe(
    'Somebody else changed the freeze just now; it is 11/10 23:55 – 02:00 · 双11',
  );
  expect(changed({ ...freeze, to: at('11T00:30') })).toBe('刚才别处结束了封网，现在没有');
  expect(changed(undefined, 'en')).toBe('Somebody else ended the freeze just now; there is none');
});
