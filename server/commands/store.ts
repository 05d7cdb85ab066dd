import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Connection, connect, disconnect, socketFor, unixUrl } from '../../stream/index.ts';
import { isRedisUrl } from '../config.ts';
import { CommandError, type Context, STATUS } from './command.ts';
import { reasonOf } from './feed/post.ts';

/** Where the store is: REDIS_URL, else the socket of the embedded Redis that runs under TIDEWALL_DATA. */
export function storeUrl(env: Context['env']): string {
  if (env.REDIS_URL && !isRedisUrl(env.REDIS_URL))
    throw new CommandError({
      en: 'REDIS_URL: expected redis://… or rediss://… with a host and a port, several comma-separated for a cluster.',
      'zh-CN': 'REDIS_URL：应为 redis://… 或 rediss://…（含主机与端口），集群以逗号分隔多个。',
    });
  if (env.REDIS_URL) return env.REDIS_URL;
  const data = resolve(env.TIDEWALL_DATA ?? './data');
  const directory = join(data, 'redis');
  if (existsSync(directory)) {
    const socket = socketFor(directory);
    if (existsSync(socket)) return unixUrl(socket);
  }
  throw new CommandError(
    {
      en: `No Redis runs under ${data}. Start the server (npm start), or set REDIS_URL or TIDEWALL_DATA to where it is.`,
      'zh-CN': `${data} 下没有正在运行的 Redis。启动服务器（npm start），或用 REDIS_URL、TIDEWALL_DATA 指定位置。`,
    },
    STATUS.unreachable,
  );
}

/** Opens the store, does one thing with it and closes it again. */
export async function withStore<T>({ env }: Pick<Context, 'env'>, act: (store: Connection) => Promise<T>): Promise<T> {
  let broke: string | undefined;
  const onError = (error: Error) => {
    broke = reasonOf(error);
  };
  const store = connect(storeUrl(env), { name: 'tidewall-cli', onError });
  try {
    await store.ping();
    return await act(store);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const why = broke ?? reasonOf(error);
    throw new CommandError(
      { en: `The store does not answer (${why}).`, 'zh-CN': `数据存储没有响应（${why}）。` },
      STATUS.unreachable,
    );
  } finally {
    disconnect(store);
  }
}
