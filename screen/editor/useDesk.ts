import { useEditing } from '../stores/editing.ts';
import { useLanguage } from '../stores/language.ts';
import { useNotice } from '../stores/notice.ts';
import { useStage } from '../stores/stage.ts';
import { systemClipboard } from './systemClipboard.ts';
import type { Desk } from './tools/gesture.ts';

/** What commands and gestures work on, here and now. */
export const useDesk = (): Desk => ({
  editing: useEditing(),
  stage: useStage(),
  speaking: useLanguage(),
  clipboard: systemClipboard,
  notice: useNotice(),
});
