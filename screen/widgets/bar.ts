/** Parts of a track that are told apart: less than half a pixel of the longest bar of a wall. */
const FINEST = 2_000;
const part = (of: number): number => Math.round(of * FINEST) / FINEST;

/** The style of a bar that reaches over a part of its track, 0 to 1. What nobody would see is no new style, and so begins no transition. */
export const barStyle = (reach: number): { transform: string } => ({ transform: `scaleX(${part(reach)})` });
/** The style of a mark at a part of its track, 0 to 1. */
export const tickStyle = (at: number): { left: string } => ({ left: `${Number((part(at) * 100).toFixed(2))}%` });
