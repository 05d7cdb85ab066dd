const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/**
 * Fetches until the server has answered with something other than 401, 403, 429 or 5xx; pauses double, with jitter. A wall
 * has nobody to press F5, and rights come back: `refused` is told each time they are missing.
 */
export async function fetchPatiently(url: string, refused: (status: number) => void = () => {}): Promise<Response> {
  for (let pause = FIRST_MS; ; pause = Math.min(LONGEST_MS, pause * 2)) {
    try {
      const response = await fetch(url, { headers: { accept: 'application/json' } });
      const { status } = response;
      if (status === 401 || status === 403) refused(status);
      else if (status < 500 && status !== 429) return response;
    } catch {
      // The network is away: the same as a server that cannot answer.
    }
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
  }
}
