import type { Language, Words } from '../../layouts/document.ts';
import { text } from '../widgets/words.ts';

/** What a wall is called, and its id where another one is called the same. */
export interface WallName {
  title: string;
  id?: string;
}

/** The names of walls by their ids, so that no two of them read the same. */
export function wallNames(
  walls: readonly { id: string; title: Words }[],
  language: Language,
): ReadonlyMap<string, WallName> {
  const titled = walls.map(({ id, title }) => ({ id, title: text(title, language) || id }));
  const counts = new Map<string, number>();
  for (const { title } of titled) counts.set(title, (counts.get(title) ?? 0) + 1);
  return new Map(titled.map(({ id, title }) => [id, (counts.get(title) ?? 0) > 1 ? { title, id } : { title }]));
}
