import type { Box, Placed, Words } from '../../../layouts/document.ts';
import { broughtInside, isOn, type Point, sameBox, shifted, widgetAt } from '../boxes.ts';
import { onWidgets } from '../edits.ts';
import { insert } from '../placing.ts';
import { snapMove, targetsOf } from '../snap.ts';
import type { Desk, Gesture } from './gesture.ts';

/** What is carried: as a widget of its own, or in the place of one, where that can be. */
export interface Carry {
  make: (at: Point) => Placed | undefined;
  name: Required<Words>;
  replace: (placed: Placed) => Placed | undefined;
  replaceName: (placed: Placed) => Required<Words>;
}

/** So much of a widget at each side is no place to be replaced at: there something is laid beside or over it. */
const RIM = 0.2;
const inner = ({ x, y, width, height }: Box): Box => ({
  x: x + width * RIM,
  y: y + height * RIM,
  width: width * (1 - 2 * RIM),
  height: height * (1 - 2 * RIM),
});

/**
 * A widget from the palette under the hand: it is on the page already, inside the canvas, at its size and with its numbers,
 * but no step yet. In the middle of a widget of the same family it stands in its place; with Alt it does not.
 */
export function dropping({ editing, stage }: Desk, { make, name, replace, replaceName }: Carry): Gesture {
  const page = editing.page;
  const from = editing.selection;
  const targets = targetsOf(editing.shownPage?.widgets ?? [], [], stage.canvas, stage.ruling);
  const standing = editing.shownPage?.widgets ?? [];
  let made: Placed | undefined;
  let instead: { of: Placed; made: Placed } | undefined;

  const found = (at: Point) => {
    const of = widgetAt(standing, at);
    if (!of || !isOn(at, inner(of.box))) return undefined;
    if (instead?.of === of) return instead;
    const other = replace(of);
    return other && { of, made: other };
  };
  const put = ({ of, made: other }: NonNullable<typeof instead>) => onWidgets(page, [of.id], () => other);

  const gesture: Gesture = {
    kind: 'place',
    follow({ at, mod, alt }) {
      instead = alt ? undefined : found(at);
      stage.replaced = instead?.of;
      if (instead) {
        stage.guides = [];
        editing.preview(put(instead));
        editing.select([instead.of.id]);
        return gesture;
      }
      const fresh = make(at);
      if (!fresh) return gesture;
      const free = { ...fresh, box: broughtInside(fresh.box, stage.canvas) };
      const snapped = stage.snapping && !mod ? snapMove(free.box, { x: 0, y: 0 }, targets, stage.view.zoom) : undefined;
      const held = snapped ? shifted(free.box, snapped.by) : free.box;
      made = { ...free, box: broughtInside(held, stage.canvas) };
      stage.guides = (sameBox(held, made.box) && snapped?.guides) || [];
      editing.preview(insert(page, [made]));
      editing.select([made.id]);
      return gesture;
    },
    end() {
      stage.settle();
      editing.preview();
      editing.select(from);
      if (instead) editing.change(replaceName(instead.of), put(instead), { selection: [instead.of.id] });
      else if (made) editing.change(name, insert(page, [made]), { selection: [made.id] });
    },
    back() {
      stage.settle();
      editing.preview();
      editing.select(from);
    },
  };
  return gesture;
}
