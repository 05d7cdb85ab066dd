import fc from 'fast-check';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Layout } from '../../../layouts/document.ts';
import { paste } from '../../../screen/editor/commands/clipboard.ts';
import { COMMANDS, runCommand } from '../../../screen/editor/commands/index.ts';
import { HANDLES } from '../../../screen/editor/resize.ts';
import type { Desk, Gesture, Pointer } from '../../../screen/editor/tools/gesture.ts';
import { pressing } from '../../../screen/editor/tools/pressing.ts';
import { resizing } from '../../../screen/editor/tools/resizing.ts';
import { useEditing } from '../../../screen/stores/editing.ts';
import { useNotice } from '../../../screen/stores/notice.ts';
import { useStage } from '../../../screen/stores/stage.ts';
import { layoutOf, whole } from '../../support/layouts.ts';
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

const places = fc.record({ x: whole(-50, 1_950), y: whole(-50, 1_100) });
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

beforeEach(() => {
  vi.spyOn(performance, 'now').mockReturnValue(0);
});

describe('any row of commands and gestures', () => {
  test('leaves a layout that the schema takes; undone it is the start byte for byte, redone the end', () => {
    fc.assert(
      fc.property(whole(0, 12), fc.array(acts, { maxLength: 60 }), (count, row) => {
        const on = desk();
        kept = '';
        on.editing.open(layoutOf(count));
        const start = JSON.stringify(on.editing.document);
        for (const one of row) {
          if (one.act === 'paste') paste(on, kept);
          else if (one.act === 'run') runCommand(PLAYED[one.at % PLAYED.length] ?? COMMANDS[0]!, on);
          else {
            const way = one.way.map(({ x, y }) => pointer(x, y, one.keys));
            const begin = (from: Pointer) => (one.act === 'drag' ? pressing(on, from) : resizing(on, one.handle, from));
            drag(begin, way, one.back);
          }
          expect(on.editing.shown).toBe(on.editing.document);
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
      seeded(100),
    );
  }, 30_000);
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
