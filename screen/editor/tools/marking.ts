import { between, marked } from '../boxes.ts';
import { withGroups } from '../groups.ts';
import type { Desk, Gesture, Pointer } from './gesture.ts';

/** Draws a marquee and selects what it touches, or with Alt only what it holds. Shift adds to what was selected. */
export function marking({ editing, stage }: Desk, pressed: Pointer): Gesture {
  const before = editing.selection;
  const gesture: Gesture = {
    kind: 'mark',
    follow({ at, shift, alt }) {
      const box = between(pressed.at, at);
      stage.marquee = box;
      const widgets = editing.shownPage?.widgets ?? [];
      const taken = marked(widgets, box, alt).map(({ id }) => id);
      const ids = withGroups(widgets, taken);
      editing.select(shift ? [...new Set([...before, ...ids])] : ids);
      return gesture;
    },
    end: () => stage.settle(),
    back() {
      stage.settle();
      editing.select(before);
    },
  };
  return gesture;
}
