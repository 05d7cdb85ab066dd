import type { Component } from 'vue';
import { BUILD } from '../../stream/contract/build.ts';
import type { Widget } from '../widgets/define.ts';
import { renew } from './renew.ts';

/**
 * Loads a widget's view. A chunk that is gone (a deploy replaced it under an open wall) makes the page load itself anew, at
 * most once for each build; otherwise the failure is the widget's own.
 */
export async function loadView(widget: Widget): Promise<Component> {
  try {
    return (await widget.view()).default;
  } catch (error) {
    await renew(`chunk ${BUILD ?? ''}`);
    throw error;
  }
}
