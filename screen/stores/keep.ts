import type { Layout } from '../../layouts/document.ts';
import { Keeping } from './keeping.ts';

/** Edits that have not reached the server, as they are kept on this machine. */
export interface Kept {
  /** The version they were made upon, and that document. */
  etag: string;
  base: Layout;
  document: Layout;
  /** Epoch ms of this machine. */
  at: number;
  /** How many steps they are. */
  steps: number;
}

const edits = new Keeping<Kept>('tidewall.edits', ({ etag, base, document }) =>
  Boolean(typeof etag === 'string' && base && document),
);

/** Keeps edits of a layout on this machine. False when there is no room for them. */
export const keepEdits = (layout: string, kept: Kept): boolean => edits.keep(layout, kept);
export const forgetEdits = (layout: string): void => edits.forget(layout);

/** What windows that are gone have left of a layout, the oldest first. It is handed over: a second call finds it no more. */
export async function leftEdits(layout: string): Promise<Kept[]> {
  const left = await edits.left(layout);
  for (const { take } of left) take();
  return left.map(({ thing }) => thing);
}
