import { onBeforeUnmount, type ShallowRef } from 'vue';
import type { Handle } from '../resize.ts';
import type { Desk, Gesture, Pointer } from '../tools/gesture.ts';
import { panning } from '../tools/panning.ts';
import { pressing } from '../tools/pressing.ts';
import { resizing } from '../tools/resizing.ts';
import { toCanvas } from '../viewport.ts';
import { useEdgePan } from './useEdgePan.ts';
import { usePinch } from './usePinch.ts';

const MIDDLE_BUTTON = 1;

/** Mouse, pen and finger on the stage: a press begins a gesture, Escape gives it back. `grabbing`: the hand holds Space. */
export function usePointers(surface: Readonly<ShallowRef<HTMLElement | null>>, desk: Desk, grabbing: () => boolean) {
  const { stage } = desk;
  let held: number | undefined;
  let last: Pointer | undefined;

  const read = (event: PointerEvent | MouseEvent): Pointer => {
    const place = surface.value?.getBoundingClientRect();
    const screen = { x: event.clientX - (place?.left ?? 0), y: event.clientY - (place?.top ?? 0) };
    const { shiftKey: shift, altKey: alt } = event;
    return { at: toCanvas(stage.view, screen), screen, shift, alt, mod: event.metaKey || event.ctrlKey };
  };
  const begin = (event: PointerEvent, pointer: Pointer): Gesture => {
    if (event.button === MIDDLE_BUTTON || grabbing()) return panning(desk, pointer);
    const handle = (event.target as Element).getAttribute('data-handle');
    return handle ? resizing(desk, handle as Handle, pointer) : pressing(desk, pointer);
  };

  const pinch = usePinch((event) => read(event).screen);

  function down(event: PointerEvent): void {
    if (pinch.down(event)) {
      // The second finger: what the first one had begun was none.
      held = undefined;
      stage.gesture?.back();
      return;
    }
    if (held !== undefined || (event.button !== 0 && event.button !== MIDDLE_BUTTON)) return;
    // What is typed in a field is meant for what is selected still: it is left before something else is.
    surface.value?.focus({ preventScroll: true });
    held = event.pointerId;
    surface.value?.setPointerCapture(held);
    last = read(event);
    stage.gesture = begin(event, last);
  }
  function move(event: PointerEvent): void {
    if (pinch.move(event)) return;
    if (event.pointerId !== held || !stage.gesture) return;
    last = read(event);
    stage.gesture = stage.gesture.follow(last);
    pan(last.screen);
  }
  const pan = useEdgePan((screen) => {
    if (held === undefined || !stage.gesture || !last) return;
    last = { ...last, at: toCanvas(stage.view, screen) };
    stage.gesture = stage.gesture.follow(last);
  });
  function up(event: PointerEvent): void {
    pinch.up(event);
    if (event.pointerId !== held) return;
    held = undefined;
    pan(undefined);
    stage.gesture?.end();
  }
  /** The system took the pointer away (a call, a palm on the pen's tablet): nothing happened. */
  function cancel(event: PointerEvent): void {
    pinch.up(event);
    if (event.pointerId !== held) return;
    held = undefined;
    pan(undefined);
    stage.gesture?.back();
  }
  /** A key changes the gesture under a still hand. */
  function key(event: KeyboardEvent): void {
    if (held === undefined || !stage.gesture || !last) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      stage.gesture.back();
      return;
    }
    const { shiftKey: shift, altKey: alt } = event;
    last = { ...last, shift, alt, mod: event.metaKey || event.ctrlKey };
    if (event.key === 'Alt') event.preventDefault();
    stage.gesture = stage.gesture.follow(last);
  }
  window.addEventListener('keydown', key, { capture: true });
  window.addEventListener('keyup', key, { capture: true });
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', key, { capture: true });
    window.removeEventListener('keyup', key, { capture: true });
  });
  return { read, down, move, up, cancel };
}
