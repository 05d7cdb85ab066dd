import { REST, UNKNOWN } from '../../stream/contract/names.ts';

/** What marks the element of a group that a person may pick; the remainder and the unknown are no groups of a filter. */
export const pickMark = (pickable: boolean | undefined, key: string): { 'data-pick'?: string; tabindex?: number } =>
  pickable && key !== REST && key !== UNKNOWN ? { 'data-pick': key, tabindex: 0 } : {};
