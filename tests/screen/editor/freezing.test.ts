import { expect, test } from 'vitest';
import { freezeWords } from '../../../screen/editor/freezing.ts';

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
