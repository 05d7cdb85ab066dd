import { around, GRID } from '../boxes.ts';
import { stepName } from '../naming.ts';
import { copies, insert, move } from '../placing.ts';
import { type Snapped, snapMove, targetsOf } from '../snap.ts';
import { tellFull } from '../writable.ts';
import type { Desk, Gesture, Pointer } from './gesture.ts';

/** Moves what is selected, or with Alt copies of it. Shift keeps the axis, ⌘ lets it slide past the guides. */
export function moving(desk: Desk, pressed: Pointer): Gesture {
  const { editing, stage } = desk;
  const page = editing.page;
  const standing = editing.shownPage;
  const from = editing.selection;
  const taken = editing.selected.filter(({ locked }) => !locked);
  const ids = taken.map(({ id }) => id);
  const box = around(taken.map((widget) => widget.box));
  const targets = targetsOf(standing?.widgets ?? [], ids, stage.canvas, stage.ruling);
  let last: Snapped | undefined;
  let copied = false;
  let by = { x: 0, y: 0 };

  const made = () => (standing && copied ? copies(standing, ids, by) : undefined);
  const gesture: Gesture = {
    kind: 'move',
    follow({ at, shift, alt, mod }) {
      if (!box) return gesture;
      const wish = { x: at.x - pressed.at.x, y: at.y - pressed.at.y };
      if (shift) wish[Math.abs(wish.x) > Math.abs(wish.y) ? 'y' : 'x'] = 0;
      const step = stage.grid && stage.snapping && !mod ? GRID : 1;
      const whole = (from: number, by: number) => (by === 0 ? 0 : Math.round((from + by) / step) * step - from);
      const free = { x: whole(box.x, wish.x), y: whole(box.y, wish.y) };
      const held = shift ? (wish.x === 0 ? 'x' : 'y') : undefined;
      last = stage.snapping && !mod ? snapMove(box, free, targets, stage.view.zoom, { last, held }) : undefined;
      by = last?.by ?? free;
      copied = alt;
      stage.guides = last?.guides ?? [];
      stage.origin = copied ? undefined : box;
      const twins = made();
      editing.preview(twins ? insert(page, twins) : copied ? undefined : move(page, ids, by));
      editing.select(twins ? twins.map(({ id }) => id) : from);
      return gesture;
    },
    end() {
      const twins = made();
      stage.settle();
      editing.preview();
      editing.select(from);
      if (by.x === 0 && by.y === 0) return;
      if (copied && !twins) tellFull((standing?.widgets.length ?? 0) + ids.length, desk);
      else if (!twins) editing.change(stepName('移动', 'Move', taken), move(page, ids, by));
      else {
        stage.lastOffset = by;
        const selection = twins.map(({ id }) => id);
        editing.change(stepName('再来一份', 'Duplicate', taken), insert(page, twins), { selection });
      }
    },
    back() {
      stage.settle();
      editing.preview();
      editing.select(from);
    },
  };
  return gesture;
}
