/** A sentence in the languages of the command line. */
export interface Words {
  'zh-CN': string;
  en: string;
}
export type Language = keyof Words;

/** One option of a command, for parsing and for the help page. */
export interface Option {
  type: 'string' | 'boolean';
  short?: string;
  /** What stands behind the option on the help page, e.g. `URL`. */
  value?: string;
  multiple?: true;
  help: Words;
}

/** What a command is given: its arguments, the two outputs, the environment, and a signal that falls when it must stop. */
export interface Context {
  args: import('./args.ts').Arguments;
  env: Readonly<Record<string, string | undefined>>;
  language: Language;
  signal: AbortSignal;
  /** One line of result, to standard output. */
  print(text: string): void;
  /** One line of progress or advice, to standard error. */
  note(text: string): void;
  /** Overwrites the last progress line on a terminal; says it at most every few seconds elsewhere. */
  progress(text: string): void;
  say(words: Words): string;
}

/** One command; its exit status is what `run` resolves to: 0 good, 1 the answer is no (drift, problems, refused events). */
export interface Command {
  name: string;
  summary: Words;
  /** Usage lines behind `tidewall <name>`. */
  usage: readonly string[];
  options: Readonly<Record<string, Option>>;
  /** Paragraphs and examples at the end of the help page. */
  notes?: Words;
  run(context: Context): Promise<number>;
}

export const STATUS = { good: 0, no: 1, usage: 2, unreachable: 3, interrupted: 130 } as const;

/** A sentence for the person at the keyboard: what went wrong, what was expected, what to do. Ends the command with `status`. */
export class CommandError extends Error {
  readonly words: Words;
  readonly status: number;
  constructor(words: Words, status: number = STATUS.usage) {
    super(words.en);
    this.words = words;
    this.status = status;
  }
}
