import type { Layout } from '../../layouts/document.ts';
import { Failure } from '../../stream/contract/failure.ts';
import type { OutsideWidget, Scope } from '../../stream/contract/screen.ts';
import { ownOf } from './rights.ts';
import { within } from './scope.ts';

/** The widgets of a layout that a screen with this scope cannot show, because what they ask is not counted within it. */
export const outside = (layout: Layout, scope: Scope | undefined): OutsideWidget[] =>
  layout.pages.flatMap(({ id: page, widgets }) =>
    widgets
      .filter((placed) => !placed.hidden && ownOf(placed).some((own) => within(own, scope) instanceof Failure))
      .map(({ id, type, title }) => ({ page, id, type, ...(title ? { title } : {}) })),
  );
