import type { Page } from '../../layouts/document.ts';
import { WIDGETS } from '../widgets/index.ts';
import { type Narrowed, narrow } from './narrow.ts';
import { type Broken, isBroken, type Prepared, prepare } from './prepare.ts';

/** Pictures are small and many: they change at most so often. */
const EVERY_MS = 1_000;

/** The widgets of a page that can be seen. */
export const preparedOf = (page: Page): (Prepared | Broken)[] =>
  page.widgets.filter(({ hidden }) => !hidden).map((placed) => prepare(placed, WIDGETS));

/** What a small picture of them asks for; nothing for those that are broken. */
export const demandsOf = (prepared: readonly (Prepared | Broken)[]): Narrowed[] =>
  prepared.flatMap((one) => (isBroken(one) ? [] : [{ ...narrow(one, {}), every: EVERY_MS }]));
