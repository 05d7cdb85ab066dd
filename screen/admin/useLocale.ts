import { computed } from 'vue';
import type { Locale } from '../format.ts';
import { useLanguage } from '../stores/language.ts';
import { useSettings } from '../stores/settings.ts';

/** How numbers are written for whoever sits here; undefined until the server told its currency and time zone. */
export function useLocale() {
  const settings = useSettings();
  const speaking = useLanguage();
  return computed((): Locale | undefined => {
    const known = settings.settings;
    return (
      known && { language: speaking.language, currency: known.currency, digits: known.digits, timezone: known.timezone }
    );
  });
}
