import type { EChartsCoreOption } from 'echarts/core';
import { shades } from '../../chart/colour.ts';
import type { Palette } from '../../chart/palette.ts';
import { cut, widthOf } from '../width.ts';

export interface Slice {
  key: string;
  name: string;
  value: number;
  /** Written beside it: 36.8%, 1.21亿. */
  share: string;
  amount: string;
  rest: boolean;
}

export interface Setting {
  width: number;
  height: number;
  hollow: boolean;
}

const [PITCH, GAP, SHARE, WORDS, LEAST] = [58, 28, 72, 200, 60];
const NEARLY = 0.75;

/** How much of the radius is hollow. */
export const HOLLOW = 0.64;

/** The radius of the ring: as large as the height gives, with room for words at both sides. */
export const radiusOf = ({ width, height }: Setting): number =>
  Math.max(LEAST, Math.min(height / 2 - 12, width / 2 - WORDS));

/** Braces are what ECharts writes its styles in, and nothing stands for one: a name has them as wide as Han. */
const plain = (name: string): string => name.replaceAll('{', '｛').replaceAll('}', '｝');

/** Where the first slice begins, degrees: at the top; what is nearly all has its middle, and its label, at the right instead of below the ring. */
export function startOf(slices: readonly Slice[]): number {
  const sum = slices.reduce((total, { value }) => total + value, 0);
  let before = 0;
  for (const { value } of slices) {
    if (value > NEARLY * sum) return ((before + value / 2) / sum) * 360;
    before += value;
  }
  return 90;
}

/** Pure: slices × setting × tokens → what ECharts draws. Every slice is named beside it; there is no legend. */
export function chartOption(slices: readonly Slice[], setting: Setting, palette: Palette): EChartsCoreOption {
  const { width, height, hollow } = setting;
  const { body, note, value: strong } = palette.letters;
  const radius = radiusOf(setting);
  const roomy = height >= PITCH * slices.length;
  const colours = shades(palette.bar, palette.s2, slices.filter(({ rest }) => !rest).length);
  const room = width / 2 - radius - GAP;
  /** The amount is left out before it is cut. */
  const figures = (share: string, amount: string) =>
    widthOf(`${share} `, strong.fontSize) + widthOf(amount, note.fontSize) <= room
      ? `{share|${share}} {amount|${amount}}`
      : `{share|${share}}`;
  return {
    series: [
      {
        id: 'ring',
        type: 'pie',
        silent: true,
        animationDuration: 0,
        radius: [hollow ? radius * HOLLOW : 0, radius],
        startAngle: startOf(slices),
        avoidLabelOverlap: true,
        itemStyle: { borderColor: palette.ground, borderWidth: slices.length > 1 ? 2 : 0 },
        labelLine: { length: 14, length2: 10, lineStyle: { color: palette.line2, width: 1 } },
        data: slices.map(({ key, name, value, share, amount, rest }, index) => ({
          id: key,
          name: key,
          value,
          itemStyle: { color: rest ? palette.line2 : (colours[index] as string) },
          label: {
            alignTo: 'edge',
            edgeDistance: 0,
            formatter: roomy
              ? `${figures(share, amount)}\n{name|${cut(plain(name), body.fontSize, room)}}`
              : `{name|${cut(plain(name), body.fontSize, room - SHARE)}} {share|${share}}`,
            rich: {
              name: { ...body, color: palette.t1, lineHeight: 28 },
              share: { ...strong, color: palette.t1, lineHeight: 28 },
              amount: { ...note, color: palette.t3, lineHeight: 28 },
            },
          },
        })),
      },
    ],
  };
}
