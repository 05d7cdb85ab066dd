import { CommandError, type Context, STATUS } from '../command.ts';
import { until } from './order.ts';

/** What the ingest API says to one body. */
export interface Answer {
  accepted: number;
  late: number;
  rejected: { index: number; id?: string; code: string; path?: string; message: string }[];
}

export interface Door {
  url: string;
  key: string;
  signal: AbortSignal;
  /** Told of each body that has to be sent again, and why. */
  again?: (why: string) => void;
  /** How long to keep trying while nothing goes through, ms. */
  patience?: number;
  /** How long to keep trying where nothing has answered yet, ms: it is rather the wrong address than a server that starts again. */
  first?: number;
  /** Something has answered. */
  answered?: boolean;
}

/**
 * Sends one NDJSON body until the server has answered for good. A 429, a 503, a time-out and a cut connection send the whole
 * body again: events that were already in count once. Throws a CommandError when the door stays shut.
 */
export async function post(body: string, door: Door): Promise<Answer> {
  const began = Date.now();
  const { first = 15_000, patience = 10 * 60_000 } = door;
  for (let attempt = 0; ; attempt++) {
    const result = await once(body, door);
    if (typeof result === 'object' && 'accepted' in result) return result;
    door.signal.throwIfAborted();
    if (Date.now() - began > (door.answered ? patience : Math.min(first, patience)))
      throw unreachable(door.url, result.why);
    door.again?.(result.why);
    const pause = result.after ?? Math.min(5_000, 100 * 2 ** attempt);
    await until(Date.now() + pause * (0.75 + Math.random() / 2), door.signal);
  }
}

async function once(body: string, door: Door): Promise<Answer | { why: string; after?: number }> {
  const { url, key, signal } = door;
  let response: Response;
  try {
    response = await fetch(new URL('/api/events', url), {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
    });
    door.answered = true;
    if (response.status === 202) return (await response.json()) as Answer;
    const text = await response.text();
    const after = Number(response.headers.get('retry-after')) * 1000;
    if (response.status === 429 || response.status >= 500) {
      return { why: `${response.status} ${titleOf(text)}`, ...(after > 0 ? { after } : {}) };
    }
    throw refused(response.status, titleOf(text));
  } catch (error) {
    if (error instanceof CommandError) throw error;
    return { why: reasonOf(error) };
  }
}

/** The sentence of a problem-details body, or its first characters. */
export function titleOf(text: string): string {
  try {
    const problem = JSON.parse(text) as { title?: string; detail?: string };
    return problem.detail ?? problem.title ?? text.slice(0, 200);
  } catch {
    return text.slice(0, 200);
  }
}

/** Why a request did not come through, as short as the network says it. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = (cause as NodeJS.ErrnoException).code;
  return code ?? cause.message;
}

function refused(status: number, sentence: string): CommandError {
  const key = status === 401 || status === 403;
  return new CommandError(
    {
      en: `The server refused the events (${status}): ${sentence}${key ? ' Give an ingest key with --key; `tidewall keys add NAME` makes one.' : ''}`,
      'zh-CN': `服务器拒绝了事件（${status}）：${sentence}${key ? ' 用 --key 指定写入密钥；`tidewall keys add 名称` 可新建。' : ''}`,
    },
    STATUS.unreachable,
  );
}

/** Says while it lasts that something is sent again, and why. */
export const tellAgain =
  ({ progress, say }: Pick<Context, 'progress' | 'say'>, url: string) =>
  (why: string): void =>
    progress(say({ en: `${url}: ${why}; trying again`, 'zh-CN': `${url}：${why}；正在重试` }));

export function unreachable(url: string, why: string): CommandError {
  return new CommandError(
    {
      en: `${url} does not answer (${why}). Is the server running (npm start)? --url says where it is.`,
      'zh-CN': `${url} 没有响应（${why}）。服务器启动了吗（npm start）？可用 --url 指定地址。`,
    },
    STATUS.unreachable,
  );
}
