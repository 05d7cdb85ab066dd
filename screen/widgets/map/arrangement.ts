import type { Box, Language } from '../../../layouts/document.ts';
import type { Point } from '../../chart/geojson.ts';
import { PITCH } from './callouts.ts';
import type { Kind } from './kinds.ts';
import { INSET_SIZE } from './plane.ts';

/** Where the parts of a map stand in a widget, px. */
export interface Arrangement {
  map: Box;
  /** Lower right corner of the inset; undefined for none. */
  corner: Point | undefined;
  /** Where the largest are named. */
  names: { left: number; width: number; top: number; bottom: number };
  /** Bottom of the legend, from the widget's own. */
  legend: number;
}

const APPROVAL = 30;
const LEGEND_WIDTH = 190;

/** `inset`: the map is one to which ECharts adds 南海诸岛. */
export function arrange(
  { names }: Kind,
  { width, height }: { width: number; height: number },
  language: Language,
  { top, approval, inset }: { top: number; approval: boolean; inset: boolean },
): Arrangement {
  const foot = approval ? APPROVAL : 0;
  if (names === 'sea') {
    const column = language === 'en' ? 190 : 137;
    const bottom = inset ? height - INSET_SIZE.height - 14 : height - foot;
    return {
      map: { x: 0, y: 4, width: width - (top > 0 ? column : inset ? INSET_SIZE.width : 0), height: height - foot - 4 },
      corner: inset ? [width, height] : undefined,
      names: { left: width - column, width: column, top: 40, bottom },
      legend: foot,
    };
  }
  const strip = Math.max(2, Math.ceil(top / 2)) * PITCH;
  const ground = height - foot - strip;
  return {
    map: { x: 0, y: 0, width, height: ground - 8 },
    corner: undefined,
    names: { left: LEGEND_WIDTH, width: (width - LEGEND_WIDTH) / 2, top: ground, bottom: height - foot },
    legend: foot,
  };
}
