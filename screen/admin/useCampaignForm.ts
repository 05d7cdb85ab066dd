import { computed, nextTick, reactive, ref, shallowRef, watch } from 'vue';
import type { Campaign } from '../../stream/contract/campaign.ts';
import type { Locale } from '../format.ts';
import { type FormSaved, FRESH, useCampaignForms } from '../stores/campaignForms.ts';
import { useCampaigns } from '../stores/campaigns.ts';
import { useDraft } from '../stores/draft.ts';
import { useLanguage } from '../stores/language.ts';
import { useNotice } from '../stores/notice.ts';
import { text } from '../widgets/words.ts';
import { type CampaignForm, readForm, toForm } from './campaignForm.ts';
import { type CampaignField, type Difference, differencesOf, joined } from './campaignMerge.ts';
import { refusalWords, refusedWords } from './refusedWords.ts';

/** Somebody else saved first: what they changed, upon which version one would go on. They removed it where `theirs` is absent. */
export interface Clash {
  differences: readonly Difference[];
  theirs: Campaign | undefined;
  etag: string;
}

/** An open form with what is wrong in it, and the ways to bring it to the server. */
export function useCampaignForm(
  name: string,
  locale: () => Locale,
  told: { saved: (id: string) => void; wrong: () => void },
) {
  const forms = useCampaignForms();
  const campaigns = useCampaigns();
  const notice = useNotice();
  const draft = useDraft();
  const speaking = useLanguage();
  const { words } = speaking;

  const opened = computed(() => forms.forms.get(name));
  const form = computed((): CampaignForm => opened.value?.form ?? toForm(undefined, locale()));
  const left = reactive(new Set<string>());
  const all = ref(false);
  const refused = ref<Readonly<Record<string, string>>>({});
  const busy = ref(false);
  const clash = shallowRef<Clash>();
  const read = computed(() =>
    readForm(form.value, {
      timezone: locale().timezone,
      digits: locale().digits,
      language: speaking.language,
      known: campaigns.campaigns,
      fresh: name === FRESH,
      base: opened.value?.base,
    }),
  );
  const fault = (field: string): string | undefined =>
    refused.value[field] ??
    ('faults' in read.value && (all.value || left.has(field)) ? read.value.faults[field] : undefined);
  watch(form, () => (refused.value = {}), { deep: true });

  async function save(): Promise<void> {
    all.value = true;
    if (busy.value) return;
    if ('faults' in read.value) return void nextTick(told.wrong);
    busy.value = true;
    const done = await forms.save(name, read.value.campaign);
    busy.value = false;
    await answered(done);
  }

  async function answered(done: FormSaved): Promise<void> {
    if ('saved' in done) {
      const title = text(done.saved.names, speaking.language);
      notice.good(words(`「${title}」已保存，墙上跟着换`, `${title} is saved; the walls follow`));
      return told.saved(done.saved.id);
    }
    if ('conflict' in done) return meet(done.conflict.theirs, done.conflict.etag);
    const { path, detail } = done.refused ?? {};
    // The names of one thing are two fields with one place for what is wrong with them.
    if (path)
      refused.value = { [path.replace(/\bnames\b.*/, 'chinese')]: refusedWords(path, detail, speaking.language) };
    else if (done.status === 401)
      notice.tell({
        kind: 'key',
        text: words('登录过期了，填的都还在', 'The login expired; what you typed is here'),
        action: { label: words('登录', 'Log in'), run: () => (draft.signing = true) },
      });
    else
      notice.bad(
        words('没有保存，填的都还在', 'Not saved; what you typed is here'),
        refusalWords({ status: done.status, problem: done.refused }, speaking.language),
      );
  }

  async function meet(theirs: Campaign | undefined, etag: string): Promise<void> {
    const base = opened.value?.base;
    // A new one whose id was taken meanwhile: that is said under its field.
    if (!base && theirs) return;
    const differences = theirs
      ? differencesOf(toForm(base, locale()), form.value, toForm(theirs, locale()))
      : ([] as const);
    if (theirs && differences.length === 0) {
      forms.goOn(name, form.value, theirs, etag);
      return save();
    }
    clash.value = { differences, theirs, etag };
  }

  /** Goes on upon what the others saved, with mine in the fields that are kept, and saves that. */
  async function settle(kept: ReadonlySet<CampaignField>): Promise<void> {
    if (!clash.value) return;
    const { differences, theirs, etag } = clash.value;
    clash.value = undefined;
    forms.goOn(name, joined(form.value, differences, kept), theirs, etag);
    await save();
  }

  function discard(): void {
    const thrown = forms.discard(name);
    left.clear();
    all.value = false;
    if (!thrown) return;
    notice.tell({
      kind: 'good',
      text: words('更改已放弃', 'The changes are discarded'),
      lasts: 20_000,
      action: {
        label: words('放回来', 'Put them back'),
        run: () => {
          forms.putBack(name, thrown);
          notice.hush();
        },
      },
    });
  }

  const changed = computed(() => forms.changed.has(name));
  return { opened, form, left, fault, busy, clash, changed, save, settle, discard };
}
