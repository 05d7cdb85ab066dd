import { isOn, isTakable, widgetAt } from '../boxes.ts';
import { withGroups } from '../groups.ts';
import type { Desk, Gesture, Pointer } from './gesture.ts';
import { marking } from './marking.ts';
import { moving } from './moving.ts';

/** The hand has to go so far, px of the screen, before a press is more than a click. */
const START = 3;

/**
 * A press on the canvas: a click selects the widget under it with its group, again that one in its group; Shift adds or
 * takes away. Pulled farther it moves what is selected, or marks where nothing is.
 */
export function pressing(desk: Desk, pressed: Pointer): Gesture {
  const { editing, stage } = desk;
  const before = editing.selection;
  const widgets = editing.shownPage?.widgets ?? [];
  const hit = widgetAt(widgets, pressed.at);
  const inside = editing.selected.some((widget) => isTakable(widget) && isOn(pressed.at, widget.box));
  const entered = before.length === 1 && hit?.group !== undefined && editing.selected[0]?.group === hit.group;
  const ids = hit ? (entered ? [hit.id] : withGroups(widgets, [hit.id])) : [];
  const known = ids.length > 0 && ids.every((id) => before.includes(id));

  if (hit && !known && !inside) editing.select(pressed.shift ? [...before, ...ids] : ids);

  const gesture: Gesture = {
    kind: 'press',
    follow(pointer) {
      const far = Math.hypot(pointer.screen.x - pressed.screen.x, pointer.screen.y - pressed.screen.y);
      if (far < START) return gesture;
      const takes = editing.selected.some(isTakable);
      const next = (hit || inside) && takes ? moving(desk, pressed) : marking(desk, pressed);
      return next.follow(pointer);
    },
    end() {
      stage.settle();
      if (!hit) {
        if (!pressed.shift) editing.select([]);
      } else if (pressed.shift) {
        if (known) editing.select(before.filter((id) => !ids.includes(id)));
        else if (inside) editing.select([...before, ...ids]);
      } else editing.select(known && before.length === ids.length ? [hit.id] : ids);
    },
    back: () => stage.settle(),
  };
  return gesture;
}
