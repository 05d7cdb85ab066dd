import { encode } from 'uqr';

/** So many light modules stand around a code: a camera finds none that touches something dark. */
const QUIET = 4;

/** The QR code of a text, as one SVG path of its dark modules. One unit is one module; `size` is the whole side, with the light around. */
export function qrOf(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { border: QUIET });
  const modules = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
  return { size, path: modules.join('') };
}
