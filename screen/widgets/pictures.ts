import type { Component } from 'vue';

const found = import.meta.glob<Component>('./*/Picture.vue', { eager: true, import: 'default' });

/** A small drawing of each widget, by type, in the colours of the theme around it. For palettes; no wall loads it. */
export const PICTURES: ReadonlyMap<string, Component> = new Map(
  Object.entries(found).map(([path, picture]) => [path.split('/')[1] as string, picture]),
);
