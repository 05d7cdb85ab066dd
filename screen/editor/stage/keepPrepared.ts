import type { Placed } from '../../../layouts/document.ts';
import { type Narrowed, narrow } from '../../wall/narrow.ts';
import { type Broken, isBroken, prepare } from '../../wall/prepare.ts';
import { WIDGETS } from '../../widgets/index.ts';

export type Shown = Narrowed | Broken;

/** Everything of a widget that its preparation looks at. */
const alike = (a: Placed, b: Placed) =>
  a.type === b.type && a.options === b.options && a.query === b.query && a.queries === b.queries && a.every === b.every;

/**
 * Prepares the widgets of a page again and again, and keeps what did not change: the same widget is the same object, and
 * one that was only moved keeps its options and queries, so that it is neither asked for nor drawn anew.
 */
export function keepPrepared(): (widgets: readonly Placed[]) => readonly Shown[] {
  let known = new Map<string, Shown>();
  return (widgets) => {
    const shown = widgets
      .filter(({ hidden }) => !hidden)
      .map((placed): Shown => {
        const standing = known.get(placed.id);
        if (standing?.placed === placed) return standing;
        if (standing && alike(standing.placed, placed)) return { ...standing, placed };
        const made = prepare(placed, WIDGETS);
        return isBroken(made) ? made : narrow(made, {});
      });
    known = new Map(shown.map((one) => [one.placed.id, one]));
    return shown;
  };
}
