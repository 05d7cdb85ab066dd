import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Box, Placed } from '../../layouts/document.ts';
import { rulingOf } from '../editor/columns.ts';
import type { Guide } from '../editor/guides.ts';
import type { Gesture } from '../editor/tools/gesture.ts';
import { centred, fitted, nextStop, type Room, type Viewport, zoomedAt } from '../editor/viewport.ts';
import { useEditing } from './editing.ts';

/** Free around a canvas that fits, px: selection bar and hints do not cover it. */
const FREE = { x: 24, y: 76 };
const FREE_SELECTION = { x: 120, y: 120 };

/** How the canvas is looked at, and the gesture that is going on over it. Nothing of it is in the document. */
export const useStage = defineStore('stage', () => {
  const editing = useEditing();
  const room = ref<Room>({ width: 0, height: 0 });
  const view = shallowRef<Viewport>({ zoom: 1, x: 0, y: 0 });
  const grid = ref(false);
  const snapping = ref(true);
  const rulers = ref(true);
  /** What lies over the editor. */
  const open = ref<'commands' | 'keys' | 'history' | 'problems' | undefined>();
  const menu = shallowRef<{ x: number; y: number }>();
  /** The widget whose name is being written among the layers. */
  const renaming = ref('');
  const gesture = shallowRef<Gesture>();
  const guides = shallowRef<readonly Guide[]>([]);
  const marquee = shallowRef<Box>();
  /** Where what is moved came from. */
  const origin = shallowRef<Box>();
  /** The widget in whose place comes what is dropped now. */
  const replaced = shallowRef<Placed>();
  /** How far the last copies stand from what they were made of. */
  const lastOffset = ref({ x: 24, y: 24 });
  /** Counts how often somebody wanted to search the palette. */
  const seeking = ref(0);
  /** Counts how often somebody wanted to publish. */
  const releasing = ref(0);
  /** Wishes to go to the next part of the page (1) or the one before (−1); each is another object. */
  const walking = shallowRef<{ by: 1 | -1 }>({ by: 1 });
  const canvas = computed<Box>(() => ({
    x: 0,
    y: 0,
    width: editing.document?.canvas.width ?? 1,
    height: editing.document?.canvas.height ?? 1,
  }));

  const ruling = computed(() => rulingOf(canvas.value, editing.document?.pages ?? []));
  /**
   * What the panels show as selected. While a gesture goes on over the canvas they rest and go on showing what was: all of
   * the frame's time belongs to the hand.
   */
  let rested: readonly Placed[] = [];
  const atRest = computed(() => {
    if (!gesture.value || gesture.value.kind === 'press') rested = editing.selected;
    return rested;
  });

  const middle = () => ({ x: room.value.width / 2, y: room.value.height / 2 });
  function fit(): void {
    view.value = fitted(canvas.value, room.value, FREE);
  }
  /** The stage has another size: a canvas that was seen as a whole is so again, one that was looked at closely stays. */
  function resize(next: Room): void {
    const { zoom, x, y } = fitted(canvas.value, room.value, FREE);
    const whole = room.value.width === 0 || (view.value.zoom === zoom && view.value.x === x && view.value.y === y);
    room.value = next;
    if (whole) view.value = fitted(canvas.value, next, FREE);
  }
  function fitBox(box: Box): void {
    view.value = fitted(box, room.value, FREE_SELECTION, 2);
  }
  function actual(): void {
    view.value = centred(canvas.value, room.value, 1);
  }
  function step(larger: boolean): void {
    view.value = zoomedAt(view.value, middle(), nextStop(view.value.zoom, larger));
  }
  function seek(): void {
    seeking.value += 1;
  }
  function release(): void {
    releasing.value += 1;
  }
  function walk(by: 1 | -1): void {
    walking.value = { by };
  }
  function settle(): void {
    gesture.value = undefined;
    guides.value = [];
    marquee.value = undefined;
    origin.value = undefined;
    replaced.value = undefined;
  }

  return {
    room,
    view,
    grid,
    snapping,
    rulers,
    open,
    menu,
    renaming,
    gesture,
    guides,
    marquee,
    origin,
    lastOffset,
    seeking,
    releasing,
    walking,
    canvas,
    ruling,
    replaced,
    atRest,
    fit,
    resize,
    fitBox,
    actual,
    step,
    seek,
    release,
    walk,
    settle,
  };
});
