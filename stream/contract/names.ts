/** The group of what is not known. Refused as a name from outside. */
export const UNKNOWN = 'unknown';
/** The group of the remainder behind `top`. Refused as a name from outside. */
export const REST = '…';
/** Names nobody may send: two are ours, three would reach into object prototypes. */
export const REFUSED_NAMES: readonly string[] = [UNKNOWN, REST, '__proto__', 'constructor', 'prototype'];
