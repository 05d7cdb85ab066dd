import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Box, type Layout, readLayout } from '../../layouts/document.ts';
import { narrow } from '../../screen/wall/narrow.ts';
import { isBroken, type Prepared, prepare } from '../../screen/wall/prepare.ts';
import { HEADS } from '../../screen/widgets/define.ts';
import { WIDGETS } from '../../screen/widgets/index.ts';
import { refuse } from '../../stream/metrics/refuse.ts';

const layouts = readdirSync('layouts')
  .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
  .map((file): [string, Layout] => {
    const read = readLayout(JSON.parse(readFileSync(`layouts/${file}`, 'utf8')));
    if ('faults' in read) throw new Error(`${file}: ${JSON.stringify(read.faults)}`);
    return [file, read.layout];
  });
/** Where two screens of the wide wall meet. */
const SEAMS = [1_920, 3_840];
const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe.each(layouts)('the template %s', (_, layout) => {
  const made = layout.pages.flatMap(({ widgets }) => widgets.map((placed) => prepare(placed, WIDGETS)));
  const good = made.filter((one): one is Prepared => !isBroken(one));

  test('has only widgets and options that there are', () => {
    expect(made.filter(isBroken).map(({ placed, code, subject }) => [placed.id, code, subject])).toEqual([]);
  });

  test('asks only what can be answered, also when something of it is picked', () => {
    const params = layout.pages.flatMap((page) => (page.params ? [page.params] : []));
    const picks = [{}, { channel: 'tmall' }, { region: 'CN-GD' }, { channel: 'tmall', region: 'CN-GD' }];
    for (const one of good)
      for (const picked of picks)
        for (const query of narrow(one, picked, params[0]).queries)
          if ('metrics' in query) expect([one.placed.id, refuse(query)?.message]).toEqual([one.placed.id, undefined]);
  });

  test('stands on its canvas, nothing over another, nothing smaller than its widget can be', () => {
    const { width, height } = layout.canvas;
    for (const { widgets } of layout.pages) {
      widgets.forEach(({ id, box }, index) => {
        expect([id, box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height]).toEqual([
          id,
          true,
        ]);
        for (const other of widgets.slice(index + 1))
          expect([id, other.id, overlap(box, other.box)]).toEqual([id, other.id, false]);
      });
    }
    for (const { placed, widget } of good)
      expect([placed.id, placed.box.height / (placed.zoom ?? 1) > HEADS[widget.frame]]).toEqual([placed.id, true]);
  });

  test('is readable from where it hangs: 20 px, and 28 on the executive and the wide wall', () => {
    const least = layout.id === 'executive' || layout.canvas.width > 3_000 ? 28 : 20;
    for (const { placed } of good) expect([placed.id, 20 * (placed.zoom ?? 1) >= least]).toEqual([placed.id, true]);
  });

  test('keeps the margin below it free, for the filter and for what is said of all of it', () => {
    const floor = layout.canvas.height - 24;
    for (const { placed } of good) {
      const { y, height } = placed.box;
      expect([placed.id, y + height <= floor]).toEqual([placed.id, true]);
    }
  });

  test('says everything in both languages', () => {
    for (const words of [
      layout.title,
      ...layout.pages.flatMap(({ title, widgets }) => [title, ...widgets.flatMap((one) => [one.title, one.note])]),
    ])
      if (words) expect([words['zh-CN'], words.en].every(Boolean)).toBe(true);
  });
});

test('on the wide wall nothing but the tide crosses a seam', () => {
  const wide = layouts.find(([file]) => file === 'wide.json')?.[1];
  const crossing = wide?.pages.flatMap(({ widgets }) =>
    widgets.filter(({ box }) => SEAMS.some((seam) => box.x < seam && seam < box.x + box.width)),
  );
  expect(crossing?.map(({ type }) => type)).toEqual(['pulse']);
});
