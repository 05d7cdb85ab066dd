import { defineStore } from 'pinia';
import { computed, reactive, ref, watch } from 'vue';
import type { Campaign } from '../../stream/contract/campaign.ts';
import type { Problem } from '../../stream/contract/failure.ts';
import { type CampaignForm, toForm } from '../admin/campaignForm.ts';
import { sameForm, united } from '../admin/campaignMerge.ts';
import { useCampaigns } from './campaigns.ts';
import { Keeping } from './keeping.ts';
import { useSettings } from './settings.ts';

/** The name of the form of a campaign that is still to be made; no id looks like it. */
export const FRESH = '+';

/** A form as it is typed, and the campaign upon which it was begun; none when it makes a new one. */
export interface OpenForm {
  base: Campaign | undefined;
  etag: string;
  form: CampaignForm;
  at: number;
}
/** How saving went: somebody else was quicker with `conflict`, of whom `theirs` is left, undefined when they removed it. */
export type FormSaved =
  | { saved: Campaign }
  | { conflict: { theirs: Campaign | undefined; etag: string } }
  | { refused: Problem | undefined; status: number };

/** The forms of campaigns that were opened, by id. What is typed stays until it is saved or thrown away, also on this machine. */
export const useCampaignForms = defineStore('campaignForms', () => {
  const campaigns = useCampaigns();
  const settings = useSettings();
  const forms = reactive(new Map<string, OpenForm>());
  const keeping = new Keeping<OpenForm>('tidewall.campaign', ({ etag, form }) =>
    Boolean(typeof etag === 'string' && Array.isArray(form?.phases) && Array.isArray(form.milestones)),
  );
  /** Names under which something of this window lies on this machine. */
  const lying = new Set<string>();
  const safe = ref(true);

  const plain = (base: Campaign | undefined) => toForm(base, settings.settings ?? { timezone: 'UTC', digits: 0 });
  const fresh = (): OpenForm => ({ base: undefined, etag: '', form: plain(undefined), at: 0 });
  const isChanged = ({ base, form }: OpenForm) => !sameForm(form, plain(base));
  /** What differs from the campaign as it was read. */
  const changed = computed(
    () => new Set(settings.settings ? [...forms].flatMap(([name, one]) => (isChanged(one) ? [name] : [])) : []),
  );

  watch(
    forms,
    () => {
      if (!settings.settings) return;
      for (const [name, one] of forms) {
        if (!changed.value.has(name)) continue;
        lying.add(name);
        safe.value = keeping.keep(name, { ...one, at: Date.now() });
      }
      for (const name of lying) if (!changed.value.has(name) && lying.delete(name)) keeping.forget(name);
      if (lying.size === 0) safe.value = true;
    },
    { deep: true },
  );
  window.addEventListener('beforeunload', (event) => {
    if (!safe.value) event.preventDefault();
  });

  let looking: Promise<void> | undefined;
  /**
   * Takes over what windows that are gone have left; of two forms of one campaign both together, or where they say two things of
   * one field the newer one: the other waits its turn.
   */
  function recover(): Promise<void> {
    looking ??= settings
      .load()
      .then(() => keeping.left())
      .then((left) => {
        for (const { name, thing, take } of left.reverse()) {
          const here = forms.get(name);
          if (here && isChanged(here)) {
            const form = here.etag === thing.etag && united(plain(here.base), here.form, thing.form);
            if (!form) continue;
            here.form = form;
          } else forms.set(name, thing);
          take();
        }
      })
      .finally(() => {
        looking = undefined;
      });
    return looking;
  }

  /** Opens a form, with what was typed before or else the campaign as it stands now. False when it cannot be read. */
  async function open(name: string): Promise<boolean> {
    await recover();
    if (name === FRESH) {
      if (!forms.has(name)) forms.set(name, fresh());
      return true;
    }
    if (changed.value.has(name)) return true;
    const answer = await campaigns.read(name);
    if (changed.value.has(name)) return true;
    if (answer.ok) forms.set(name, { base: answer.body, etag: answer.etag, form: plain(answer.body), at: 0 });
    else if (answer.status === 404) forms.delete(name);
    return answer.ok || answer.status === 404;
  }

  /** Puts the form back to the campaign as it was read. Answers what was thrown away, for `putBack`. */
  function discard(name: string): OpenForm | undefined {
    const one = forms.get(name);
    if (!one) return undefined;
    forms.set(name, { ...one, form: plain(one.base) });
    return one;
  }
  const forget = (name: string) => void forms.delete(name);
  const putBack = (name: string, one: OpenForm) => void forms.set(name, one);

  async function save(name: string, campaign: Campaign): Promise<FormSaved> {
    const one = forms.get(name);
    const sent = JSON.stringify(one?.form);
    const answer = await campaigns.save(campaign, one?.base ? { etag: one.etag } : { fresh: true });
    if (answer.ok) {
      const typed = forms.get(name)?.form;
      // An empty one, not none: its page still stands, and leads to the campaign that was made.
      if (name === FRESH) forms.set(name, fresh());
      const form = typed && JSON.stringify(typed) !== sent ? { ...typed, id: campaign.id } : plain(answer.body);
      forms.set(campaign.id, { base: answer.body, etag: answer.etag, form, at: 0 });
      return { saved: answer.body };
    }
    if (answer.status !== 412) return { refused: answer.problem, status: answer.status };
    const there = await campaigns.read(campaign.id);
    if (there.ok) return { conflict: { theirs: there.body, etag: there.etag } };
    if (there.status === 404) return { conflict: { theirs: undefined, etag: '' } };
    return { refused: there.problem, status: there.status };
  }

  /** Goes on with a form upon another version than it was begun upon. */
  function goOn(name: string, form: CampaignForm, base: Campaign | undefined, etag: string): void {
    forms.set(name, { base, etag, form, at: 0 });
  }

  return { forms, changed, recover, open, discard, putBack, forget, save, goOn };
});
