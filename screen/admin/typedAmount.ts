/** Zeros behind the units that operators type. */
const UNITS: Readonly<Record<string, number>> = {
  ...{ 万: 4, w: 4, 百万: 6, 千万: 7, 亿: 8, 百亿: 10, 千亿: 11, 万亿: 12 },
  ...{ k: 3, m: 6, b: 9 },
};
const PART = /(\d+(?:\.\d+)?)(万亿|千亿|百亿|亿|千万|百万|万|w|k|m|b)/gy;

/** `text` times ten to the `power`, digit by digit. */
function shifted(text: string, power: number): string {
  const [whole = '', fraction = ''] = text.split('.');
  const figures = whole + fraction.slice(0, power).padEnd(power, '0');
  const rest = fraction.slice(power).replace(/0+$/, '');
  return figures.replace(/^0+(?=\d)/, '') + (rest && `.${rest}`);
}

/** What an operator types for an amount, as plain figures: `200万`, `200w`, `1.5亿`, `1亿2000万`, `￥2,000,000`, `2M`. What is none of these stays as it is. */
export function plainAmount(typed: string): { figures: string; worded: boolean } {
  const figures = typed
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/(?<=\d),(?=\d{3,4}(?!\d))/g, '')
    .replace(/^[¥$€£]|元$/g, '')
    .replace(/萬/g, '万')
    .replace(/億/g, '亿')
    .toLowerCase();
  const parts = [...figures.matchAll(PART)].map(([all, number = '', unit = '']) => ({
    length: all.length,
    power: UNITS[unit] ?? 0,
    number,
  }));
  const falling = parts.every(({ power }, index) => index === 0 || power < (parts[index - 1]?.power ?? 0));
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (parts.length === 0 || !falling || length !== figures.length) return { figures, worded: false };
  const values = parts.map(({ number, power }) => shifted(number, power));
  if (values.length === 1) return { figures: values[0] ?? '', worded: true };
  if (values.some((value) => value.includes('.'))) return { figures, worded: false };
  return { figures: String(values.reduce((sum, value) => sum + BigInt(value), BigInt(0))), worded: true };
}
