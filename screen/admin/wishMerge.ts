import type { ScreenWish } from '../../stream/contract/screen.ts';

const FIELDS = ['name', 'layout', 'scope'] as const;
export type WishField = (typeof FIELDS)[number];

const said = (wish: ScreenWish, field: WishField) => JSON.stringify(wish[field]);

/** What was typed upon `base`, upon `theirs` now: every field that was not touched follows, and `clashes` are those in which both say something else. */
export function onto(
  base: ScreenWish,
  mine: ScreenWish,
  theirs: ScreenWish,
): { wish: ScreenWish; clashes: WishField[] } {
  const touched = FIELDS.filter((field) => said(mine, field) !== said(base, field));
  const of = (field: WishField) => (touched.includes(field) ? mine : theirs);
  const { scope } = of('scope');
  return {
    wish: { name: of('name').name, layout: of('layout').layout, ...(scope ? { scope } : {}) },
    clashes: touched.filter(
      (field) => said(theirs, field) !== said(base, field) && said(theirs, field) !== said(mine, field),
    ),
  };
}
