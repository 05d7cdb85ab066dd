import type { Layout } from '../../layouts/document.ts';
import { Keeping } from './keeping.ts';

/** A text of the JSON view that is no layout yet, and the document upon which it was begun. */
export interface Unfinished {
  text: string;
  base: Layout;
  /** Epoch ms of this machine. */
  at: number;
}

const texts = new Keeping<Unfinished>('tidewall.json', ({ text, base }) =>
  Boolean(typeof text === 'string' && Array.isArray(base?.pages)),
);

/** Keeps a text of a layout on this machine. False when there is no room for it. */
export const keepText = (layout: string, text: string, base: Layout): boolean =>
  texts.keep(layout, { text, base, at: Date.now() });
export const forgetText = (layout: string): void => texts.forget(layout);

/** The text that was left last of a layout, by this window or by one that is gone: it is this window's from now on. */
export async function leftText(layout: string): Promise<Unfinished | undefined> {
  const last = (await texts.left(layout)).at(-1);
  if (!last) return undefined;
  last.take();
  keepText(layout, last.thing.text, last.thing.base);
  return last.thing;
}
