import { parseArgs } from 'node:util';
import { CommandError, type Option } from './command.ts';

/** The parsed arguments of one command. Every getter throws a CommandError that names the option and what it takes. */
export class Arguments {
  readonly #values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];

  constructor(argv: readonly string[], options: Readonly<Record<string, Option>>) {
    const config = Object.fromEntries(
      Object.entries(options).map(([name, { type, short, multiple }]) => [
        name,
        { type, ...(short ? { short } : {}), ...(multiple ? { multiple } : {}) },
      ]),
    );
    try {
      const parsed = parseArgs({ args: [...argv], options: config, allowPositionals: true, strict: true });
      this.#values = parsed.values;
      this.positionals = parsed.positionals;
    } catch (error) {
      throw wrongUse(error, options);
    }
  }

  flag(name: string): boolean {
    return this.#values[name] === true;
  }

  text(name: string): string | undefined {
    const value = this.#values[name];
    if (value === '') throw expected(name, 'a value', '一个值');
    return typeof value === 'string' ? value : undefined;
  }

  texts(name: string): readonly string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.map(String) : [];
  }

  number(
    name: string,
    fallback: number,
    { min, max, whole = true }: { min: number; max: number; whole?: boolean },
  ): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = Number(text);
    if (Number.isFinite(value) && value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
    const [en, zh] = whole ? ['a whole number', '整数'] : ['a number', '数字'];
    throw expected(name, `${en} from ${min} to ${max}, not "${text}"`, `${min} 到 ${max} 的${zh}，而不是“${text}”`);
  }

  /** The text of an option read by `read`, which answers undefined to what it does not understand. */
  read<T>(name: string, fallback: string, read: (text: string) => T | undefined, forms: string): T {
    const text = this.text(name) ?? fallback;
    const value = read(text);
    if (value === undefined) throw expected(name, `${forms}, not "${text}"`, `${forms}，而不是“${text}”`);
    return value;
  }

  /** Exactly these positional arguments. */
  exactly<const N extends readonly string[]>(...names: N): { [K in keyof N]: string } {
    const missing = names[this.positionals.length];
    if (missing !== undefined) {
      throw new CommandError({ en: `${missing} is missing; see --help.`, 'zh-CN': `缺少 ${missing}；见 --help。` });
    }
    const extra = this.positionals[names.length];
    if (extra !== undefined) {
      throw new CommandError({
        en: `"${extra}" is one argument too many; see --help.`,
        'zh-CN': `多余的参数“${extra}”；见 --help。`,
      });
    }
    return this.positionals as unknown as { [K in keyof N]: string };
  }
}

/** The error of an option whose value is not what it takes. */
export function expected(name: string, en: string, zh: string): CommandError {
  return new CommandError({ en: `--${name}: expected ${en}.`, 'zh-CN': `--${name}：应为${zh}。` });
}

function wrongUse(error: unknown, options: Readonly<Record<string, Option>>): CommandError {
  const message = error instanceof Error ? error.message : String(error);
  const name = /'(?:-\w, )?--?([\w-]+)/.exec(message)?.[1] ?? '';
  const option = options[name];
  if (option?.type === 'string') return expected(name, option.value ?? 'a value', option.value ?? '一个值');
  if (option) return expected(name, 'no value', '不带值');
  const near = Object.keys(options).find((known) => known.startsWith(name.slice(0, 3)));
  const hint = near ? { en: ` Did you mean --${near}?`, zh: `是否想用 --${near}?` } : { en: '', zh: '' };
  return new CommandError({
    en: `--${name}: there is no such option.${hint.en} --help lists them.`,
    'zh-CN': `--${name}：没有这个选项。${hint.zh}--help 列出全部选项。`,
  });
}
