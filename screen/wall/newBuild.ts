import { BUILD } from '../../stream/contract/build.ts';
import type { Wire } from '../wire/wire.ts';
import { renew } from './renew.ts';

const MINUTE = 60_000;
/** After a deploy the walls of a company do not load at the same time: they spread over so long. */
const SPREAD_MS = 90_000;
const AGAIN_MS = 15_000;

/** Promotions open, change phase and end at full hours: within two minutes of one nothing is worth a reload. `now` is epoch ms. */
export const isCalm = (now: number): boolean => {
  const minute = (now % (60 * MINUTE)) / MINUTE;
  return minute >= 2 && minute < 58;
};

export interface Waiting {
  own?: string | undefined;
  random?: () => number;
  again?: (reason: string) => Promise<'renewed' | 'never' | 'again'>;
}

/** A wall whose server is of another build loads itself anew at a calm moment of its own. Returns its own undoing. */
export function followBuild(
  wire: Wire,
  { own = BUILD, random = Math.random, again = renew }: Waiting = {},
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wanted: string | undefined;

  const look = async () => {
    timer = undefined;
    const build = wanted;
    const now = wire.now();
    if (build === undefined) return;
    const calm = wire.connected() && now !== undefined && isCalm(now);
    const outcome = calm ? await again(`build ${build}`) : 'again';
    if (outcome === 'again' && wanted !== undefined) timer ??= setTimeout(look, AGAIN_MS * (0.5 + random()));
  };
  const stop = wire.onHello(({ build }) => {
    wanted = own === undefined || build === own ? undefined : build;
    if (wanted !== undefined) timer ??= setTimeout(look, 3_000 + SPREAD_MS * random());
  });
  return () => {
    stop();
    wanted = undefined;
    clearTimeout(timer);
  };
}
