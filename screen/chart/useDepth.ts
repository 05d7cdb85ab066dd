import { onBeforeUnmount, onMounted, type Ref, ref } from 'vue';
import { claimContext } from './contexts.ts';

export interface Depth {
  /** Whether there is a context to draw with; without one the same is drawn flat. */
  deep: Readonly<Ref<boolean>>;
  /** A new number asks for a new drawing. */
  edition: Readonly<Ref<number>>;
  /** The context was lost: once there is another try, after that it stays flat. */
  lose: () => void;
  /** It cannot be drawn. */
  flatten: () => void;
}

/** A third dimension while the page can afford it: flat until its parts are loaded, and whenever they or a context are missing. */
export function useDepth(): Depth {
  const deep = ref(false);
  const edition = ref(0);
  let release: (() => void) | undefined;
  let losses = 0;
  const flatten = () => {
    release?.();
    release = undefined;
    deep.value = false;
  };
  const lose = () => {
    losses += 1;
    if (losses > 1) flatten();
    else edition.value += 1;
  };
  onMounted(() => {
    release = claimContext();
    if (!release) return;
    import('./gl.ts').then(() => {
      deep.value = release !== undefined;
    }, flatten);
  });
  onBeforeUnmount(flatten);
  return { deep, edition, lose, flatten };
}
