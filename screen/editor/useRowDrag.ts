import { onBeforeUnmount, ref } from 'vue';

const START = 4;

/**
 * Drags a row of a list to another place by mouse, pen or finger: `over` is the index it would be put before. The list's
 * element carries `data-rows`, its rows are its children. Escape gives it back.
 */
export function useRowDrag(axis: 'x' | 'y', drop: (id: string, to: number) => void) {
  const dragged = ref('');
  const over = ref(-1);
  let pressed: { id: string; rows: Element; x: number; y: number } | undefined;

  function down(event: PointerEvent, id: string): void {
    const rows = (event.currentTarget as Element).closest('[data-rows]');
    if (event.button !== 0 || !rows) return;
    pressed = { id, rows, x: event.clientX, y: event.clientY };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', leave);
    window.addEventListener('keydown', key, { capture: true });
  }
  function move({ clientX, clientY }: PointerEvent): void {
    if (!pressed) return;
    if (!dragged.value && Math.hypot(clientX - pressed.x, clientY - pressed.y) < START) return;
    dragged.value = pressed.id;
    const middles = [...pressed.rows.children]
      .filter((row) => row.matches('[data-row], [role="option"]'))
      .map((row) => {
        const { left, top, width, height } = row.getBoundingClientRect();
        return axis === 'y' ? top + height / 2 : left + width / 2;
      });
    const at = axis === 'y' ? clientY : clientX;
    over.value = middles.filter((middle) => middle < at).length;
  }
  function up(): void {
    const [id, to] = [dragged.value, over.value];
    leave();
    if (id && to >= 0) drop(id, to);
  }
  function leave(): void {
    pressed = undefined;
    dragged.value = '';
    over.value = -1;
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('pointercancel', leave);
    window.removeEventListener('keydown', key, { capture: true });
  }
  function key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !dragged.value) return;
    event.stopPropagation();
    leave();
  }
  onBeforeUnmount(leave);
  return { down, over, dragged };
}
