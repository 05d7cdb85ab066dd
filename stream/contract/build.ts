declare const __BUILD__: string | undefined;

/** Which build this is: a digest of all its sources, the same in the pages and in the server; undefined where nothing was built. */
export const BUILD: string | undefined = typeof __BUILD__ === 'string' && __BUILD__ !== '' ? __BUILD__ : undefined;
