import type { Turn } from './carousel.ts';

export type Wish =
  | { kind: 'turn'; turn: Turn }
  | { kind: 'exact'; back: boolean }
  | { kind: 'pause' | 'full' | 'back' };

/** What a key wishes from a wall; undefined when nothing, or when the browser or a field means it. */
export function wishOf(event: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>): Wish | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
  switch (event.key) {
    case 'ArrowRight':
    case 'PageDown':
      return { kind: 'turn', turn: 'next' };
    case 'ArrowLeft':
    case 'PageUp':
      return { kind: 'turn', turn: 'previous' };
    case ' ':
      return { kind: 'pause' };
    case 'f':
    case 'F':
      return { kind: 'full' };
    case 'e':
    case 'E':
      return { kind: 'exact', back: event.key === 'E' };
    case 'Escape':
      return { kind: 'back' };
    default:
      return /^[1-9]$/.test(event.key) ? { kind: 'turn', turn: { page: Number(event.key) - 1 } } : undefined;
  }
}
