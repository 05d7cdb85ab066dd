import type { Watched } from '../../../stream/contract/query.ts';
import type { Size } from '../define.ts';
import { isQuery } from '../words.ts';

const [KEY, NARROW, ROW, PITCH, FEW] = [150, 440, 32, 96, 3];

/** Where the parts of columns stand: the drawing, and the names of several series beside it, below it where it is narrow. */
export interface Arrangement {
  place: Size;
  /** The names stand in a row. */
  row: boolean;
  /** Px the names are wide. */
  key: number;
}

export function arrange(size: Size, several: boolean): Arrangement {
  const row = several && size.width < NARROW;
  const place = {
    ...size,
    width: size.width - (several && !row ? KEY : 0),
    height: size.height - (row ? ROW : 0),
  };
  return { place, row, key: row ? size.width : KEY };
}

/** No more groups than can be named, no more series than can be told apart. */
export function fewer<Wish extends { columns: number; series: number }>(
  wish: Wish,
  width: number,
  several: boolean,
): Wish {
  const room = width - (several && width >= NARROW ? KEY + PITCH : 0);
  const columns = Math.min(wish.columns, Math.max(1, Math.floor(room / PITCH)));
  return { ...wish, columns, series: width < NARROW ? Math.min(FEW, wish.series) : wish.series };
}

/** Whether a query makes several series out of its metrics. */
export const hasSeveral = (query: Watched | undefined, metric: string | undefined): boolean =>
  isQuery(query) && query.metrics.length > 1 && metric === undefined;
