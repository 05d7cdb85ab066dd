import type { CampaignForm } from './campaignForm.ts';

/** What of a form somebody else can have changed; its id stays. */
export const FIELDS = ['chinese', 'english', 'start', 'end', 'target', 'baseline', 'phases', 'milestones'] as const;
export type CampaignField = (typeof FIELDS)[number];

/** A field that is not as it was read: what it was, what the others made of it, what stands in the form here. */
export interface Difference {
  field: CampaignField;
  was: CampaignForm;
  theirs: CampaignForm;
  mine: CampaignForm;
  /** It was changed here, too. */
  both: boolean;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
/** Whether two forms say the same. */
export const sameForm = (a: CampaignForm, b: CampaignForm): boolean => same(a, b);

/** Where others changed something that now stands otherwise here. */
export function differencesOf(was: CampaignForm, mine: CampaignForm, theirs: CampaignForm): Difference[] {
  return FIELDS.filter((field) => !same(was[field], theirs[field]) && !same(mine[field], theirs[field])).map(
    (field) => ({ field, was, theirs, mine, both: !same(was[field], mine[field]) }),
  );
}

/** The form with theirs wherever they differ, but with mine in the fields that are kept. */
export function joined(
  mine: CampaignForm,
  differences: readonly Difference[],
  kept: ReadonlySet<CampaignField>,
): CampaignForm {
  const taken = differences.filter(({ field }) => !kept.has(field));
  return { ...mine, ...Object.fromEntries(taken.map(({ field, theirs }) => [field, theirs[field]])) };
}

/** Both forms begun upon one campaign in one; undefined where they changed the same field in two ways. */
export function united(was: CampaignForm, one: CampaignForm, other: CampaignForm): CampaignForm | undefined {
  const differences = differencesOf(was, one, other);
  return differences.some(({ both }) => both) ? undefined : joined(one, differences, new Set());
}
