import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { applies, complaint, type Field, fieldsOf, type Kind } from '../../../screen/editor/optionFields.ts';
import { WIDGETS } from '../../../screen/widgets/index.ts';
import { option } from '../../../screen/widgets/option.ts';

/** Another value than the usual one, as a person could set it in the form. */
function other(kind: Kind, usual: unknown): unknown {
  switch (kind.kind) {
    case 'switch':
      return usual !== true;
    case 'number':
      return usual === kind.most ? kind.least : kind.most;
    case 'choice':
      return kind.choices.find(({ value }) => value !== usual)?.value;
    case 'text':
      return '5';
    case 'words':
      return { 'zh-CN': '字', en: 'word' };
    case 'metric':
    case 'campaign':
      return 'gmv';
    case 'zone':
      return 'Europe/London';
    case 'image':
      return `/assets/${'a'.repeat(64)}.png`;
    case 'video':
      return `/assets/${'a'.repeat(64)}.mp4`;
    case 'map':
      return `/assets/${'a'.repeat(64)}.geojson`;
    case 'list':
      return Array.from({ length: Math.max(1, kind.least) }, () => other(kind.of, undefined));
    case 'group':
      return Object.fromEntries(kind.fields.map((field) => [field.key, other(field, field.usual)]));
    case 'unknown':
      throw new Error('a kind the form cannot draw');
    default:
      return kind satisfies never;
  }
}

describe.each([...WIDGETS])('the form of %s', (_, widget) => {
  const fields = fieldsOf(widget.options);
  const usual = widget.options.parse({}) as Record<string, unknown>;

  test('has every option, and its usual value is what the schema makes of nothing', () => {
    expect(fields.map(({ key }) => key).sort()).toEqual(Object.keys((widget.options as z.ZodObject).shape).sort());
    for (const field of fields) expect([field.key, field.usual]).toEqual([field.key, usual[field.key]]);
  });

  test('writes back what it read, and sets every option to something else', () => {
    for (const field of fields) {
      const read = field.usual === undefined ? {} : { [field.key]: field.usual };
      expect(widget.options.parse(read)).toEqual(usual);
      const value = other(field, field.usual);
      expect(complaint(field, value)).toBeUndefined();
      expect((widget.options.parse({ [field.key]: value }) as Record<string, unknown>)[field.key]).toEqual(value);
      expect(value).not.toEqual(field.usual);
    }
  });
});

const form = fieldsOf(
  z.strictObject({
    rows: option(z.int().min(1).max(40).default(10), { title: ['行', 'Rows'] }),
    wide: option(z.boolean().default(false), { title: ['宽', 'Wide'] }),
    much: option(z.number().min(0).max(1).optional(), { title: ['多', 'Much'], when: { wide: true } }),
    bare: z.boolean().default(true),
    half: option(z.enum(['a', 'b']).default('a'), { title: ['半', 'Half'], choices: { a: ['甲', 'A'] } }),
  }),
);
const of = (key: string) => form.find((field) => field.key === key) as Field;

describe('a form', () => {
  test('knows limits, and says them under the field', () => {
    expect(of('rows')).toMatchObject({ kind: 'number', least: 1, most: 40, whole: true, usual: 10, optional: true });
    expect(of('much')).toMatchObject({ kind: 'number', least: 0, most: 1, whole: false, usual: undefined });
    expect(complaint(of('rows'), 41)).toEqual(['1 到 40 之间的整数', 'A whole number from 1 to 40']);
    expect(complaint(of('rows'), 2.5)).toBeDefined();
    expect(complaint(of('rows'), undefined)).toBeUndefined();
  });

  test('shows an option only while it means something', () => {
    expect([applies(of('much'), { wide: false }), applies(of('much'), { wide: true })]).toEqual([false, true]);
    expect(applies(of('rows'), {})).toBe(true);
  });

  test('draws nothing that has no name in both languages', () => {
    expect([of('bare').kind, of('half').kind]).toEqual(['unknown', 'unknown']);
  });
});
