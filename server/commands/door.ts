import { readFileSync } from 'node:fs';
import { CommandError, type Context, type Option, STATUS } from './command.ts';
import { reasonOf, titleOf, unreachable } from './feed/post.ts';

/** The options by which a command finds the server. */
export const URL_OPTION = {
  url: {
    type: 'string',
    value: 'URL',
    help: {
      en: 'where the server is (default http://127.0.0.1:7070)',
      'zh-CN': '服务器地址（默认 http://127.0.0.1:7070）',
    },
  },
} as const satisfies Record<string, Option>;
export const KEY_OPTION = {
  key: {
    type: 'string',
    value: 'KEY',
    help: {
      en: 'ingest key, or @FILE that holds it (default: the first of TIDEWALL_INGEST_KEYS)',
      'zh-CN': '写入密钥，或 @文件（默认取 TIDEWALL_INGEST_KEYS 的第一个）',
    },
  },
} as const satisfies Record<string, Option>;
export const TOKEN_OPTION = {
  token: {
    type: 'string',
    value: 'TOKEN',
    help: {
      en: 'API token, or @FILE that holds it (default TIDEWALL_API_TOKEN; a laptop needs none)',
      'zh-CN': 'API 令牌，或 @文件（默认 TIDEWALL_API_TOKEN；本机无需）',
    },
  },
} as const satisfies Record<string, Option>;

/** Where the server is. */
export function urlOf({ args, env }: Context): string {
  const fallback = `http://127.0.0.1:${env.PORT ?? '7070'}`;
  return args.read(
    'url',
    fallback,
    (text) => (/^https?:\/\/[^\s/]+/.test(text) && URL.canParse(text) ? text : undefined),
    'http://host:port',
  );
}

/** The ingest key to send with. Throws a sentence that says where to get one. */
export function keyOf({ args, env }: Context): string {
  const given = args.text('key');
  if (given !== undefined) return secret(given, '--key');
  const pairs = env.TIDEWALL_INGEST_KEYS ?? fromFile(env.TIDEWALL_INGEST_KEYS_FILE, 'TIDEWALL_INGEST_KEYS_FILE');
  const first = pairs?.split(',')[0]?.trim();
  const key = first?.slice(first.indexOf(':') + 1);
  if (key) return key;
  throw new CommandError({
    en: '--key: an ingest key is needed. `tidewall keys add NAME` makes one; TIDEWALL_INGEST_KEYS=name:key gives one, too.',
    'zh-CN': '--key：需要写入密钥。`tidewall keys add 名称` 可新建，也可设置 TIDEWALL_INGEST_KEYS=名称:密钥。',
  });
}

function secret(text: string, name: string): string {
  return text.startsWith('@') ? (fromFile(text.slice(1), name) ?? '') : text;
}

function fromFile(path: string | undefined, name: string): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    const why = reasonOf(error);
    throw new CommandError({
      en: `${name}: ${path} cannot be read (${why}).`,
      'zh-CN': `${name}：无法读取 ${path}（${why}）。`,
    });
  }
}

/** One request to the API with the token that the arguments name, and its whole answer, whatever its status. */
export async function request(
  context: Context,
  method: string,
  path: string,
  { body, headers: more = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<{ response: Response; text: string }> {
  const { args, env, signal } = context;
  const url = urlOf(context);
  const given = args.text('token') ?? env.TIDEWALL_API_TOKEN;
  const token = given ? secret(given, '--token') : fromFile(env.TIDEWALL_API_TOKEN_FILE, 'TIDEWALL_API_TOKEN_FILE');
  const headers: Record<string, string> = { ...(token ? { authorization: `Bearer ${token}` } : {}), ...more };
  if (body !== undefined) headers['content-type'] = 'application/json';
  try {
    const init = { method, headers, signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]) };
    const response = await fetch(
      new URL(path, url),
      body === undefined ? init : { ...init, body: JSON.stringify(body) },
    );
    return { response, text: await response.text() };
  } catch (error) {
    throw unreachable(url, reasonOf(error));
  }
}

/** What the server's refusal means to the person at the keyboard. */
export function refusal(status: number, text: string): CommandError {
  const hint = status === 401 || status === 403;
  return new CommandError(
    {
      en: `The server says ${status}: ${titleOf(text)}${hint ? ' --token (or TIDEWALL_API_TOKEN) gives a token.' : ''}`,
      'zh-CN': `服务器答复 ${status}:${titleOf(text)}${hint ? ' 可用 --token(或 TIDEWALL_API_TOKEN)提供令牌。' : ''}`,
    },
    status >= 500 ? STATUS.unreachable : STATUS.usage,
  );
}

/** Asks the API and gives its JSON answer. A refusal is a CommandError with the server's own sentence. */
export async function ask(context: Context, method: string, path: string, body?: unknown): Promise<unknown> {
  const { response, text } = await request(context, method, path, body === undefined ? {} : { body });
  if (response.ok) return text === '' ? undefined : (JSON.parse(text) as unknown);
  throw refusal(response.status, text);
}
