import type { Widget } from './define.ts';

const found = import.meta.glob<Widget>('./*/index.ts', { eager: true, import: 'widget' });

/** Every widget there is, by type. The folder is the registration. */
export const WIDGETS: ReadonlyMap<string, Widget> = new Map(
  Object.entries(found).map(([path, widget]) => [path.split('/')[1] as string, widget]),
);
