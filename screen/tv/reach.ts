/** Whether a host name leads whoever opens it to their own device: written on a TV it leads a phone nowhere. */
export const isOwn = (hostname: string): boolean =>
  /^((.+\.)?localhost|127(\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])\.?$/.test(hostname);
