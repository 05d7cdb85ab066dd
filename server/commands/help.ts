import type { Command, Language, Option, Words } from './command.ts';

/** Options that every command knows. */
export const EVERYWHERE: Readonly<Record<string, Option>> = {
  lang: {
    type: 'string',
    value: 'zh-CN|en',
    help: { en: 'language of this page and of messages', 'zh-CN': '本页与提示的语言' },
  },
  help: { type: 'boolean', short: 'h', help: { en: 'this page', 'zh-CN': '显示本页' } },
};

const OPTIONS: Words = { en: 'Options:', 'zh-CN': '选项：' };

/** What is said without a command. */
export const VERSION: Readonly<Record<string, Option>> = {
  version: { type: 'boolean', help: { en: 'the version installed', 'zh-CN': '已安装的版本' } },
};

/** The language that the environment names; C and POSIX are none. */
export function localeOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const named = env.LC_ALL || env.LC_MESSAGES || env.LANG || undefined;
  return named === undefined || /^(c|posix)(\.|$)/i.test(named) ? undefined : named;
}

/** What the option says, else the environment: zh-CN for Chinese, and en for any other language and where none is named. */
export function languageOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const asked = at < 0 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1]);
  const named = asked ?? localeOf(env);
  return named !== undefined && /^zh/i.test(named) ? 'zh-CN' : 'en';
}

const INTEGER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
/** A count as both languages write it. */
export const whole = (count: number): string => INTEGER.format(count);

/** Width on a terminal: a Han character takes two columns. */
export function widthOf(text: string): number {
  let width = 0;
  for (const sign of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(sign)
      ? 2
      : 1;
  return width;
}

/** Two columns, the first padded to the widest. */
export function columns(rows: readonly (readonly [string, string])[], indent = '  '): string {
  const widest = Math.max(0, ...rows.map(([left]) => widthOf(left)));
  return rows.map(([left, right]) => `${indent}${left}${' '.repeat(widest - widthOf(left))}  ${right}`).join('\n');
}

/** The page of `tidewall --help`. */
export function overview(commands: readonly Command[], language: Language): string {
  const words: Record<'usage' | 'commands' | 'options' | 'more', Words> = {
    usage: { en: 'Usage: tidewall <command> [options]', 'zh-CN': '用法：tidewall <命令> [选项]' },
    commands: { en: 'Commands:', 'zh-CN': '命令：' },
    options: OPTIONS,
    more: {
      en: 'tidewall <command> --help says more about one of them.\nThe server is set up by environment variables, which the README lists; behind a proxy TIDEWALL_TRUST_PROXY names how many stand in front, or their addresses.',
      'zh-CN':
        'tidewall <命令> --help 查看某个命令的说明。\n服务器用环境变量设置，README 里有全部；放在反向代理后面时，用 TIDEWALL_TRUST_PROXY 写明前面有几层代理，或代理的地址。',
    },
  };
  const rows = commands.map(({ name, summary }) => [name, summary[language]] as const);
  const options = Object.entries({ ...EVERYWHERE, ...VERSION }).map(
    ([name, { help }]) => [`--${name}`, help[language]] as const,
  );
  return [
    words.usage[language],
    '',
    words.commands[language],
    columns(rows),
    '',
    words.options[language],
    columns(options),
    '',
    words.more[language],
  ].join('\n');
}

/** The page of `tidewall <command> --help`. */
export function page(command: Command, language: Language): string {
  const usage = command.usage.map((line) => `  tidewall ${command.name}${line === '' ? '' : ` ${line}`}`).join('\n');
  const rows = Object.entries({ ...command.options, ...EVERYWHERE }).map(([name, option]) => {
    const short = option.short ? `-${option.short}, ` : '';
    return [`${short}--${name}${option.value ? ` ${option.value}` : ''}`, option.help[language]] as const;
  });
  const titles = [language === 'en' ? 'Usage:' : '用法：', OPTIONS[language]];
  const parts = [command.summary[language], '', titles[0], usage, '', titles[1], columns(rows)];
  if (command.notes) parts.push('', command.notes[language]);
  return parts.join('\n');
}
