import { computed, onBeforeUnmount, type Ref, ref } from 'vue';
import { useEditing } from '../../stores/editing.ts';
import { useGuide } from '../../stores/guide.ts';
import { curveOf, numberOf, type Seen, type StepName } from './course.ts';
import type { Turn } from './guideWords.ts';

const AGAIN_MS = 200;

/** What of a step comes first as things stand, what on the page it is about, and what else should be seen beside it. */
export function useTurn(step: Readonly<Ref<StepName | undefined>>, seen: Readonly<Ref<Seen | undefined>>) {
  const guide = useGuide();
  const editing = useEditing();
  const panel = ref(false);
  const reviewed = ref(false);
  const look = () => {
    panel.value = document.querySelector('[data-query-panel]') !== null;
    reviewed.value = location.pathname.endsWith('/publish');
  };
  look();
  const timer = setInterval(look, AGAIN_MS);
  onBeforeUnmount(() => clearInterval(timer));

  const number = computed(() => guide.course && seen.value && numberOf(guide.course, seen.value.document));
  const curve = computed(() => guide.course && seen.value && curveOf(guide.course, seen.value));
  const widget = (id: string | undefined) => (id === undefined ? [] : [`#widget-${id}`]);

  const turn = computed<Turn>(() => {
    if (step.value === 'publish') return reviewed.value ? 'reviewing' : 'plain';
    if (step.value === 'curve') return curve.value && !curve.value.clear ? 'covering' : 'plain';
    if (step.value !== 'ask') return 'plain';
    if (panel.value) return 'choosing';
    return number.value && editing.selection.includes(number.value.id) ? 'plain' : 'unselected';
  });
  const about = computed<readonly string[]>(() => {
    switch (step.value) {
      case 'place':
        return ['[data-place="kpi"]', '[data-place="flip-number"]', '.palette'];
      case 'ask':
        if (turn.value === 'choosing') return ['[data-query-panel]'];
        if (turn.value === 'unselected') return widget(number.value?.id);
        return ['[data-metric-slot]', '[data-tab="data"]'];
      case 'arrange':
        return widget(number.value?.id);
      case 'curve':
        return turn.value === 'covering' ? widget(curve.value?.widget.id) : ['[data-place="trend"]', '.palette'];
      case 'publish':
        return reviewed.value ? ['.go'] : ['.headline .publish'];
      default:
        return [];
    }
  });
  /** Beside publishing nothing of the bar or the foot that it stands in is covered. */
  const beheld = computed(() =>
    step.value === 'publish' ? ['.headline', '.publish footer'] : widget(number.value?.id),
  );
  return { turn, about, beheld };
}
