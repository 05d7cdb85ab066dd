import { createHash } from 'node:crypto';
import { type Connection, masters } from './connect.ts';
import { acquireFunction } from './functions/acquire.ts';
import { archiveLayoutFunction } from './functions/archiveLayout.ts';
import { checkpointFunction } from './functions/checkpoint.ts';
import { claimPairingFunction } from './functions/claimPairing.ts';
import { openPairingFunction } from './functions/openPairing.ts';
import { publishFunction } from './functions/publish.ts';
import { releaseFunction } from './functions/release.ts';
import { removeScreenFunction } from './functions/removeScreen.ts';
import { renewFunction } from './functions/renew.ts';
import { retainFunction } from './functions/retain.ts';
import { saveCampaignFunction } from './functions/saveCampaign.ts';
import { saveDraftFunction } from './functions/saveDraft.ts';
import { saveFreezeFunction } from './functions/saveFreeze.ts';
import { saveScreenFunction } from './functions/saveScreen.ts';
import { settleFunction } from './functions/settle.ts';

const FUNCTIONS = [
  acquireFunction,
  archiveLayoutFunction,
  checkpointFunction,
  claimPairingFunction,
  openPairingFunction,
  publishFunction,
  releaseFunction,
  removeScreenFunction,
  renewFunction,
  retainFunction,
  saveCampaignFunction,
  saveDraftFunction,
  saveFreezeFunction,
  saveScreenFunction,
  settleFunction,
] as const;
export type FunctionName = (typeof FUNCTIONS)[number]['name'];
export type Argument = string | number | Buffer;

const version = createHash('sha256')
  .update(FUNCTIONS.map((each) => each.source).join('\0'))
  .digest('hex')
  .slice(0, 12);
/** Function names are one namespace in Redis, so they carry the version too: old and new processes run side by side. */
const inRedis = (name: FunctionName) => `tw_${version}_${name}`;

function assemble(): { code: string; starts: { name: FunctionName; line: number }[] } {
  const starts: { name: FunctionName; line: number }[] = [];
  let code = `#!lua name=tw_${version}\n`;
  for (const { name, source } of FUNCTIONS) {
    starts.push({ name, line: code.split('\n').length });
    code += `${source}\nredis.register_function{function_name='${inRedis(name)}', callback=${name}, flags={'allow-oom'}}\n`;
  }
  return { code, starts };
}
const library = assemble();

/** Our functions in Redis: one library named by the hash of its source, loaded where it is missing. */
export class Library {
  private readonly connection: Connection;
  constructor(connection: Connection) {
    this.connection = connection;
    connection.on('ready', () => {
      this.load().catch(() => {}); // a call that misses it loads it again and reports
    });
  }

  /** Loads the library on every master; one that has it already is fine. */
  async load(): Promise<void> {
    await Promise.all(
      masters(this.connection).map((node) =>
        node.function('LOAD', library.code).catch((error: Error) => {
          if (!/already exists/.test(error.message)) throw error;
        }),
      ),
    );
  }

  /** Calls a function; where Redis does not know it yet, loads the library and calls again. */
  async call(name: FunctionName, keys: readonly string[], args: readonly Argument[]): Promise<unknown> {
    try {
      return await this.connection.fcall(inRedis(name), keys.length, ...keys, ...args);
    } catch (error) {
      if (!/function not found/i.test((error as Error).message)) throw located(error as Error);
    }
    await this.load();
    try {
      return await this.connection.fcall(inRedis(name), keys.length, ...keys, ...args);
    } catch (error) {
      throw located(error as Error);
    }
  }
}

/** The same error with the line of the assembled library turned into file and line. */
export function located(error: Error): Error {
  error.message = error.message.replace(/user_function:(\d+)/g, (whole, digits: string) => {
    const line = Number(digits);
    const start = library.starts.findLast((each) => each.line <= line);
    return start ? `${start.name}.lua:${line - start.line + 1}` : whole;
  });
  return error;
}
