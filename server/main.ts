import { useCodeCache } from './codeCache.ts';

useCodeCache(process.argv[2] ?? 'all');
void import('./roles.ts').then(({ main }) => main());
