import type { Query } from '../../stream/contract/query.ts';
import type { Group, Reading, Values } from '../../stream/contract/reading.ts';
import { FAMILIES } from '../../stream/engine/families.ts';
import { findMetric } from '../../stream/metrics/catalogue.ts';
import { basesOf, type Metric } from '../../stream/metrics/define.ts';
import { metricOf, type Reckoning, ROLLS } from './reckoning.ts';

type Sums = Record<string, number>;
type Stretch = { start: number; end: number; cap: number };

function present(reckoning: Reckoning, query: Query, now: number) {
  const { days } = reckoning;
  const { window } = query;
  const today = days.start(now);
  const rolls = typeof window === 'string' ? ROLLS[window] : undefined;
  if (rolls !== undefined) return { ...reckoning.round(query, now - rolls, now + 1, now), rolls };
  if (typeof window !== 'string') return { ...reckoning.round(query, Number(window.from), Number(window.to), now) };
  if (window === 'today') return { from: today, to: days.next(today), until: reckoning.ceil(query, now + 1, now) };
  if (window === 'yesterday') return { from: days.shift(today, -1), to: today };
  const campaign = reckoning.campaigns.find(({ id }) => id === window.slice('campaign:'.length));
  if (!campaign) return undefined;
  return { ...reckoning.round(query, campaign.start, campaign.end, now), campaign };
}

function baseline(reckoning: Reckoning, query: Query, now: number, span: NonNullable<ReturnType<typeof present>>) {
  const { days, campaigns } = reckoning;
  const { window, compare } = query;
  const [from, to] =
    'campaign' in span && span.campaign ? [span.campaign.start, span.campaign.end] : [span.from, span.to];
  const rolls = 'rolls' in span ? span.rolls : undefined;
  const elapsed = Math.max(0, Math.min(now, to) - from);
  const at = (start: number, cap: number): Stretch => ({ start, end: Math.min(start + elapsed, cap), cap });
  const back = (time: number, other: (day: number) => number) => {
    const day = days.start(time);
    return Math.min(other(day) + time - day, days.next(other(day)));
  };
  const moved = (other: (day: number) => number) => {
    const start = back(from, other);
    if (window === 'today' || window === 'yesterday') return at(start, days.next(start));
    return at(start, rolls ? Number.POSITIVE_INFINITY : back(to, other));
  };
  if (compare === 'yesterday') return moved((day) => days.shift(day, -1));
  if (compare === 'last_week') return moved((day) => days.shift(day, -7));
  if (compare === 'last_year')
    return moved((day) => {
      const date = new Intl.DateTimeFormat('sv-SE', { timeZone: days.timezone }).format(day + 43_200_000);
      const then = date.endsWith('02-29') ? date.replace('02-29', '02-28') : date;
      const wanted = `${Number(then.slice(0, 4)) - 1}${then.slice(4)}`;
      let start = days.shift(day, -364);
      while (new Intl.DateTimeFormat('sv-SE', { timeZone: days.timezone }).format(start + 43_200_000) !== wanted)
        start = days.shift(start, -1);
      return start;
    });
  if (compare?.startsWith('campaign:') || ('campaign' in span && span.campaign)) {
    const id = compare === 'previous' ? ('campaign' in span ? span.campaign?.baseline : '') : compare?.slice(9);
    const other = campaigns.find((campaign) => campaign.id === id);
    return other && at(other.start, other.end);
  }
  if (window === 'today' || window === 'yesterday') return at(days.shift(from, -1), from);
  const length = rolls ?? to - from;
  return at(from - length, rolls ? Number.POSITIVE_INFINITY : from);
}

