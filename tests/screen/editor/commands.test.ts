import fc from 'fast-check';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Layout } from '../../../layouts/document.ts';
import { paste } from '../../../screen/editor/commands/clipboard.ts';
import { COMMANDS, runCommand } from '../../../screen/editor/commands/index.ts';
import { HANDLES } from '../../../screen/editor/resize.ts';
import { flawWords } from '../../../screen/editor/soundness.ts';
import type { Desk, Gesture, Pointer } from '../../../screen/editor/tools/gesture.ts';
import { pressing } from '../../../screen/editor/tools/pressing.ts';
import { resizing } from '../../../screen/editor/tools/resizing.ts';
import { useEditing } from '../../../screen/stores/editing.ts';
import { useNotice } from '../../../screen/stores/notice.ts';
import { useStage } from '../../../screen/stores/stage.ts';
import { edgeLayouts, layoutOf, whole } from '../../support/layouts.ts';
import { seeded } from '../../support/seed.ts';

let kept = '';
function desk(): Desk {
  setActivePinia(createPinia());
  const speaking = { language: 'en' } as Desk['speaking'];
  const clipboard = {
    write: (text: string) => {
      kept = text;
    },
    read: async () => kept,
  };
  return { editing: useEditing(), stage: useStage(), speaking, clipboard, notice: useNotice() };
}
const pointer = (x: number, y: number, keys: Partial<Pointer> = {}): Pointer => ({
  at: { x, y },
  screen: { x, y },
  shift: false,
  alt: false,
  mod: false,
  ...keys,
});
function drag(begin: (from: Pointer) => Gesture, way: readonly Pointer[], back: boolean): void {
  const [first, ...rest] = way;
  if (!first) return;
  let gesture = begin(first);
  for (const next of rest) gesture = gesture.follow(next);
  if (back) gesture.back();
  else gesture.end();
}

/** Of the canvas, and as far beyond it as the smallest zoom shows. */
const places = fc.oneof(
  { weight: 4, arbitrary: fc.record({ x: whole(-50, 1_950), y: whole(-50, 1_100) }) },
  { weight: 1, arbitrary: fc.record({ x: whole(-30_000, 30_000), y: whole(-30_000, 30_000) }) },
);
const starts = fc.oneof({ weight: 2, arbitrary: whole(0, 12).map(layoutOf) }, { weight: 1, arbitrary: edgeLayouts });
const keys = fc.record({ shift: fc.boolean(), alt: fc.boolean(), mod: fc.boolean() });
const acts = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant('run' as const), at: whole(0, 200) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('drag' as const),
      way: fc.array(places, { minLength: 1, maxLength: 4 }),
      keys,
      back: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('pull' as const),
      handle: fc.constantFrom(...HANDLES),
      way: fc.array(places, { minLength: 2, maxLength: 4 }),
      keys,
      back: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('paste' as const) }) },
);
/** Undo and redo walk; everything else is played. */
const PLAYED = COMMANDS.filter(({ id }) => !['undo', 'redo', 'paste'].includes(id));

const commandAt = (at: number) => PLAYED[at % PLAYED.length] ?? COMMANDS[0]!;
/** Hands and copies stop where a layout ends; only what has one place to go may have to say that it cannot. */
const mayRefuse = (one: { act: string; at?: number }) =>
  one.act === 'run' && /^(align|distribute)-/.test(commandAt(one.at ?? 0).id);

beforeEach(() => {
  vi.spyOn(performance, 'now').mockReturnValue(0);
});

describe('any row of commands and gestures', () => {
  test('leaves a layout that the schema takes; undone it is the start byte for byte, redone the end', () => {
    fc.assert(
      fc.property(starts, fc.array(acts, { maxLength: 60 }), (opened, row) => {
        const on = desk();
        kept = '';
        on.editing.open(opened);
        const start = JSON.stringify(on.editing.document);
        for (const one of row) {
          if (one.act === 'paste') paste(on, kept);
          else if (one.act === 'run') runCommand(commandAt(one.at), on);
          else {
            const way = one.way.map(({ x, y }) => pointer(x, y, one.keys));
            const begin = (from: Pointer) => (one.act === 'drag' ? pressing(on, from) : resizing(on, one.handle, from));
            drag(begin, way, one.back);
          }
          expect(on.editing.shown).toBe(on.editing.document);
          if (!mayRefuse(one)) expect(on.editing.refused).toBeUndefined();
          on.editing.refused = undefined;
        }
        const end = JSON.stringify(on.editing.document);
        expect(Layout.safeParse(on.editing.document).error).toBeUndefined();
        const { length } = on.editing.steps.all;
        for (let done = length; done > 0; done -= 1) on.editing.undo();
        expect(JSON.stringify(on.editing.document)).toBe(start);
        for (let done = 0; done < length; done += 1) on.editing.redo();
        expect(JSON.stringify(on.editing.document)).toBe(end);
        expect(on.editing.steps.done).toBe(length);
      }),
      seeded(300),
    );
  }, 30_000);
});

