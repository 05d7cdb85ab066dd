import type { OwnScreen } from '../../stream/contract/screen.ts';

/** What the server knows this browser as; undefined while it does not answer. */
export async function askOwnScreen(): Promise<OwnScreen | undefined> {
  try {
    const response = await fetch('/api/screens/current', { headers: { accept: 'application/json' } });
    return response.ok ? ((await response.json()) as OwnScreen) : undefined;
  } catch {
    return undefined;
  }
}

/** Where a browser belongs that is, or was, a paired screen and shows `layout` now; undefined: where it is, or nowhere. */
export function placeOf(own: OwnScreen | undefined, layout: string | undefined, wishes: string): string | undefined {
  if (own?.screen && own.screen.layout !== layout) return `/wall/${own.screen.layout}${wishes}`;
  return own?.revoked && layout !== undefined ? `/tv${wishes}` : undefined;
}
