const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/** Fetches until the server has answered with something other than 429 or 5xx; pauses double, with jitter. A wall has nobody to press F5. */
export async function fetchPatiently(url: string): Promise<Response> {
  for (let pause = FIRST_MS; ; pause = Math.min(LONGEST_MS, pause * 2)) {
    try {
      const response = await fetch(url, { headers: { accept: 'application/json' } });
      if (response.status < 500 && response.status !== 429) return response;
    } catch {
      // The network is away: the same as a server that cannot answer.
    }
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
  }
}
