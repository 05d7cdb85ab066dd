import { onBeforeUnmount } from 'vue';
import { useStage } from '../../stores/stage.ts';
import type { Point } from '../boxes.ts';
import type { GestureKind } from '../tools/gesture.ts';
import { edgePull } from './edgePull.ts';

/** A hand that only crosses the border moves nothing. */
const RESTS_MS = 250;
const PANS: readonly GestureKind[] = ['move', 'resize', 'mark', 'place'];

/** Moves the canvas while a hand drags near its border; `follow` lets the gesture see where the hand is on it then. */
export function useEdgePan(follow: (screen: Point) => void) {
  const stage = useStage();
  let screen: Point | undefined;
  let since = 0;
  let last = 0;
  let frame = 0;

  function turn(now: number): void {
    frame = 0;
    const kind = stage.gesture?.kind;
    if (!screen || !kind || !PANS.includes(kind)) return;
    const by = edgePull(screen, stage.room);
    if (by.x === 0 && by.y === 0) since = now;
    else if (now - since > RESTS_MS) {
      const took = Math.min(50, now - last) / 1_000;
      stage.view = { ...stage.view, x: stage.view.x + by.x * took, y: stage.view.y + by.y * took };
      follow(screen);
    }
    last = now;
    if (by.x !== 0 || by.y !== 0) frame = requestAnimationFrame(turn);
  }
  /** Where the hand is now, px of the stage; undefined when it has let go. */
  function at(place: Point | undefined): void {
    screen = place;
    if (!place || frame !== 0) return;
    const by = edgePull(place, stage.room);
    if (by.x === 0 && by.y === 0) return;
    since = performance.now();
    last = since;
    frame = requestAnimationFrame(turn);
  }
  onBeforeUnmount(() => cancelAnimationFrame(frame));
  return at;
}
