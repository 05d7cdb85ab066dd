import { around, withinReach } from '../boxes.ts';
import { onWidgets } from '../edits.ts';
import { stepName } from '../naming.ts';
import { type Handle, leastAround, mostAround, pullOf, resized, scaled } from '../resize.ts';
import { guidesOf, snapSides, targetsOf } from '../snap.ts';
import type { Desk, Gesture, Pointer } from './gesture.ts';

/** Pulls a handle of what is selected. Shift keeps the ratio, Alt the middle, ⌘ lets it slide past the guides. */
export function resizing({ editing, stage }: Desk, handle: Handle, pressed: Pointer): Gesture {
  const page = editing.page;
  const taken = editing.selected.filter(({ locked }) => !locked);
  const ids = taken.map(({ id }) => id);
  const boxes = taken.map(({ box }) => box);
  const from = around(boxes);
  const targets = targetsOf(editing.shownPage?.widgets ?? [], ids, stage.canvas, stage.ruling);
  let to = from;

  const edit = () =>
    onWidgets(page, ids, (widget) =>
      from && to ? { ...widget, box: withinReach(scaled(widget.box, from, to)) } : widget,
    );
  const gesture: Gesture = {
    kind: 'resize',
    follow({ at, shift, alt, mod }) {
      if (!from) return gesture;
      const most = mostAround(boxes, from, handle, alt);
      const manner = { ratio: shift, centre: alt, least: leastAround(boxes, from), most };
      const free = { x: at.x - pressed.at.x, y: at.y - pressed.at.y };
      to = resized(from, handle, free, manner);
      const snaps = stage.snapping && !mod;
      if (snaps) {
        const more = snapSides(to, pullOf(handle), targets, stage.view.zoom);
        if (more.x !== 0 || more.y !== 0)
          to = resized(from, handle, { x: free.x + more.x, y: free.y + more.y }, manner);
      }
      stage.guides = snaps ? guidesOf(to, targets) : [];
      stage.origin = from;
      editing.preview(edit());
      return gesture;
    },
    end() {
      const made = edit();
      const same = to && from && to.width === from.width && to.height === from.height;
      stage.settle();
      editing.preview();
      if (!same) editing.change(stepName('调整大小：', 'Resize', taken), made);
    },
    back() {
      stage.settle();
      editing.preview();
    },
  };
  return gesture;
}
