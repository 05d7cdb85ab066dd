import { CommandError, type Context } from './command.ts';

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

/** TIDEWALL_MONEY_DIGITS. */
export const digitsFrom = (env: Context['env']): number =>
  numberFrom(env, 'TIDEWALL_MONEY_DIGITS', 2, { min: 0, max: 4 });
