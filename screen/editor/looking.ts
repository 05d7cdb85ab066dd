import { around, holds } from './boxes.ts';
import type { Problem } from './problems.ts';
import type { Desk } from './tools/gesture.ts';
import { boxToScreen } from './viewport.ts';

/** Brings what a problem is about into view, and selects it. */
export function lookAt({ editing, stage }: Desk, { page, widgets }: Problem): void {
  if (editing.page !== page) editing.turnTo(page);
  editing.select(widgets.map(({ id }) => id));
  const box = around(editing.selected.map((widget) => widget.box));
  if (box && !holds({ x: 0, y: 0, ...stage.room }, boxToScreen(stage.view, box))) stage.fitBox(box);
}
