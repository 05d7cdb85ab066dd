import type { Component } from 'vue';
import type { z } from 'zod';
import type { Placed, Theme, Words } from '../../layouts/document.ts';
import type { Dimension, Watched } from '../../stream/contract/query.ts';
import type { Answer } from '../../stream/contract/reading.ts';
import type { Locale } from '../format.ts';

/** How fresh what a widget shows is; the seconds are its age when it is not live. */
export interface Freshness {
  kind: 'waiting' | 'live' | 'late' | 'held' | 'lost';
  seconds: number;
}

export interface Size {
  width: number;
  height: number;
  /** Device pixels a canvas pixel is drawn with. */
  scale: number;
}

/** Everything a view knows. It has no store, no socket and no clock of its own. */
export interface ViewProps {
  /** One a query, in its order; undefined while unknown. An answer keeps its identity until its content changes. */
  answers: readonly (Answer | undefined)[];
  queries: readonly Watched[];
  size: Size;
  /** The server's now, epoch ms; undefined before its first message. */
  now: number | undefined;
  freshness: Freshness;
  theme: Theme;
  locale: Locale;
  title: string;
  note: string;
  /**
   * A group of its first query may be picked, to filter the page: the view marks its element with `data-pick` = the
   * group's key, or emits `pick` with the key where there is no element.
   */
  pickable?: boolean;
  /** The group that is picked, when the view goes on showing all of them. */
  picked?: string | undefined;
}

/**
 * What stands around the view. `rule`: a line above, title, as-of mark. `bare`: the same without the line, for what comes
 * first. `label`: a line and a small label, for KPIs. `line`: only the line. `none`: nothing.
 */
export type Frame = 'rule' | 'bare' | 'label' | 'line' | 'none';
/** Height of what stands above the view, px. */
export const HEADS: Readonly<Record<Frame, number>> = { rule: 45, bare: 40, label: 37, line: 1, none: 0 };

/** Where a palette keeps it. */
export const CATEGORIES = ['number', 'chart', 'map', 'list', 'campaign', 'page'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Whether a part of a query is drawn: never, if it is there, or nothing is drawn without it. */
export type Need = 'no' | 'may' | 'must';
/** What of a query is drawn. */
export interface Drawn {
  /** At most so many metrics are drawn, at least so many are needed (1). */
  metrics: number;
  least?: number;
  by: Need;
  step: Need;
  compare: Need;
}
/** A query that may stand behind the first one, in its place: what it is for. */
export interface Beside extends Drawn {
  titles: Required<Words>;
  /** What it is added with. */
  first: Watched;
  /** It counts the metrics of the first query. */
  follows?: true;
}
/** What queries it can draw, and those it is placed with, which draw something at once. */
export interface Asks extends Drawn {
  first: readonly [Watched, ...Watched[]];
  beside?: readonly Beside[];
  /** It draws these metrics and no others: those of its first query. */
  fixed?: true;
}

export interface Widget<Options extends z.ZodType = z.ZodType> {
  titles: Required<Words>;
  category: Category;
  /** One of the few that most walls need. */
  often?: true;
  /** It draws with WebGL where it can: a page has only so many contexts. */
  deep?: true;
  /** Absent: what it shows is no query of the layout. */
  asks?: Asks;
  /** The only truth about the options: types, defaults, form and validation. Must accept `{}`. */
  options: Options;
  frame: Frame;
  sizes: { usual: { width: number; height: number }; least: { width: number; height: number } };
  /** At least so many ms between two changes, 20 to 1,000. */
  every: number;
  /** What it asks for beside the queries of the layout, or instead of them. */
  queries?: (given: readonly Watched[], options: z.output<Options>) => readonly Watched[];
  /** What it is called and what stands quietly beside the title, when the layout says nothing. */
  naming?: (
    props: Pick<ViewProps, 'answers' | 'queries' | 'locale'> & {
      /** Of the server's now, as `dayKey`. */
      today?: string | undefined;
    },
    options: z.output<Options>,
  ) => Naming;
  /** The only dimensions it can draw; any when absent. */
  groups?: readonly Dimension[];
  /** Its options on a filtered page: without what is true of the whole only. Undefined: it is true of the whole only. */
  narrowed?: (options: z.output<Options>) => z.output<Options> | undefined;
  view: () => Promise<{ default: Component }>;
}
export interface Naming {
  title?: string;
  note?: string;
}

/** Types the options; promises nothing more. */
export function defineWidget<Options extends z.ZodType>(widget: Widget<Options>): Widget<Options> {
  return widget;
}

/** A placed widget's own queries. */
export const given = (placed: Placed): readonly Watched[] => placed.queries ?? (placed.query ? [placed.query] : []);
