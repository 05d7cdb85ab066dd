const PAUSE = 20;

/**
 * Looks until it holds, at most `within` ms: by default so long that only what never comes is missed. They are counted
 * by looks: on a machine that stands still the time of a promise stands still, too.
 */
export async function eventually(check: () => Promise<void> | void, within = 15_000): Promise<void> {
  for (let looks = within / PAUSE; ; looks--) {
    try {
      await check();
      return;
    } catch (error) {
      if (looks <= 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}
