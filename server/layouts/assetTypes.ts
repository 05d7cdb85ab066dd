export interface AssetType {
  media: string;
  extension: string;
  /** Bytes that such a file has, and where; none for text. */
  marks: readonly (readonly [at: number, text: string])[];
}

/** What layouts may show. SVG is left out: it can hold scripts, and pictures of walls do not need it. */
export const ASSET_TYPES: readonly AssetType[] = [
  { media: 'image/png', extension: 'png', marks: [[0, '\x89PNG\r\n\x1a\n']] },
  { media: 'image/jpeg', extension: 'jpg', marks: [[0, '\xff\xd8\xff']] },
  { media: 'image/gif', extension: 'gif', marks: [[0, 'GIF8']] },
  {
    media: 'image/webp',
    extension: 'webp',
    marks: [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
  },
  { media: 'video/mp4', extension: 'mp4', marks: [[4, 'ftyp']] },
  { media: 'video/webm', extension: 'webm', marks: [[0, '\x1a\x45\xdf\xa3']] },
  { media: 'application/geo+json', extension: 'geojson', marks: [] },
];

/** The bytes are what the type says. */
export function isReally({ marks, extension }: AssetType, bytes: Buffer): boolean {
  if (extension === 'geojson') return isFeatureCollection(bytes);
  return marks.every(([at, text]) => bytes.subarray(at, at + text.length).equals(Buffer.from(text, 'latin1')));
}

function isFeatureCollection(bytes: Buffer): boolean {
  try {
    const value = JSON.parse(bytes.toString('utf8')) as { type?: unknown; features?: unknown } | null;
    return value?.type === 'FeatureCollection' && Array.isArray(value.features);
  } catch {
    return false;
  }
}
