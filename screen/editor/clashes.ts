import type { Placed } from '../../layouts/document.ts';
import type { Collision } from './merge.ts';
import type { Mark } from './publish/tones.ts';

/** The page that a collision is on; undefined when it is about the canvas or the whole. */
export const pageOf = ({ path }: Collision): string | undefined => (path[0] === 'pages' ? path[1] : undefined);

/** The frames on one page: of `widgets`, those that somebody else changed as well, numbered as the collisions are. */
export function clashMarks(collisions: readonly Collision[], page: string, widgets: readonly Placed[]): Mark[] {
  return widgets.flatMap(({ id, box }): Mark[] => {
    const about = collisions.flatMap((one, index) => (pageOf(one) === page && one.path[3] === id ? [index] : []));
    const [first] = about;
    if (first === undefined) return [];
    return [{ id, box, numbers: about.map((index) => index + 1), tone: 'changed', index: first }];
  });
}
