/** The clipboard as commands know it. */
export interface Clipboard {
  write(text: string): void;
  read(): Promise<string>;
}

/** What was copied in this window last, for a browser that does not let the page read. */
let kept = '';

/** Without a secure address (a wall's server in the local network) only an event of the browser lets a page write. */
function writeByEvent(text: string): void {
  const give = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('copy', give, { capture: true });
  document.execCommand('copy');
  document.removeEventListener('copy', give, { capture: true });
}

/** The system's own clipboard, so that widgets go from window to window and into any text. */
export const systemClipboard: Clipboard = {
  write(text) {
    kept = text;
    if (navigator.clipboard) navigator.clipboard.writeText(text).catch(() => writeByEvent(text));
    else writeByEvent(text);
  },
  async read() {
    try {
      return await navigator.clipboard.readText();
    } catch {
      return kept;
    }
  },
};
