import type { Language } from '../../layouts/document.ts';
import { say } from '../widgets/words.ts';

/** What a revision is called; 0 is the template. */
export const revisionName = (revision: number, language: Language): string =>
  revision > 0 ? `r${revision}` : say(language, '模板', 'template');

/** The way back to a revision, as a button says it. */
export const backWords = (revision: number, language: Language): string =>
  revision > 0
    ? say(language, `退回 r${revision}`, `Roll back to r${revision}`)
    : say(language, '退回模板', 'Roll back to template');