describe('at the edge of what a layout takes', () => {
  const run = (on: Desk, id: string) => runCommand(COMMANDS.find((command) => command.id === id)!, on);
  function edge(...boxes: Layout['pages'][number]['widgets'][number]['box'][]): Desk {
    const on = desk();
    const layout = layoutOf(boxes.length);
    layout.pages[0]?.widgets.forEach((widget, index) => {
      widget.box = boxes[index] ?? widget.box;
    });
    on.editing.open(layout);
    run(on, 'select-all');
    return on;
  }
  const boxOf = (on: Desk, at = 0) => on.editing.shownPage?.widgets[at]?.box;

  test('a widget that is pulled, moved, nudged or copied stops', () => {
    const on = edge({ x: 0, y: 0, width: 40, height: 800 });
    drag((from) => resizing(on, 'e', from), [pointer(40, 0), pointer(4_000, 0, { shift: true })], false);
    expect(boxOf(on)).toEqual({ x: 0, y: -9_600, width: 1_000, height: 20_000 });
    drag((from) => pressing(on, from), [pointer(100, 100), pointer(-60_000, 100, { mod: true })], false);
    expect(boxOf(on)?.x).toBe(-20_000);
    const { length } = on.editing.steps.all;
    run(on, 'nudge-left');
    expect(on.editing.steps.all.length).toBe(length);
    on.stage.lastOffset = { x: -500, y: 30_000 };
    run(on, 'duplicate');
    expect(boxOf(on, 1)).toEqual({ x: -20_000, y: 20_000, width: 1_000, height: 20_000 });
  });

  test('what cannot be aligned stays, and it is said why in both languages', () => {
    const on = edge({ x: 20_000, y: 0, width: 20_000, height: 100 }, { x: 0, y: 0, width: 100, height: 100 });
    run(on, 'align-right');
    expect(on.editing.steps.all).toEqual([]);
    expect(flawWords(on.editing.refused!)).toEqual([
      '组件最远放到 20000 像素处，最长 20000 像素',
      'A widget stands at most 20000 px out and is at most 20000 px long',
    ]);
  });

  test('a page that is full takes no copy, and says so; a wall with too much on it takes no page', () => {
    const on = desk();
    on.editing.open(layoutOf(200));
    const told = vi.spyOn(on.notice, 'tell').mockImplementation(() => undefined);
    drag((from) => pressing(on, from), [pointer(50, 50), pointer(400, 90, { alt: true })], false);
    expect(on.editing.steps.all).toEqual([]);
    expect(told.mock.lastCall?.[0].text).toBe('A page takes 200 widgets and these are 201, nothing was added');
    for (const widget of on.editing.shownPage?.widgets ?? [])
      widget.options = { of: Array.from({ length: 40 }, (_, index) => index) };
    run(on, 'page-duplicate');
    expect(on.editing.refused).toBeUndefined();
    for (let time = 0; time < 12; time += 1) run(on, 'page-duplicate');
    expect(flawWords(on.editing.refused!)[1]).toBe('There is too much on the wall');
    expect(Layout.safeParse(on.editing.document).error).toBeUndefined();
  });

  test('a layout that is too much already is mended step by step', () => {
    const on = desk();
    on.editing.open({ ...layoutOf(0), pages: [{ id: 'main', widgets: layoutOf(203).pages[0]?.widgets ?? [] }] });
    on.editing.select(['w0']);
    run(on, 'delete');
    expect(on.editing.shownPage?.widgets.length).toBe(202);
  });
});

describe('steps', () => {
  test('go at least 200 deep', () => {
    const on = desk();
    on.editing.open(layoutOf(3));
    const start = on.editing.document;
    for (let step = 0; step < 240; step += 1) {
      on.editing.select([`w${step % 3}`]);
      runCommand(COMMANDS.find(({ id }) => id === 'duplicate')!, on);
      if (step % 2) runCommand(COMMANDS.find(({ id }) => id === 'delete')!, on);
    }
    expect(on.editing.steps.done).toBeGreaterThan(200);
    for (let step = on.editing.steps.done; step > 0; step -= 1) on.editing.undo();
    expect(on.editing.document).toBe(start);
  });

  test('are one for a run of nudges within 600 ms, and two for another widget', () => {
    const on = desk();
    on.editing.open(layoutOf(3));
    const right = COMMANDS.find(({ id }) => id === 'nudge-right')!;
    on.editing.select(['w0']);
    for (let time = 0; time < 5; time += 1) runCommand(right, on);
    expect(on.editing.steps.all.length).toBe(1);
    on.editing.select(['w1']);
    runCommand(right, on);
    expect(on.editing.steps.all.length).toBe(2);
    vi.spyOn(performance, 'now').mockReturnValue(601);
    runCommand(right, on);
    expect(on.editing.steps.all.length).toBe(3);
  });

  test('bring the page into view on which they were made', () => {
    const on = desk();
    on.editing.open(layoutOf(3));
    on.editing.select(['w0']);
    runCommand(COMMANDS.find(({ id }) => id === 'delete')!, on);
    on.editing.turnTo('second');
    on.editing.undo();
    expect([on.editing.page, ...on.editing.selection]).toEqual(['main', 'w0']);
  });
});

describe('the commands', () => {
  test('have ids, names and keys of their own', () => {
    const ids = COMMANDS.map(({ id }) => id);
    const strokes = COMMANDS.flatMap((command) => command.keys ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(strokes.filter((stroke, index) => strokes.indexOf(stroke) !== index)).toEqual([]);
    for (const { names } of COMMANDS) expect(names['zh-CN'].length * names.en.length).toBeGreaterThan(0);
  });
});

test('what is locked is cut no more than deleted: it stays, and is not in the clipboard', () => {
  const here = desk();
  const layout = layoutOf(3);
  const [first, second] = layout.pages[0]?.widgets ?? [];
  if (!first || !second) throw new Error('two widgets');
  const pages = [{ ...layout.pages[0], id: 'main', widgets: [{ ...first, locked: true }, second] }];
  here.editing.open({ ...layout, pages });
  here.editing.select([first.id, second.id]);
  const cut = COMMANDS.find(({ id }) => id === 'cut');
  if (cut) runCommand(cut, here);
  expect(here.editing.document?.pages[0]?.widgets.map(({ id }) => id)).toEqual([first.id]);
  expect((JSON.parse(kept) as { widgets: { id: string }[] }).widgets.map(({ id }) => id)).toEqual([second.id]);
});
