import type { Fit } from '../../layouts/document.ts';

export interface Extent {
  width: number;
  height: number;
}
/** How the canvas stands on the screen: scales, and where its left upper corner is, px of the screen. */
export interface Placement {
  scaleX: number;
  scaleY: number;
  x: number;
  y: number;
}

/** Puts a canvas on a screen. contain: all of it; cover: no bar; width, height: that side fills, the other is centred when it is smaller and begins at 0 when it is larger; stretch: both, out of proportion. */
export function fitCanvas(canvas: Extent, screen: Extent, mode: Fit): Placement {
  const byWidth = screen.width / canvas.width;
  const byHeight = screen.height / canvas.height;
  if (mode === 'stretch') return { scaleX: byWidth, scaleY: byHeight, x: 0, y: 0 };
  const scale = {
    contain: Math.min(byWidth, byHeight),
    cover: Math.max(byWidth, byHeight),
    width: byWidth,
    height: byHeight,
  }[mode];
  const middle = (room: number, length: number) => (room - length * scale) / 2;
  const start = (room: number, length: number) =>
    mode === 'width' || mode === 'height' ? Math.max(0, middle(room, length)) : middle(room, length);
  return { scaleX: scale, scaleY: scale, x: start(screen.width, canvas.width), y: start(screen.height, canvas.height) };
}

const PATH = [
  [0, 0],
  [1, 1],
  [2, 0],
  [1, -1],
  [0, -2],
  [-1, -1],
  [-2, 0],
  [-1, 1],
  [0, 2],
] as const;

/** Against burn-in: where the canvas stands in this minute, at most 2 px from its place, a small step each time. `at` is epoch ms. */
export function drift(at: number): { x: number; y: number } {
  const [x, y] = PATH[Math.floor(at / 60_000) % PATH.length] ?? [0, 0];
  return { x, y };
}
