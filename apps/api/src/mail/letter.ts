/** What a mail says: paragraphs parted by empty lines, links on lines of their own. */
export interface MailText {
  to: string;
  subject: string;
  text: string;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign]!);

/**
 * The same words as HTML. Whatever people wrote into it stays text; a line that is nothing but an address of this
 * server becomes a link.
 * @param publicUrl address of the server, without a slash at the end
 */
export function htmlOf(text: string, publicUrl: string): string {
  const line = (words: string): string =>
    words.startsWith(`${publicUrl}/`) && !/\s/.test(words)
      ? `<a href="${escaped(words)}">${escaped(words)}</a>`
      : escaped(words);
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.split('\n').map(line).join('<br>')}</p>`)
    .join('\n');
}
