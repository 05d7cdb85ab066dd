import { refusal } from '../../layouts/refuse.ts';
import type { Pair } from '../widgets/option.ts';
import { tooMany } from './clip.ts';
import type { Desk } from './tools/gesture.ts';

const LASTS_MS = 8_000;

/** Why a text or an address may not stand in a layout, in both languages; undefined when it may. */
export const unwritable = (value: unknown): Pair | undefined =>
  refusal(value) ? ['不能写代码和 HTML', 'Code and HTML are not allowed'] : undefined;

/** Whether a name is refused; who wrote it is told. A layout that held it could not be saved at all. */
export function refusesName(name: string, { speaking, notice }: Pick<Desk, 'speaking' | 'notice'>): boolean {
  const fault = unwritable(name);
  if (fault)
    notice.tell({
      kind: 'bad',
      text: speaking.words(...fault),
      note: speaking.words('名字没有改', 'the name stays as it was'),
      lasts: LASTS_MS,
    });
  return fault !== undefined;
}

/** Says that a page has no room for so many widgets. */
export function tellFull(count: number, { speaking, notice }: Pick<Desk, 'speaking' | 'notice'>): void {
  notice.tell({ kind: 'bad', text: tooMany(count).fault[speaking.language], lasts: LASTS_MS });
}
