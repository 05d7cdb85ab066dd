import { useStage } from '../../stores/stage.ts';
import type { Point } from '../boxes.ts';
import { zoomedAt } from '../viewport.ts';

/** Two fingers push and zoom the canvas. Each handler says whether the pinch has the event. */
export function usePinch(screenOf: (event: PointerEvent) => Point) {
  const stage = useStage();
  const fingers = new Map<number, Point>();
  const spread = () => {
    const [a, b] = [...fingers.values()];
    if (!a || !b) return undefined;
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, far: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)) };
  };
  return {
    down(event: PointerEvent): boolean {
      if (event.pointerType === 'touch') fingers.set(event.pointerId, screenOf(event));
      return fingers.size > 1;
    },
    move(event: PointerEvent): boolean {
      if (!fingers.has(event.pointerId)) return false;
      const before = spread();
      fingers.set(event.pointerId, screenOf(event));
      const after = spread();
      if (!before || !after) return false;
      const { view } = stage;
      const pushed = { ...view, x: view.x + after.x - before.x, y: view.y + after.y - before.y };
      stage.view = zoomedAt(pushed, after, (view.zoom * after.far) / before.far);
      return true;
    },
    up: (event: PointerEvent) => fingers.delete(event.pointerId),
  };
}
