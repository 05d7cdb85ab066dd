import type { Language } from '../../layouts/document.ts';

/** Where somebody who reads `language` opens a wall: in that language, too. */
export const wallAddress = (layout: string, language: Language): string => `/wall/${layout}?language=${language}`;
