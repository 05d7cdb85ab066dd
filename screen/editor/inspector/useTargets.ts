import { computed } from 'vue';
import type { Placed, Words } from '../../../layouts/document.ts';
import { useEditing } from '../../stores/editing.ts';
import { useLanguage } from '../../stores/language.ts';
import { useStage } from '../../stores/stage.ts';
import { WIDGETS } from '../../widgets/index.ts';
import { say, text } from '../../widgets/words.ts';
import { onWidgets } from '../edits.ts';
import { layerName } from '../naming.ts';

/** The selected widgets, and changes to all of them as one step. */
export function useTargets() {
  const editing = useEditing();
  const speaking = useLanguage();
  const stage = useStage();
  const targets = computed(() => stage.atRest);
  const ids = () => targets.value.map(({ id }) => id);
  /** The one type of them, when they are of one. */
  const type = computed(() => {
    const [first] = targets.value;
    return first && targets.value.every((one) => one.type === first.type) ? first.type : undefined;
  });
  const widget = computed(() => (type.value === undefined ? undefined : WIDGETS.get(type.value)));
  /** What they are called together. */
  const title = computed(() => {
    const { language } = speaking;
    const [only, another] = targets.value;
    const kind = text(widget.value?.titles, language);
    if (!only) return '';
    if (!another) return layerName(only, language);
    const count = targets.value.length;
    return kind
      ? say(language, `${count} 个${kind}`, `${count} × ${kind}`)
      : say(language, `${count} 个组件`, `${count} widgets`);
  });

  function change(name: Required<Words>, edit: (placed: Placed) => Placed, run?: string): void {
    editing.change(name, onWidgets(editing.page, ids(), edit), run === undefined ? {} : { run });
  }
  /** Changes of what is selected now, for later: what of it is there then, and still of its type. */
  function hold(): (name: Required<Words>, edit: (placed: Placed) => Placed) => void {
    const { page } = editing;
    const layout = editing.document?.id;
    const types = new Map(targets.value.map((one) => [one.id, one.type]));
    return (name, edit) => {
      if (editing.document?.id !== layout) return;
      const held = (placed: Placed) => (placed.type === types.get(placed.id) ? edit(placed) : placed);
      editing.change(name, onWidgets(page, [...types.keys()], held));
    };
  }
  const preview = (edit: (placed: Placed) => Placed) => editing.preview(onWidgets(editing.page, ids(), edit));

  return { targets, type, widget, title, change, hold, preview };
}
