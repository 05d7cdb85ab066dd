/*
 * Runs before everything else, in any browser of the last fifteen years: says so when the wall cannot run here, adds what
 * Chrome 87 lacks and the wall or its packages call, and asks for the page again when it did not arrive whole. Nothing
 * newer than ES5 may stand in this file.
 */
(function () {
  var COUNT = 'tidewall.unloaded';

  function able() {
    try {
      return (
        'noModule' in document.createElement('script') &&
        window.CSS.supports('inset', '0px') &&
        typeof Promise.any === 'function' &&
        typeof ''.replaceAll === 'function'
      );
    } catch (error) {
      return false;
    }
  }

  function add(owner, name, value) {
    if (!owner[name]) Object.defineProperty(owner, name, { value: value, writable: true, configurable: true });
  }
  function at(index) {
    var whole = Math.trunc(index) || 0;
    return this[whole < 0 ? this.length + whole : whole];
  }
  add(Array.prototype, 'at', at);
  add(String.prototype, 'at', at);
  add(Array.prototype, 'findLast', function (fits, self) {
    for (var index = this.length - 1; index >= 0; index--)
      if (fits.call(self, this[index], index, this)) return this[index];
    return undefined;
  });
  add(Array.prototype, 'toSorted', function (compare) {
    return this.slice().sort(compare);
  });
  add(Object, 'hasOwn', function (object, key) {
    return Object.prototype.hasOwnProperty.call(object, key);
  });

  // The wall replaces these sentences as soon as it runs.
  function say(id) {
    var sentence = document.getElementById(id);
    if (sentence) sentence.removeAttribute('hidden');
    return sentence !== null;
  }

  function attempts(count) {
    try {
      if (count === undefined) return Number(sessionStorage.getItem(COUNT)) || 0;
      sessionStorage.setItem(COUNT, String(count));
    } catch (error) {} // nothing can be remembered: wait long
    return 6;
  }

  /** The page is loaded again only when the server answers it, each time after a longer wait: 10 s to 10 min, with jitter. */
  function again() {
    var count = attempts();
    setTimeout(
      function () {
        var request = new XMLHttpRequest();
        request.open('GET', location.href);
        request.onload = function () {
          if (request.status !== 200) return again();
          attempts(count + 1);
          location.reload();
        };
        request.onerror = again;
        request.send();
      },
      Math.min(600, 10 * Math.pow(2, count)) * 1000 * (0.5 + Math.random())
    );
  }

  if (!able()) {
    say('too-old');
    return;
  }
  var unreadable = false;
  window.addEventListener('error', function (event) {
    if (/SyntaxError/.test(event.message)) unreadable = true;
  });
  window.addEventListener('load', function () {
    if (unreadable && say('too-old')) return;
    if (say('unloaded')) again();
    else attempts(0);
  });
})();
