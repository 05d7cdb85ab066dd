import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Language } from '../../layouts/document.ts';
import { fetchPatiently } from './fetchPatiently.ts';

/** What `GET /api/settings` answers: the public part of the installation's settings, which every number is written by. */
export interface Settings {
  currency: string;
  digits: number;
  timezone: string;
  languages: readonly Language[];
}

export const useSettings = defineStore('settings', () => {
  const settings = shallowRef<Settings>();

  let asked: Promise<Settings> | undefined;

  /** Asks until the server answers, once: what stands in them is fixed as long as it runs. */
  function load(): Promise<Settings> {
    asked ??= ask();
    return asked;
  }
  async function ask(): Promise<Settings> {
    const answer = (await fetchPatiently('/api/settings')).body as Settings;
    settings.value = answer;
    return answer;
  }

  return { settings, load };
});
