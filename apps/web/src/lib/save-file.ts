/** Hands a file to the browser to keep, as a download does. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken it over by then; a few seconds do no harm.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
