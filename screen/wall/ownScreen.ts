import type { OwnScreen } from '../../stream/contract/screen.ts';
import { fetchPatiently } from '../stores/fetchPatiently.ts';

const ADDRESS = '/api/screens/current';

/** What the server knows this browser as, once it answers; undefined where it knows nothing of screens. */
export const awaitOwnScreen = async (): Promise<OwnScreen | undefined> =>
  (await fetchPatiently(ADDRESS)).body as OwnScreen | undefined;

/** The same, asked once; undefined while the server does not answer. */
export async function askOwnScreen(): Promise<OwnScreen | undefined> {
  try {
    const response = await fetch(ADDRESS, { headers: { accept: 'application/json' } });
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
