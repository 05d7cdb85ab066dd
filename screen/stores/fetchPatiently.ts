const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/** An answer that came whole. `body` is its JSON, undefined where the server said no. */
export interface Answered {
  ok: boolean;
  status: number;
  headers: Headers;
  body: unknown;
}

/**
 * Fetches until the server has answered with something other than 401, 403, 429 or 5xx, and what it answered is there to its
 * end; pauses double, with jitter. A wall has nobody to press F5, and rights come back: `refused` is told each time they are
 * missing.
 */
export async function fetchPatiently(url: string, refused: (status: number) => void = () => {}): Promise<Answered> {
  for (let pause = FIRST_MS; ; pause = Math.min(LONGEST_MS, pause * 2)) {
    try {
      const response = await fetch(url, { headers: { accept: 'application/json' } });
      const { ok, status, headers } = response;
      if (status === 401 || status === 403) refused(status);
      else if (status < 500 && status !== 429)
        return { ok, status, headers, body: ok ? ((await response.json()) as unknown) : undefined };
    } catch {
      // The network is away, or went in the middle: the same as a server that cannot answer.
    }
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
  }
}
