import type { Placed } from '../../../layouts/document.ts';
import type { Change, Difference } from '../differences.ts';

/** Green is new, red goes, iris is another one. */
export type Tone = 'added' | 'removed' | 'changed';
export const toneOf = (change: Change): Tone => (change === 'added' || change === 'removed' ? change : 'changed');

/** A frame in a picture, with the numbers of the differences it stands for. */
export interface Mark {
  id: string;
  box: Placed['box'];
  numbers: number[];
  tone: Tone;
  /** Which difference a click on it means. */
  index: number;
}

/** The frames on one page: of `widgets`, those that a difference is about. */
export function marksOf(found: readonly Difference[], page: string, widgets: readonly Placed[], not: Change): Mark[] {
  return widgets.flatMap((widget): Mark[] => {
    const about = found
      .map((one, index) => ({ one, index }))
      .filter(({ one }) => one.page === page && one.change !== not && one.widgets.some(({ id }) => id === widget.id));
    const [first] = about;
    if (!first) return [];
    const numbers = about.map(({ index }) => index + 1);
    return [{ id: widget.id, box: widget.box, numbers, tone: toneOf(first.one.change), index: first.index }];
  });
}
