import type { Language } from '../../layouts/document.ts';
import type { Campaign } from '../../stream/contract/campaign.ts';
import { formatMoney, MOST_MINOR, parseMoney } from '../../stream/contract/money.ts';
import { amount, brief, type Locale } from '../format.ts';
import { say } from '../widgets/words.ts';
import { plainAmount } from './typedAmount.ts';
import { momentOf, zoned } from './zoned.ts';

/** A phase as it is typed. */
export interface PhaseForm {
  id: string;
  chinese: string;
  english: string;
  start: string;
}
/** A campaign as it is typed: moments on the clock of the installation, amounts as decimals. */
export interface CampaignForm {
  id: string;
  chinese: string;
  english: string;
  start: string;
  end: string;
  target: string;
  baseline: string;
  milestones: string[];
  phases: PhaseForm[];
}
export interface Setting {
  timezone: string;
  digits: number;
  language: Language;
  /** All campaigns there are. */
  known: readonly Campaign[];
  /** Its id is chosen with it. */
  fresh: boolean;
  /** The campaign upon which it was begun. */
  base?: Campaign | undefined;
}
/** What is wrong, by field: `start`, `milestones.0`, `phases.2.start`. */
export type Faults = Readonly<Record<string, string>>;

const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** The form of a campaign; of none an empty one. */
export function toForm(
  campaign: Campaign | undefined,
  { timezone, digits }: Pick<Setting, 'timezone' | 'digits'>,
): CampaignForm {
  const { names, phases = [], milestones = [] } = campaign ?? {};
  const moment = (at: number | undefined) => (at === undefined ? '' : zoned(at, timezone));
  const money = (minor: number) => formatMoney(minor, digits).replace(/\.0+$/, '');
  return {
    id: campaign?.id ?? '',
    chinese: names?.['zh-CN'] ?? '',
    english: names?.en ?? '',
    start: moment(campaign?.start),
    end: moment(campaign?.end),
    target: campaign?.target === undefined ? '' : money(campaign.target),
    baseline: campaign?.baseline ?? '',
    milestones: milestones.map(money),
    phases: phases.map((phase) => ({
      id: phase.id,
      chinese: phase.names['zh-CN'] ?? '',
      english: phase.names.en ?? '',
      start: moment(phase.start),
    })),
  };
}

const named = (chinese: string, english: string) => ({
  ...(chinese.trim() === '' ? {} : { 'zh-CN': chinese.trim() }),
  ...(english.trim() === '' ? {} : { en: english.trim() }),
});

/** The campaign that was typed, or everything that is wrong with it. Amounts never touch a float. */
export function readForm(form: CampaignForm, setting: Setting): { campaign: Campaign } | { faults: Faults } {
  const { language, timezone, digits, known, fresh, base } = setting;
  const faults: Record<string, string> = {};
  const wrong = (field: string, chinese: string, english: string) => {
    faults[field] ??= say(language, chinese, english);
  };
  const moment = (field: string, text: string, stood: number | undefined): number => {
    const at = momentOf(text, timezone, stood);
    if (at === undefined) wrong(field, '填日期和时间', 'Give a date and a time');
    return at ?? Number.NaN;
  };
  const money = (field: string, text: string): number => {
    const { figures } = plainAmount(text);
    const minor = parseMoney(figures, digits);
    if (minor === undefined && isTooMuch(figures, digits))
      wrong(field, `最多 ${most(digits)}`, `At most ${most(digits)}`);
    else if (minor === undefined)
      wrong(field, `写成 ${sample(digits)} 或 200万 这样的金额`, `An amount such as ${sample(digits)} or 2M`);
    else if (minor === 0) wrong(field, '要大于 0', 'It must be above 0');
    return minor ?? 0;
  };

  if (!ID.test(form.id))
    wrong('id', '用小写字母、数字和短横，最多 64 个', 'Lower-case letters, digits and dashes, at most 64');
  else if (fresh && known.some(({ id }) => id === form.id))
    wrong('id', '这个编号已经有了', 'There is a campaign of this id already');
  if (Object.keys(named(form.chinese, form.english)).length === 0)
    wrong('chinese', '至少填一种语言的名字', 'A name in at least one language');
  const start = moment('start', form.start, base?.start);
  const end = moment('end', form.end, base?.end);
  if (end <= start) wrong('end', '要晚于开始', 'It must be after the start');
  if (form.baseline !== '' && !known.some(({ id }) => id === form.baseline))
    wrong('baseline', '没有这个活动', 'There is no such campaign');
  if (form.baseline === form.id && form.baseline !== '')
    wrong('baseline', '不能和自己比', 'It cannot be compared with itself');
  const milestones = form.milestones.map((text, index) => money(`milestones.${index}`, text));
  const phases = form.phases.map((phase, index) => {
    const at = (field: string) => `phases.${index}.${field}`;
    const names = named(phase.chinese, phase.english);
    if (Object.keys(names).length === 0) wrong(at('chinese'), '填名字', 'Give it a name');
    const stood = base?.phases.find(({ id }) => id === phase.id)?.start;
    const begins = moment(at('start'), phase.start, stood);
    if (begins < start || begins >= end) wrong(at('start'), '要在活动时间里', 'It must be within the campaign');
    if (form.phases.some((other, place) => place < index && other.start === phase.start))
      wrong(at('start'), '和另一个阶段同时开始', 'Another phase starts then');
    return { id: phase.id || `phase-${index + 1}`, names, start: begins };
  });
  const target = form.target.trim() === '' ? undefined : money('target', form.target);
  if (Object.keys(faults).length > 0) return { faults };
  return {
    campaign: {
      id: form.id,
      names: named(form.chinese, form.english),
      start,
      end,
      phases: distinct(phases).sort((a, b) => a.start - b.start),
      ...(target === undefined ? {} : { target }),
      ...(form.baseline === '' ? {} : { baseline: form.baseline }),
      milestones: [...new Set(milestones)].sort((a, b) => a - b),
    },
  };
}

/** What was understood of an amount: of figures in short, so that nobody has to count zeros, of words (200万) every figure; '' of none. */
export function amountWords(text: string, locale: Locale): string {
  const { figures, worded } = plainAmount(text);
  const minor = parseMoney(figures, locale.digits);
  if (minor === undefined || minor === 0) return '';
  return worded ? `= ${amount(minor, locale)}` : brief(minor, 'money', locale);
}

const sample = (digits: number) => (digits === 0 ? '1280000' : `1280000.${'50000'.slice(0, digits)}`);

const most = (digits: number) =>
  formatMoney(MOST_MINOR, digits)
    .replace(/\.0+$/, '')
    .replace(/\B(?=(\d{3})+$)/g, ',');
/** Whether it would be an amount if it were a smaller one. */
const isTooMuch = (figures: string, digits: number) =>
  parseMoney(figures.replace(/^[1-9]\d*/, '1'), digits) !== undefined;

function distinct<T extends { id: string }>(rows: readonly T[]): T[] {
  const taken = new Set<string>();
  return rows.map((row) => {
    let id = row.id;
    for (let number = 2; taken.has(id); number += 1) id = `${row.id}-${number}`;
    taken.add(id);
    return { ...row, id };
  });
}
