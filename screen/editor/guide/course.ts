import type { Box, Layout, Placed } from '../../../layouts/document.ts';
import type { Category } from '../../widgets/define.ts';
import { touches } from '../boxes.ts';
import { same } from '../fields.ts';

/** What a first wall takes: a number, what it counts, where it stands, a curve beside it, and the walls. */
export const STEPS = ['place', 'ask', 'arrange', 'curve', 'publish'] as const;
export type StepName = (typeof STEPS)[number];

/** The number that is arranged, as it was when it was placed. */
interface First {
  page: string;
  id: string;
  box: Box;
  asked: unknown;
}
/** One walk through the steps. How far it is, is read from the layout alone, so undoing a step leads back to it. */
export interface Course {
  layout: string;
  /** Widgets that stood there before, as `page/widget`. */
  known: readonly string[];
  first?: First;
  skipped: readonly StepName[];
  /** On the walls when it began; absent while that is not known. */
  revision?: number;
}
/** What is looked at: the layout as it is now, and the revision on the walls, undefined while that is not known. */
export interface Seen {
  document: Layout;
  revision: number | undefined;
  categoryOf: (type: string) => Category | undefined;
}

const all = ({ pages }: Layout) => pages.flatMap((page) => page.widgets.map((widget) => ({ page: page.id, widget })));
const nameOf = ({ page, widget }: { page: string; widget: Placed }) => `${page}/${widget.id}`;
const askedOf = ({ query, queries }: Placed): unknown => queries ?? query;

/** A course from here on. */
export const begun = (document: Layout): Course => ({
  layout: document.id,
  known: all(document).map(nameOf),
  skipped: [],
});

/** Widgets that were put there since, of one category. */
const fresh = ({ known }: Course, { document, categoryOf }: Seen, category: Category) =>
  all(document).filter((one) => categoryOf(one.widget.type) === category && !known.includes(nameOf(one)));

/** The number that is arranged, as it stands now. */
export const numberOf = ({ first }: Course, { pages }: Layout): Placed | undefined =>
  pages.find(({ id }) => id === first?.page)?.widgets.find(({ id }) => id === first?.id);

/** A curve that was put beside the number, or over it. */
export function curveOf(course: Course, seen: Seen): { widget: Placed; clear: boolean } | undefined {
  const number = numberOf(course, seen.document);
  const found = fresh(course, seen, 'chart').map(({ page, widget }) => ({
    widget,
    clear: number === undefined || (page === course.first?.page && !touches(widget.box, number.box)),
  }));
  return found.find(({ clear }) => clear) ?? found[0];
}

/** The course after a look: it takes the number up that was placed, and the revision it began upon. Itself when there is nothing new. */
export function noticed(course: Course, seen: Seen): Course {
  const begun = course.revision === undefined && seen.revision !== undefined ? { revision: seen.revision } : {};
  if (numberOf(course, seen.document)) return 'revision' in begun ? { ...course, ...begun } : course;
  const found = fresh(course, seen, 'number').at(-1);
  if (!found && !course.first) return 'revision' in begun ? { ...course, ...begun } : course;
  const { first: _, ...rest } = course;
  if (!found) return { ...rest, ...begun };
  const { page, widget } = found;
  return { ...rest, ...begun, first: { page, id: widget.id, box: widget.box, asked: askedOf(widget) } };
}

function isDone(step: StepName, course: Course, seen: Seen): boolean {
  const number = numberOf(course, seen.document);
  switch (step) {
    case 'place':
      return number !== undefined;
    case 'ask':
      return number !== undefined && !same(askedOf(number), course.first?.asked);
    case 'arrange':
      return number !== undefined && !same(number.box, course.first?.box);
    case 'curve':
      return curveOf(course, seen)?.clear === true;
    case 'publish':
      return course.revision !== undefined && (seen.revision ?? 0) > course.revision;
    default:
      return step satisfies never;
  }
}

/** The first step that is neither done nor skipped; undefined when all are. */
export const stepOf = (course: Course, seen: Seen): StepName | undefined =>
  STEPS.find((step) => !course.skipped.includes(step) && !isDone(step, course, seen));