/** Amounts of a past stretch: whole kept buckets exact, the cut ones in proportion to their seconds; undefined when not kept. */
function past(
  reckoning: Reckoning,
  query: Query,
  from: number,
  to: number,
  now: number,
): Map<string, Sums>[] | undefined {
  const { days } = reckoning;
  const parts: Map<string, Sums>[] = [];
  let [a, b] = [from, Math.floor(to / 1000) * 1000];
  if (a >= b) return [];
  const cut = (at: number, low: number, high: number) => {
    const [finest] = reckoning.grains(query, at, now);
    if (finest === undefined) return undefined;
    const start = Math.floor(at / finest) * finest;
    const seconds = Math.floor((Math.min(high, start + finest) - Math.max(low, start)) / 1000);
    const whole = reckoning.amounts(query, start, start + finest);
    for (const sums of whole.values())
      for (const base of Object.keys(sums)) sums[base] = ((sums[base] as number) * seconds) / (finest / 1000);
    parts.push(whole);
    return { start, end: start + finest };
  };
  if (
    a !== days.start(a) &&
    !(reckoning.grains(query, a, now)[0] && a % (reckoning.grains(query, a, now)[0] as number) === 0)
  ) {
    const done = cut(a, a, b);
    if (!done) return undefined;
    a = done.end;
  }
  if (a < b && b !== days.start(b)) {
    const [finest] = reckoning.grains(query, b, now);
    if (finest === undefined) return undefined;
    if (b % finest !== 0) b = cut(b, a, b)?.start as number;
  }
  if (a >= b) return parts;
  for (let at = a; at < b; ) {
    const day = days.start(at);
    const next = Math.min(days.next(day), b);
    const whole = at === day && next === days.next(day);
    if (whole && day < days.start(now - (FAMILIES[reckoning.family(query)].keep.get(3) ?? 0))) return undefined;
    if (!whole && !reckoning.tiles(query, at, next, now)) return undefined;
    at = next;
  }
  return [reckoning.amounts(query, a, b), ...parts];
}

function addUp(parts: readonly Map<string, Sums>[], wanted: (key: string) => boolean): Sums {
  const total: Sums = {};
  for (const part of parts) {
    const sums: Sums = {};
    for (const [key, group] of part)
      if (wanted(key)) for (const [base, value] of Object.entries(group)) sums[base] = (sums[base] ?? 0) + value;
    for (const [base, value] of Object.entries(sums)) total[base] = (total[base] ?? 0) + Math.floor(value + 1e-9);
  }
  return total;
}

/** The reading a query should give at `now`; buyers are left out. */
export function expected(
  reckoning: Reckoning,
  query: Query,
  now: number,
): Omit<Reading, 'asOf' | 'partial'> | undefined {
  const span = present(reckoning, query, now);
  if (!span) return undefined;
  const metrics = query.metrics.filter((id) => id !== 'buyers');
  const values = (sums: Sums, zero: boolean): Values =>
    Object.fromEntries(
      metrics.flatMap((id) => {
        const value = metricOf(id, sums);
        return value === undefined || (!zero && value === 0 && !RATIOS.includes(id)) ? [] : [[id, value]];
      }),
    );
  const points = (from: number, to: number, sums: (start: number, end: number) => Sums) => {
    const series: Record<string, Record<string, number>> = Object.fromEntries(metrics.map((id) => [id, {}]));
    for (let at = from; at < to; ) {
      const { key, end } = reckoning.step(query.step as string, at);
      for (const [id, value] of Object.entries(values(sums(at, Math.min(end, to)), false)))
        (series[id] as Record<string, number>)[key] = value;
      at = end;
    }
    return series;
  };

  const now_ = [reckoning.amounts(query, span.from, span.to)];
  const beside = query.compare && baseline(reckoning, query, now, span);
  const then = beside && past(reckoning, query, beside.start, beside.end, now);
  const bases = metrics.flatMap((id) => basesOf((findMetric(id) as Metric).formula));
  const stands = ([, sums]: [string, Sums]) => bases.some((base) => (sums[base] ?? 0) !== 0);
  const keys = new Set([...now_, ...(then ?? [])].flatMap((part) => [...part].filter(stands).map(([key]) => key)));
  const rank = (key: string) =>
    metricOf(
      query.sort ?? query.metrics[0] ?? '',
      addUp(now_, (one) => one === key),
    ) ?? -Infinity;
  const ranked = query.by === undefined ? [''] : [...keys].sort((a, b) => rank(b) - rank(a) || (a < b ? -1 : 1));
  const shown = ranked.slice(0, query.top ?? 100);
  const rows = shown.map((key) => [key, (one: string) => one === key] as const);
  if (ranked.length > shown.length) rows.push(['…', (one: string) => !shown.includes(one)] as const);

  const groups: Record<string, Group> = {};
  for (const [key, wanted] of rows) {
    const group: Group = { values: values(addUp(now_, wanted), true) };
    groups[key] = group;
    if (query.step)
      group.series = points(span.from, span.to, (start, end) => addUp([reckoning.amounts(query, start, end)], wanted));
    if (then) group.baseline = values(addUp(then, wanted), true);
  }
  const until = 'until' in span ? Math.min(span.until as number, span.to) : span.to;
  const open = now < span.to && !('rolls' in span);
  return {
    from: span.from,
    to: open ? Math.max(span.from, Math.min(reckoning.ceil(query, now + 1, now), until)) : until,
    groups,
  };
}

const RATIOS = ['aov', 'payment_rate', 'refund_rate', 'margin', 'coverage'];
