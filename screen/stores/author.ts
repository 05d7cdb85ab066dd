import { defineStore } from 'pinia';
import { ref } from 'vue';

const KEY = 'tidewall.author';
export const LONGEST_NAME = 40;

/** How the person at this browser is called in the history of walls, kept in it; '' while nobody said. */
export const useAuthor = defineStore('author', () => {
  const name = ref(localStorage.getItem(KEY) ?? '');
  function call(wanted: string): void {
    name.value = wanted.trim();
    localStorage.setItem(KEY, name.value);
  }
  return { name, call };
});

/** The name as a header carries it: percent-encoded UTF-8, since a header has no other letters than Latin ones. */
export function authorHeader(): Record<string, string> {
  const name = localStorage.getItem(KEY) ?? '';
  // Half a letter, which no encoding has, is left out.
  return name === '' ? {} : { 'tidewall-author': encodeURIComponent(name.replace(/\p{Surrogate}/gu, '')) };
}
