const RENEWED = 'tidewall.renewed';
/** Reasons remembered: servers of several builds may answer in turn. */
const REMEMBERED = 20;
const PATIENCE_MS = 10_000;

/** What a page needs of its browser to load itself anew. */
export interface Renewal {
  /** The reasons of this tab so far; undefined where nothing can be remembered. */
  reasons(): string[] | undefined;
  remember(reasons: string[]): void;
  /** Whether the page would be answered now. */
  served(): Promise<boolean>;
  reload(): void;
}

const tab: Renewal = {
  reasons() {
    try {
      const kept: unknown = JSON.parse(sessionStorage.getItem(RENEWED) ?? '[]');
      return Array.isArray(kept) ? kept.map(String) : [];
    } catch {
      return undefined;
    }
  },
  remember: (reasons) => sessionStorage.setItem(RENEWED, JSON.stringify(reasons)),
  async served() {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    try {
      return (await fetch(location.href, { cache: 'no-store', signal: patience.signal })).ok;
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
    }
  },
  reload: () => location.reload(),
};

/**
 * Loads the page anew, once for each reason, ever: what a first time did not mend a second will not. Not while the server
 * would not answer, since a white page is worse than an old one, and not where the reason cannot be remembered.
 * `again` means: ask later.
 */
export async function renew(reason: string, on: Renewal = tab): Promise<'renewed' | 'never' | 'again'> {
  const reasons = on.reasons();
  if (!reasons || reasons.includes(reason)) return 'never';
  if (!(await on.served())) return 'again';
  try {
    on.remember([...reasons, reason].slice(-REMEMBERED));
  } catch {
    return 'never';
  }
  on.reload();
  return 'renewed';
}
