import type { Desk, Gesture, Pointer } from './gesture.ts';

/** Pushes the canvas about. */
export function panning({ stage }: Desk, pressed: Pointer): Gesture {
  const from = stage.view;
  const gesture: Gesture = {
    kind: 'pan',
    follow({ screen }) {
      stage.view = { ...from, x: from.x + screen.x - pressed.screen.x, y: from.y + screen.y - pressed.screen.y };
      return gesture;
    },
    end: () => stage.settle(),
    back() {
      stage.settle();
      stage.view = from;
    },
  };
  return gesture;
}
