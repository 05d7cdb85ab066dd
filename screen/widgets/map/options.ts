import { z } from 'zod';
import { assetPath } from '../assets.ts';

/** What every map can be told. */
export const MapOptions = z.strictObject({
  metric: z.string().max(64).optional().describe('What colours the map; the first metric of the query when absent.'),
  top: z.int().min(0).max(8).default(5).describe('How many of the largest are named.'),
  pulses: z.boolean().default(true).describe('A ring where something was sold.'),
  map: assetPath(['geojson', 'json'])
    .optional()
    .describe(
      'An uploaded GeoJSON instead of the map that ships; complete, with the names or ISO codes of its regions.',
    ),
  approval: z.string().min(1).max(40).optional().describe('The approval number of the map, shown below it: 审图号.'),
});
export type MapOptions = z.output<typeof MapOptions>;
