import { z } from 'zod';
import type { Pair } from './option.ts';

export const IMAGES = ['png', 'jpg', 'jpeg', 'webp', 'avif', 'gif', 'svg'] as const;
export const VIDEOS = ['mp4', 'webm'] as const;
export const FITTINGS = ['contain', 'cover', 'fill', 'none'] as const;
export const FITTING_NAMES: Readonly<Record<(typeof FITTINGS)[number], Pair>> = {
  contain: ['放进去', 'Contain'],
  cover: ['铺满', 'Cover'],
  fill: ['拉满', 'Stretch'],
  none: ['原大', 'As it is'],
};

/** The address of an uploaded file with one of these endings; nothing else is loaded. */
export const assetPath = (endings: readonly string[]) =>
  z
    .string()
    .regex(
      new RegExp(`^/assets/[0-9a-f]{64}\\.(${endings.join('|')})$`),
      `must be the path of an uploaded file, /assets/<sha256>.${endings[0]} (${endings.join(', ')})`,
    );
