import { defineStore } from 'pinia';
import { ref, watchEffect } from 'vue';
import { LANGUAGES, type Language } from '../../layouts/document.ts';
import { say } from '../widgets/words.ts';

const KEY = 'tidewall.language';

/** The language of the person at this browser, kept in it; `?language=` in the address chooses it. Walls have their own. */
export const useLanguage = defineStore('language', () => {
  const among = (wish: string | null) => LANGUAGES.find((one) => one === wish);
  const wished = among(new URLSearchParams(location.search).get('language'));
  if (wished) localStorage.setItem(KEY, wished);
  const language = ref<Language>(
    wished ?? among(localStorage.getItem(KEY)) ?? (navigator.language.startsWith('en') ? 'en' : 'zh-CN'),
  );
  const words = (chinese: string, english: string) => say(language.value, chinese, english);
  watchEffect(() => {
    document.documentElement.lang = language.value;
  });
  function speak(wanted: Language): void {
    language.value = wanted;
    localStorage.setItem(KEY, wanted);
  }
  return { language, words, speak };
});
