/** Keeps the page as high as what is seen above a phone's keyboard, where the browser does not do so itself. */
export function followKeyboard(): void {
  const seen = window.visualViewport;
  if (!seen) return;
  const apply = () => {
    const covered = window.innerHeight - seen.height > 80 && seen.scale === 1;
    if (covered) document.documentElement.style.setProperty('--app-height', `${seen.height}px`);
    else document.documentElement.style.removeProperty('--app-height');
  };
  seen.addEventListener('resize', apply);
}
