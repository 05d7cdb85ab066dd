import type { FastifyRequest } from 'fastify';

/** What programs ask for: they are answered in their own words, whatever they say that they read. */
const PROGRAMS = /^\/(api|assets|schemas)(\/|$)/;

/** Whether somebody looks at the answer in a browser's window: it is a page then, never problem details. */
export const isNavigation = ({ url, headers }: Pick<FastifyRequest, 'url' | 'headers'>): boolean =>
  (headers.accept ?? '').includes('text/html') && !PROGRAMS.test(url.split('?')[0] ?? '');
