import { REST, UNKNOWN } from '../../stream/contract/names.ts';
import type {
  Answer,
  CampaignAnswer,
  Group,
  HealthAnswer,
  LatestAnswer,
  Reading,
  SourcesAnswer,
} from '../../stream/contract/reading.ts';

export interface Row {
  key: string;
  group: Group;
  /** The metric it stands by; undefined = unknown. */
  value: number | undefined;
}

export const asReading = (answer: Answer | undefined): Reading | undefined =>
  answer && 'groups' in answer ? answer : undefined;
export const asCampaign = (answer: Answer | undefined): CampaignAnswer | undefined =>
  answer && 'passed' in answer ? answer : undefined;
export const asLatest = (answer: Answer | undefined): LatestAnswer | undefined =>
  answer && 'rows' in answer ? answer : undefined;
export const asHealth = (answer: Answer | undefined): HealthAnswer | undefined =>
  answer && 'rehearsal' in answer ? answer : undefined;

export const asSources = (answer: Answer | undefined): SourcesAnswer | undefined =>
  answer && 'sources' in answer ? answer : undefined;

/** The one group of an ungrouped reading. */
export const whole = (answer: Answer | undefined): Group | undefined => asReading(answer)?.groups[''];

/** Groups as the contract orders them: by `metric` descending, then by key, the remainder last; unknown values behind known ones. */
export function ranked(answer: Answer | undefined, metric: string): Row[] {
  const groups = asReading(answer)?.groups ?? {};
  return Object.keys(groups)
    .map((key): Row => {
      const group = groups[key] as Group;
      return { key, group, value: group.values[metric] };
    })
    .sort(
      (a, b) =>
        Number(a.key === REST) - Number(b.key === REST) ||
        (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY) ||
        (a.key < b.key ? -1 : 1),
    );
}

/** Rows that name something: without the remainder and the unknown. */
export const named = (rows: readonly Row[]): Row[] => rows.filter(({ key }) => key !== REST && key !== UNKNOWN);
