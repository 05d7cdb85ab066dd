import type { useEditing } from '../../stores/editing.ts';
import type { useLanguage } from '../../stores/language.ts';
import type { useNotice } from '../../stores/notice.ts';
import type { useStage } from '../../stores/stage.ts';
import type { Point } from '../boxes.ts';
import type { Clipboard } from '../systemClipboard.ts';

/** Where the pointer is, on the canvas and on the stage, and what is held down with it. */
export interface Pointer {
  at: Point;
  screen: Point;
  shift: boolean;
  alt: boolean;
  mod: boolean;
}

export type GestureKind = 'press' | 'move' | 'resize' | 'mark' | 'pan' | 'place';

/** A gesture is a state with a name: it lives from the press to the release, and may be given back at any time. */
export interface Gesture {
  kind: GestureKind;
  /** Follows the pointer, or a key that changed; may hand over to another gesture. */
  follow(pointer: Pointer): Gesture;
  /** What was shown becomes a step. */
  end(): void;
  /** As if it had never begun. */
  back(): void;
}

/** What gestures and commands work on. */
export interface Desk {
  editing: ReturnType<typeof useEditing>;
  stage: ReturnType<typeof useStage>;
  speaking: ReturnType<typeof useLanguage>;
  clipboard: Clipboard;
  notice: ReturnType<typeof useNotice>;
}
