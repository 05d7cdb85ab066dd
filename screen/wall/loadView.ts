import type { Component } from 'vue';
import type { Widget } from '../widgets/define.ts';

const RELOADED = 'tidewall.reloaded';
const QUIET_MS = 10 * 60_000;

/**
 * Loads a widget's view. A chunk that is gone (a deploy replaced it under an open wall) makes the page load itself anew, at
 * most once in ten minutes; otherwise the failure is the widget's own.
 */
export async function loadView(widget: Widget): Promise<Component> {
  try {
    return (await widget.view()).default;
  } catch (error) {
    const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
    if (Date.now() - last > QUIET_MS) {
      sessionStorage.setItem(RELOADED, String(Date.now()));
      location.reload();
    }
    throw error;
  }
}
