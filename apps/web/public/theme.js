// Loaded before anything is painted, so that a dark page never flashes white. The names are those of src/lib/theme.ts.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem('colloquy.theme');
  } catch {
    // Storage is switched off: follow the system.
  }
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
