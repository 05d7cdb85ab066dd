import { defineStore } from 'pinia';
import { ref } from 'vue';

/** Whether the document is shown as JSON beside the canvas. */
export const useWriting = defineStore('writing', () => {
  const open = ref(false);
  function turn(): void {
    open.value = !open.value;
  }
  return { open, turn };
});
