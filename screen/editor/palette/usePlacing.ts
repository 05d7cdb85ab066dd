import { onBeforeUnmount, shallowRef } from 'vue';
import type { Placed, Words } from '../../../layouts/document.ts';
import { useCampaigns } from '../../stores/campaigns.ts';
import { useLive } from '../../stores/live.ts';
import { WIDGETS } from '../../widgets/index.ts';
import { metricName, text } from '../../widgets/words.ts';
import type { Point } from '../boxes.ts';
import { told } from '../naming.ts';
import { impossible } from '../offering.ts';
import { insert } from '../placing.ts';
import { asking, queryOf } from '../querying.ts';
import { putMetric } from '../queryParts.ts';
import { pastOf, recalled } from '../recalling.ts';
import { drawnAs } from '../replacing.ts';
import { useEdgePan } from '../stage/useEdgePan.ts';
import { started } from '../starting.ts';
import { dropping } from '../tools/dropping.ts';
import type { Pointer } from '../tools/gesture.ts';
import { useDesk } from '../useDesk.ts';
import { toCanvas } from '../viewport.ts';
import type { Item } from './finding.ts';
import { freePlace } from './freePlace.ts';

/** A press becomes a drag after so many px. */
const STARTS = 3;

/** Puts widgets from the palette onto the page: where they are dropped, or where there is room. */
export function usePlacing() {
  const desk = useDesk();
  const { editing, stage } = desk;
  const campaigns = useCampaigns();
  const live = useLive();
  /** What is carried while it is not over the stage yet, and where, px of the window. */
  const carried = shallowRef<{ item: Item; x: number; y: number }>();
  let undo = () => {};
  let follow: (screen: Point) => void = () => {};
  const pan = useEdgePan((screen) => follow(screen));
  onBeforeUnmount(() => undo());

  function make(item: Item, at: Point): Placed | undefined {
    const page = editing.document?.pages.find(({ id }) => id === editing.page);
    return page && started(item.type, item.widget, at, page, campaigns.counts(live.now ?? Date.now()), item.metric);
  }
  const nameOf = ({ widget }: Item): Required<Words> => ({
    'zh-CN': `放上「${widget.titles['zh-CN']}」`,
    en: `Place “${widget.titles.en}”`,
  });

  /** What a widget becomes when an item is dropped on it: the item's kind, or with a metric itself, counting that. */
  function inPlaceOf({ type, metric }: Item, placed: Placed): Placed | undefined {
    const past = pastOf(editing.steps, editing.page, placed.id);
    const widget = WIDGETS.get(placed.type);
    if (metric === undefined) return drawnAs(placed, type, WIDGETS, past);
    const query = queryOf(placed, widget);
    const wanted = query && putMetric(0, metric)(query);
    if (!widget || !query || !wanted || query.metrics.includes(metric) || impossible(widget, wanted)) return undefined;
    return recalled(asking(placed, widget, wanted), placed, past, widget);
  }
  const replaceName = ({ widget, metric }: Item, placed: Placed): Required<Words> => {
    const to = (language: 'zh-CN' | 'en') => (metric ? metricName(metric, language) : text(widget.titles, language));
    return {
      'zh-CN': `把${told([placed], 'zh-CN')}换成${to('zh-CN')}`,
      en: `Replace ${told([placed], 'en')} with ${to('en').toLowerCase()}`,
    };
  };

  /** Where there is room; without any in the middle, aside of what stands exactly there. */
  function placeFreely(item: Item): void {
    const { width, height } = stage.canvas;
    const standing = editing.shownPage?.widgets.flatMap(({ box, hidden }) => (hidden ? [] : [box])) ?? [];
    const taken = new Set(editing.shownPage?.widgets.map(({ box }) => `${box.x} ${box.y}`));
    let made = make(item, { x: width / 2, y: height / 2 });
    if (made) made = { ...made, box: freePlace(made.box, standing, stage.ruling.inside) ?? made.box };
    while (made && taken.has(`${made.box.x} ${made.box.y}`))
      made = { ...made, box: { ...made.box, x: made.box.x + 24, y: made.box.y + 24 } };
    if (made) editing.change(nameOf(item), insert(editing.page, [made]), { selection: [made.id] });
  }

  function grab(item: Item, pressed: PointerEvent): void {
    if (pressed.button !== 0) return;
    undo();
    const surface = document.querySelector('[data-stage]');
    const gesture = dropping(desk, {
      make: (at) => make(item, at),
      name: nameOf(item),
      replace: (placed) => inPlaceOf(item, placed),
      replaceName: (placed) => replaceName(item, placed),
    });
    let dragged = false;
    let over = false;
    let last: Pointer | undefined;
    follow = (screen) => {
      if (last) stage.gesture = gesture.follow({ ...last, screen, at: toCanvas(stage.view, screen) });
    };

    const read = (event: PointerEvent): Pointer | undefined => {
      const place = surface?.getBoundingClientRect();
      if (!place) return undefined;
      const screen = { x: event.clientX - place.left, y: event.clientY - place.top };
      if (screen.x < 0 || screen.y < 0 || screen.x > place.width || screen.y > place.height) return undefined;
      const { shiftKey: shift, altKey: alt } = event;
      return { at: toCanvas(stage.view, screen), screen, shift, alt, mod: event.metaKey || event.ctrlKey };
    };
    const move = (event: PointerEvent) => {
      if (event.pointerId !== pressed.pointerId) return;
      if (!dragged && Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) < STARTS) return;
      dragged = true;
      event.preventDefault();
      const pointer = read(event);
      carried.value = pointer ? undefined : { item, x: event.clientX, y: event.clientY };
      if (!pointer && over) gesture.back();
      over = pointer !== undefined;
      last = pointer;
      if (pointer) stage.gesture = gesture.follow(pointer);
      pan(pointer?.screen);
    };
    const up = (event: PointerEvent) => {
      if (event.pointerId !== pressed.pointerId) return;
      undo();
      if (over) gesture.end();
    };
    const away = () => {
      undo();
      if (over) gesture.back();
    };
    /** A key changes what happens under a still hand. */
    const key = (event: KeyboardEvent) => {
      if (!dragged) return;
      if (event.key === 'Escape' && event.type === 'keydown') {
        event.stopPropagation();
        away();
        return;
      }
      if (event.key === 'Alt') event.preventDefault();
      if (last) last = { ...last, shift: event.shiftKey, alt: event.altKey, mod: event.metaKey || event.ctrlKey };
      if (last) stage.gesture = gesture.follow(last);
    };
    undo = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', away);
      window.removeEventListener('keydown', key, { capture: true });
      window.removeEventListener('keyup', key, { capture: true });
      carried.value = undefined;
      pan(undefined);
      undo = () => {};
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', away);
    window.addEventListener('keydown', key, { capture: true });
    window.addEventListener('keyup', key, { capture: true });
  }

  return { carried, grab, placeFreely };
}
