import { Arguments } from './args.ts';
import { type Command, CommandError, type Context, STATUS, type Words } from './command.ts';
import { demo } from './demo.ts';
import { get } from './get.ts';
import { EVERYWHERE, languageOf, overview, page, VERSION } from './help.ts';
import { keys } from './keys.ts';
import { layouts } from './layouts.ts';
import { reconcile } from './reconcile.ts';
import { rehearse } from './rehearse.ts';
import { replay } from './replay.ts';
import { installedVersion } from './root.ts';
import { screens } from './screens.ts';
import { validate } from './validate.ts';
import { voidCommand } from './void.ts';

export const COMMANDS: readonly Command[] = [
  replay,
  rehearse,
  demo,
  get,
  voidCommand,
  reconcile,
  validate,
  keys,
  layouts,
  screens,
];

/** A command that must stop has so long to finish what is under way; whoever pressed Ctrl-C waits for no more, ms. */
const GRACE_MS = 1_500;
const INTERRUPTED: Words = { en: 'Interrupted.', 'zh-CN': '已中断。' };

/** Where a command line is run: its environment, its outputs, and the signal that falls when it must stop. */
export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>;
  signal: AbortSignal;
  out(text: string): void;
  err(text: string): void;
  /** Whether a progress line may be overwritten. */
  terminal: boolean;
}

/** Runs one command line and resolves to its exit status; never throws what a user may cause. */
export async function run(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { signal, out, err } = surroundings;
  // An empty variable is an unset one, as for the server.
  const env = Object.fromEntries(Object.entries(surroundings.env).filter(([, value]) => value !== ''));
  const language = languageOf(argv, env);
  const say = (words: Words) => words[language];
  const progress = progressLine(surroundings);
  const interrupted = () => {
    err(`${progress.clear()}${say(INTERRUPTED)}\n`);
    return STATUS.interrupted;
  };
  try {
    const name = argv.find((word, index) => !word.startsWith('-') && argv[index - 1] !== '--lang');
    if (name === undefined) {
      const args = read(argv, { ...EVERYWHERE, ...VERSION });
      out(`${args.flag('version') ? installedVersion() : overview(COMMANDS, language)}\n`);
      return STATUS.good;
    }
    const command = COMMANDS.find((each) => each.name === name);
    if (!command) {
      const all = COMMANDS.map((each) => each.name).join(', ');
      throw new CommandError({
        en: `"${name}" is no command; there are: ${all}.`,
        'zh-CN': `没有“${name}”这个命令；可用命令：${all}。`,
      });
    }
    const args = read(argv.toSpliced(argv.indexOf(name), 1), { ...command.options, ...EVERYWHERE });
    if (args.flag('help')) {
      out(`${page(command, language)}\n`);
      return STATUS.good;
    }
    const note = (text: string) => err(`${progress.clear()}${text}\n`);
    const print = (text: string) => {
      err(progress.clear());
      out(`${text}\n`);
    };
    const context: Context = { args, env, language, signal, say, note, print, progress: progress.show };
    const running = command.run(context);
    running.catch(() => {}); // of one that was given up nobody asks any more
    const status = await Promise.race([running, overdue(signal)]);
    return signal.aborted ? interrupted() : status;
  } catch (error) {
    if (signal.aborted) return interrupted();
    if (!(error instanceof CommandError)) throw error;
    err(`${progress.clear()}tidewall: ${say(error.words)}\n`);
    return error.status;
  }
}

function read(argv: readonly string[], options: Command['options']): Arguments {
  const args = new Arguments(argv, options);
  args.read('lang', 'en', (text) => (/^(zh|en)/i.test(text) ? text : undefined), 'zh-CN|en');
  return args;
}

/** Resolves when a command that must stop has had its time. */
function overdue(signal: AbortSignal): Promise<number> {
  return new Promise((resolve) => {
    const give = () => setTimeout(resolve, GRACE_MS, STATUS.interrupted).unref();
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
}

function progressLine({ err, terminal }: Surroundings) {
  let shown = false;
  let last = 0;
  return {
    show(text: string): void {
      const now = Date.now();
      if (now - last < (terminal ? 100 : 5_000)) return;
      last = now;
      shown = terminal;
      err(terminal ? `\r\u001b[2K${text}` : `${text}\n`);
    },
    clear(): string {
      const was = shown;
      shown = false;
      return was ? '\r\u001b[2K' : '';
    },
  };
}
