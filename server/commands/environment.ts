import { CommandError, type Context, type Option } from './command.ts';

/** A whole number from the environment; an empty variable is an unset one. Throws a CommandError that names the variable. */
export function numberFrom(
  env: Context['env'],
  name: string,
  fallback: number,
  { min, max }: { min: number; max: number },
): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new CommandError({
    en: `${name}: expected a whole number from ${min} to ${max}, not "${text}".`,
    'zh-CN': `${name}：应为 ${min} 到 ${max} 的整数，而不是“${text}”。`,
  });
}

const DIGITS = { min: 0, max: 4 };
/** TIDEWALL_MONEY_DIGITS. */
export const digitsFrom = (env: Context['env']): number => numberFrom(env, 'TIDEWALL_MONEY_DIGITS', 2, DIGITS);

/** The option by which a command that asks no server knows how many digits money has there. */
export const DIGITS_OPTION = {
  digits: {
    type: 'string',
    value: 'N',
    help: {
      en: 'decimal digits of money in events (default TIDEWALL_MONEY_DIGITS or 2)',
      'zh-CN': '事件金额的小数位（默认 TIDEWALL_MONEY_DIGITS 或 2）',
    },
  },
} as const satisfies Record<string, Option>;

/** The digits that the option says, else the environment. */
export const digitsOf = ({ args, env }: Context): number => args.number('digits', digitsFrom(env), DIGITS);
