import { onBeforeUnmount, type Ref, ref, watch } from 'vue';
import { useDraft } from '../stores/draft.ts';
import { useEditing } from '../stores/editing.ts';
import { useLanguage } from '../stores/language.ts';
import { useLive } from '../stores/live.ts';
import { useNotice } from '../stores/notice.ts';
import { useSettings } from '../stores/settings.ts';
import { flawWords } from './soundness.ts';

const LASTS_MS = 8_000;

/** Opens a layout with the live numbers for as long as the page stands; tells when there is something to show. An edit that cannot be made is said. */
export function useOpening(layout: string): Readonly<Ref<boolean>> {
  const live = useLive();
  const ready = ref(false);
  live.open();
  void Promise.all([useSettings().load(), useDraft().load(layout)]).then(() => {
    ready.value = true;
  });
  const editing = useEditing();
  const { words } = useLanguage();
  const notice = useNotice();
  watch(
    () => editing.refused,
    (fault) => {
      if (fault)
        notice.tell({
          kind: 'bad',
          text: words('这一步做不了，什么都没改', 'This step cannot be done; nothing was changed'),
          note: words(...flawWords(fault)),
          lasts: LASTS_MS,
        });
    },
  );
  onBeforeUnmount(() => live.close());
  return ready;
}
