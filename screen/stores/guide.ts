import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { Layout } from '../../layouts/document.ts';
import { begun, type Course, type StepName } from '../editor/guide/course.ts';

const KEY = 'tidewall.guide';
interface Kept {
  course?: Course;
  finished?: boolean;
}
function read(): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Kept;
    const whole = Array.isArray(kept.course?.known) && Array.isArray(kept.course.skipped);
    return { finished: kept.finished === true, ...(whole && kept.course ? { course: kept.course } : {}) };
  } catch {
    return {};
  }
}

/** The first wall in five steps: how far this browser is with it, and whether it is shown. */
export const useGuide = defineStore('guide', () => {
  const kept = read();
  const course = shallowRef(kept.course);
  const finished = ref(kept.finished === true);
  const shown = ref(false);

  function keep(next: Course | undefined): void {
    course.value = next;
    try {
      localStorage.setItem(KEY, JSON.stringify({ finished: finished.value, ...(next ? { course: next } : {}) }));
    } catch {
      // Without room it is known until the page is closed.
    }
  }
  /** Begins on a layout, or goes on where it was left there. */
  function begin(document: Layout): void {
    if (course.value?.layout !== document.id) keep(begun(document));
    shown.value = true;
  }
  /** Leaves it; it goes on from there at any time. */
  function leave(): void {
    shown.value = false;
  }
  function skip(step: StepName): void {
    if (course.value) keep({ ...course.value, skipped: [...course.value.skipped, step] });
  }
  function finish(): void {
    finished.value = true;
    shown.value = false;
    keep(undefined);
  }
  return { course, finished, shown, keep, begin, leave, skip, finish };
});
