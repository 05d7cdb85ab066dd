import type { Placed, Words } from '../../../layouts/document.ts';
import { type Point, shifted } from '../boxes.ts';
import { insert } from '../placing.ts';
import { snapMove, targetsOf } from '../snap.ts';
import type { Desk, Gesture } from './gesture.ts';

/** A widget from the palette under the hand: it is on the page already, at its size and with its numbers, but no step yet. */
export function dropping(
  { editing, stage }: Desk,
  make: (at: Point) => Placed | undefined,
  name: Required<Words>,
): Gesture {
  const page = editing.page;
  const from = editing.selection;
  const targets = targetsOf(editing.shownPage?.widgets ?? [], [], stage.canvas);
  let made: Placed | undefined;

  const gesture: Gesture = {
    kind: 'place',
    follow({ at, mod }) {
      const free = make(at);
      if (!free) return gesture;
      const snapped = stage.snapping && !mod ? snapMove(free.box, { x: 0, y: 0 }, targets, stage.view.zoom) : undefined;
      made = snapped ? { ...free, box: shifted(free.box, snapped.by) } : free;
      stage.guides = snapped?.guides ?? [];
      editing.preview(insert(page, [made]));
      editing.select([made.id]);
      return gesture;
    },
    end() {
      stage.settle();
      editing.preview();
      editing.select(from);
      if (made) editing.change(name, insert(page, [made]), { selection: [made.id] });
    },
    back() {
      stage.settle();
      editing.preview();
      editing.select(from);
    },
  };
  return gesture;
}
