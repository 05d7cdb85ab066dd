import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { Refusal } from '../../stream/contract/failure.ts';
import { vacate } from '../../stream/index.ts';
import { CommandError, type Words } from './command.ts';

/** Throws a CommandError when something listens on this port of the loopback. */
export function checkPort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new CommandError({
          en: `Port ${port} cannot be used (${error.code}). Another program (another demo?) listens there: stop it, or choose another with --port.`,
          'zh-CN': `端口 ${port} 无法使用（${error.code}）。可能被其他程序（或另一个演示）占用：停止它，或用 --port 换一个端口。`,
        }),
      );
    });
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

/** Empties the store. A Redis that outlived its launcher is ended first; a store that somebody still uses is refused. */
export async function emptied(store: string, tell: (words: Words) => void): Promise<void> {
  try {
    await vacate(store, (pid) =>
      tell({
        en: `A Redis that outlived its launcher (process ${pid}) is ended first.`,
        'zh-CN': `先结束上次遗留的 Redis（进程 ${pid}）。`,
      }),
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new CommandError({
      en: `${error.message} Stop the demo that runs there, or choose another TIDEWALL_DATA.`,
      'zh-CN': `演示目录 ${store} 不能用：被另一个进程占用，或无法写入。停止那个演示，或更换 TIDEWALL_DATA（${error.message}）。`,
    });
  }
  rmSync(store, { recursive: true, force: true });
  mkdirSync(store, { recursive: true });
}
